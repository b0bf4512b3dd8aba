using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Changes;

/// <summary>Places of nouns in the design's lists by the names that requests use.</summary>
internal static class Nouns
{
    public static int Group(Design design, string name)
    {
        for (int i = 0; i < design.SecurityGroups.Length; i++)
            if (design.SecurityGroups[i].Name == name || design.SecurityGroups[i].Id == name) return i;
        int[] named = [.. Enumerable.Range(0, design.SecurityGroups.Length).Where(i => design.SecurityGroups[i].GroupName == name)];
        return named is [var only]
            ? only
            : DesignNames.Place(design.SecurityGroups, name, static group => group.Name, static group => group.Id, "InvalidGroup.NotFound", "security group");
    }

    public static int PrefixList(Design design, string name) => DesignNames.Place(
        design.PrefixLists, name, static list => list.Name, static list => list.Id, "InvalidPrefixListID.NotFound", "prefix list");

    public static int Vpc(Design design, string name) => DesignNames.Place(
        design.Vpcs, name, static vpc => vpc.Name, static vpc => vpc.Id, "InvalidVpcID.NotFound", "VPC");

    public static int Subnet(Design design, string name) => DesignNames.Place(
        design.Subnets, name, static subnet => subnet.Name, static subnet => subnet.Id, "InvalidSubnetID.NotFound", "subnet");

    public static int Acl(Design design, string name) => DesignNames.Place(
        design.NetworkAcls, name, static acl => acl.Name, static acl => acl.Id, "InvalidNetworkAclID.NotFound", "network ACL");

    public static int Table(Design design, string name) => DesignNames.Place(
        design.RouteTables, name, static table => table.Name, static table => table.Id, "InvalidRouteTableID.NotFound", "route table");

    public static int InternetGateway(Design design, string name) => DesignNames.Place(
        design.InternetGateways, name, static gateway => gateway.Name, static gateway => gateway.Id, "InvalidInternetGatewayID.NotFound", "internet gateway");

    public static int VpnGateway(Design design, string name) => DesignNames.Place(
        design.VpnGateways, name, static gateway => gateway.Name, static gateway => gateway.Id, "InvalidVpnGatewayID.NotFound", "virtual private gateway");

    public static int ElasticIp(Design design, string name) => DesignNames.Place(
        design.ElasticIps, name, static elasticIp => elasticIp.Name, static elasticIp => elasticIp.AllocationId, "InvalidAllocationID.NotFound", "Elastic IP");

    public static int Endpoint(Design design, string name) => DesignNames.Place(
        design.VpcEndpoints, name, static endpoint => endpoint.Name, static endpoint => endpoint.Id, "InvalidVpcEndpointId.NotFound", "VPC endpoint",
        static endpoint => endpoint.IsDeleted);

    public static int NatGateway(Design design, string name) => DesignNames.Place(
        design.NatGateways, name, static gateway => gateway.Name, static gateway => gateway.Id, "NatGatewayNotFound", "NAT gateway",
        static gateway => gateway.IsDeleted);

    public static int Peering(Design design, string name) => DesignNames.Place(
        design.PeeringConnections, name, static connection => connection.Name, static connection => connection.Id,
        "InvalidVpcPeeringConnectionID.NotFound", "VPC peering connection", static connection => connection.IsDeleted);

    public static int Instance(Design design, string name) => DesignNames.Place(
        design.Instances, name, static instance => instance.Name, static instance => instance.Id, "InvalidInstanceID.NotFound", "instance",
        static instance => instance.IsTerminated);

    /// <summary>What a flow log may watch: among the VPCs, the subnets or the interfaces.</summary>
    public static int Logged(Design design, string name)
    {
        for (int i = 0; i < design.Vpcs.Length; i++)
            if (design.Vpcs[i].Name == name || design.Vpcs[i].Id == name) return i;
        for (int i = 0; i < design.Subnets.Length; i++)
            if (design.Subnets[i].Name == name || design.Subnets[i].Id == name) return i;
        return DesignNames.Interface(design, name);
    }

    public static int FlowLog(Design design, string name) => DesignNames.Place(
        design.FlowLogs, name, static log => log.Name, static log => log.Id, "InvalidFlowLogId.NotFound", "flow log");
}
