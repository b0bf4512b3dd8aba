using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Transit;

namespace VpcSim.Scenarios.Designs;

/// <summary>A part of a completed design, for whoever looks at it; no packet is sent through it.</summary>
public static class DesignPart
{
    /// <summary>Some VPCs with what is in them, and what joins them to something.</summary>
    /// <param name="design">A completed design.</param>
    /// <param name="vpcs">Ids.</param>
    public static Design Of(Design design, IReadOnlySet<string> vpcs)
    {
        HashSet<string> subnets = [.. design.Subnets.Where(subnet => vpcs.Contains(subnet.VpcId)).Select(static subnet => subnet.Id)];
        HashSet<string> interfaces = [.. design.NetworkInterfaces.Where(eni => subnets.Contains(eni.SubnetId) || (eni.OfRegionalNat is { } place && vpcs.Contains(place.VpcId))).Select(static eni => eni.Id)];
        HashSet<string?> instances = [.. design.NetworkInterfaces.Where(eni => interfaces.Contains(eni.Id)).Select(static eni => eni.InstanceId)];
        NatGateway[] gateways = [.. design.NatGateways.Where(gateway => gateway.VpcId is { } id && vpcs.Contains(id))];
        HashSet<string> nats = [.. gateways.SelectMany(static gateway => gateway.ElasticIps)];
        TransitGatewayAttachment[] attached = [.. design.TransitGatewayAttachments.Where(attachment => vpcs.Contains(attachment.ResourceId))];
        HashSet<string> transits = [.. attached.Select(static attachment => attachment.TransitGatewayId)];
        HashSet<string> vgws = [.. design.VpnGateways.Where(gateway => gateway.VpcId is { } id && vpcs.Contains(id)).Select(static gateway => gateway.Id)];
        Model.Vpn.VpnConnection[] connections = [.. design.VpnConnections
            .Where(connection => (connection.VpnGatewayId is { } vgw && vgws.Contains(vgw)) || (connection.TransitGatewayId is { } tgw && transits.Contains(tgw)))];
        HashSet<string> customers = [.. connections.Select(static connection => connection.CustomerGatewayId)];
        HashSet<string> lists = [.. design.SecurityGroups.Where(group => vpcs.Contains(group.VpcId)).SelectMany(static group => group.Ingress.Concat(group.Egress)).Select(static rule => rule.PrefixListId).OfType<string>()];
        lists.UnionWith(design.RouteTables.Where(table => vpcs.Contains(table.VpcId)).SelectMany(static table => table.Routes).Select(static route => route.DestinationPrefixListId).OfType<string>());
        HashSet<string?> options = [.. design.Vpcs.Where(vpc => vpcs.Contains(vpc.Id)).Select(static vpc => vpc.DhcpOptionsId)];
        return design with
        {
            Vpcs = [.. design.Vpcs.Where(vpc => vpcs.Contains(vpc.Id))],
            DhcpOptions = [.. design.DhcpOptions.Where(set => options.Contains(set.Id))],
            Subnets = [.. design.Subnets.Where(subnet => subnets.Contains(subnet.Id))],
            NetworkInterfaces = [.. design.NetworkInterfaces.Where(eni => interfaces.Contains(eni.Id))],
            Instances = [.. design.Instances.Where(instance => instances.Contains(instance.Id))],
            SecurityGroups = [.. design.SecurityGroups.Where(group => vpcs.Contains(group.VpcId))],
            NetworkAcls = [.. design.NetworkAcls.Where(acl => vpcs.Contains(acl.VpcId))],
            RouteTables = [.. design.RouteTables.Where(table => vpcs.Contains(table.VpcId))],
            InternetGateways = [.. design.InternetGateways.Where(gateway => gateway.VpcId is { } id && vpcs.Contains(id))],
            EgressOnlyInternetGateways = [.. design.EgressOnlyInternetGateways.Where(gateway => vpcs.Contains(gateway.VpcId))],
            NatGateways = [.. gateways],
            ElasticIps = [.. design.ElasticIps.Where(address => nats.Contains(address.AllocationId) || (address.NetworkInterfaceId is { } id && interfaces.Contains(id)))],
            PeeringConnections = [.. design.PeeringConnections.Where(peering => vpcs.Contains(peering.RequesterVpcId) || vpcs.Contains(peering.AccepterVpcId))],
            VpnGateways = [.. design.VpnGateways.Where(gateway => vgws.Contains(gateway.Id))],
            CustomerGateways = [.. design.CustomerGateways.Where(gateway => customers.Contains(gateway.Id))],
            VpnConnections = [.. connections],
            TransitGateways = [.. design.TransitGateways.Where(gateway => transits.Contains(gateway.Id))],
            TransitGatewayAttachments = [.. design.TransitGatewayAttachments.Where(attachment => transits.Contains(attachment.TransitGatewayId) && (attachment.Kind != TransitAttachmentKind.Vpc || vpcs.Contains(attachment.ResourceId)))],
            TransitGatewayRouteTables = [.. design.TransitGatewayRouteTables.Where(table => transits.Contains(table.TransitGatewayId))],
            DirectConnectGatewayAssociations = [.. design.DirectConnectGatewayAssociations.Where(association => vgws.Contains(association.GatewayId) || transits.Contains(association.GatewayId))],
            VpcEndpoints = [.. design.VpcEndpoints.Where(endpoint => vpcs.Contains(endpoint.VpcId))],
            PrefixLists = [.. design.PrefixLists.Where(list => lists.Contains(list.Id))],
            Workloads = [.. design.Workloads.Where(workload => workload.NetworkInterfaceIds.Any(interfaces.Contains))],
            FlowLogs = [.. design.FlowLogs.Where(log => vpcs.Contains(log.ResourceId) || subnets.Contains(log.ResourceId) || interfaces.Contains(log.ResourceId) || gateways.Any(gateway => gateway.Id == log.ResourceId))],
        };
    }
}
