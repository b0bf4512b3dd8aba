using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Validation;

/// <summary>How many of a kind a region, a VPC or a zone may hold. (VPC guide, "Amazon VPC quotas"; Site-to-Site VPN guide, "Quotas")</summary>
/// <remarks>One error for each quota and place, naming the first resource beyond it in the order written.</remarks>
internal static class QuotaChecks
{
    public static void Check(Draft draft)
    {
        var vpcs = new Tally(QuotaNames.VpcsPerRegion, "Too many VPCs in");
        foreach (Vpc vpc in draft.Vpcs) vpcs.Count(PlaceOf(draft, vpc), vpc.Name);
        var internet = new Tally(QuotaNames.InternetGatewaysPerRegion, "Too many internet gateways in")
        {
            FollowedQuota = QuotaNames.VpcsPerRegion,
        };
        foreach (InternetGateway gateway in draft.InternetGateways) internet.Count(PlaceOf(draft, draft.Vpcs.Find(gateway.VpcId)), gateway.Name);
        var egressOnly = new Tally(QuotaNames.EgressOnlyInternetGatewaysPerRegion, "Too many egress-only internet gateways in")
        {
            FollowedQuota = QuotaNames.VpcsPerRegion,
        };
        foreach (EgressOnlyInternetGateway gateway in draft.EgressOnlyGateways)
            egressOnly.Count(PlaceOf(draft, draft.Vpcs.Find(gateway.VpcId)), gateway.Name);
        var addresses = new Tally(QuotaNames.ElasticIpsPerRegion, "Too many Elastic IP addresses in");
        foreach (ElasticIp elasticIp in draft.ElasticIps) addresses.Count(PlaceOf(draft, elasticIp.Region, elasticIp.AccountId), elasticIp.Name);
        vpcs.Report(draft);
        internet.Report(draft);
        egressOnly.Report(draft);
        addresses.Report(draft);
        CheckVpn(draft);
        CheckInVpcs(draft);
        CheckInterfaces(draft);
        CheckEndpoints(draft);
        CheckPeerings(draft);
        CheckPrefixLists(draft);
        NetworkAddressUsage.Check(draft);
    }

    private static void CheckVpn(Draft draft)
    {
        var gateways = new Tally(QuotaNames.VpnGatewaysPerRegion, "Too many virtual private gateways in");
        foreach (VpnGateway gateway in draft.VpnGateways) gateways.Count(PlaceOf(draft, draft.Vpcs.Find(gateway.VpcId)), gateway.Name);
        var customers = new Tally(QuotaNames.CustomerGatewaysPerRegion, "Too many customer gateways in");
        foreach (CustomerGateway gateway in draft.AsWritten.CustomerGateways) customers.Count(PlaceOf(draft, gateway.Region, gateway.AccountId), gateway.Name);
        var connections = new Tally(QuotaNames.VpnConnectionsPerRegion, "Too many VPN connections in");
        var ofGateway = new Tally(QuotaNames.VpnConnectionsPerVpnGateway, "Too many VPN connections of");
        foreach (VpnConnection connection in draft.AsWritten.VpnConnections)
        {
            connections.Count(PlaceOf(draft, connection.Region, connection.AccountId), connection.Name);
            if (connection.VpnGatewayId is { } gateway) ofGateway.Count(gateway, connection.Name);
        }
        gateways.Report(draft);
        customers.Report(draft);
        connections.Report(draft);
        ofGateway.Report(draft);
    }

    private static void CheckInVpcs(Draft draft)
    {
        var subnets = new Tally(QuotaNames.SubnetsPerVpc, "Too many subnets in");
        foreach (Subnet subnet in draft.Subnets) subnets.Count(NameOf(draft, subnet.VpcId), subnet.Name);
        var tables = new Tally(QuotaNames.RouteTablesPerVpc, "Too many route tables in");
        foreach (RouteTable table in draft.Tables) tables.Count(NameOf(draft, table.VpcId), table.Name);
        var acls = new Tally(QuotaNames.NetworkAclsPerVpc, "Too many network ACLs in");
        foreach (NetworkAcl acl in draft.Acls) acls.Count(NameOf(draft, acl.VpcId), acl.Name);
        var groups = new Tally(QuotaNames.SecurityGroupsPerRegion, "Too many security groups in");
        foreach (SecurityGroup group in draft.Groups) groups.Count(PlaceOf(draft, draft.Vpcs.Find(group.VpcId)), group.Name);
        subnets.Report(draft);
        tables.Report(draft);
        acls.Report(draft);
        groups.Report(draft);
    }

    private static void CheckInterfaces(Draft draft)
    {
        var interfaces = new Tally(QuotaNames.InterfacesPerRegion, "Too many network interfaces in");
        foreach (NetworkInterface networkInterface in draft.Interfaces)
            if (networkInterface.OfRegionalNat is null) interfaces.Count(PlaceOf(draft, draft.VpcOf(networkInterface.SubnetId)), networkInterface.Name);
        var gateways = new Tally(QuotaNames.NatGatewaysPerAz, "Too many NAT gateways in");
        foreach (NatGateway gateway in draft.NatGateways)
        {
            if (draft.Subnets.Find(gateway.SubnetId) is { } subnet) gateways.Count(subnet.AvailabilityZone, gateway.Name);
            draft.Limit(QuotaNames.ElasticIpsPerNatGateway, gateway.AllocationIds.Length,
                "The NAT gateway has too many Elastic IP addresses", gateway.Name);
        }
        interfaces.Report(draft);
        gateways.Report(draft);
    }

    private static void CheckEndpoints(Draft draft)
    {
        var gateways = new Tally(QuotaNames.GatewayEndpointsPerRegion, "Too many gateway endpoints in");
        var gatewaysInVpc = new Tally(QuotaNames.GatewayEndpointsPerVpc, "Too many gateway endpoints in");
        var interfaces = new Tally(QuotaNames.InterfaceEndpointsPerVpc, "Too many interface endpoints in");
        foreach (VpcEndpoint endpoint in draft.Endpoints)
        {
            draft.Limit(QuotaNames.CharactersPerEndpointPolicy, endpoint.PolicyLength, "The endpoint's policy is too long", endpoint.Name);
            if (endpoint.Type == EndpointType.Gateway)
            {
                gateways.Count(PlaceOf(draft, draft.Vpcs.Find(endpoint.VpcId)), endpoint.Name);
                gatewaysInVpc.Count(NameOf(draft, endpoint.VpcId), endpoint.Name);
            }
            else if (endpoint.Type is EndpointType.Interface or EndpointType.GatewayLoadBalancer)
                interfaces.Count(NameOf(draft, endpoint.VpcId), endpoint.Name);
        }
        gateways.Report(draft);
        gatewaysInVpc.Report(draft);
        interfaces.Report(draft);
    }

    // A request that nobody accepted counts against the account that made it.
    private static void CheckPeerings(Draft draft)
    {
        var outstanding = new Tally(QuotaNames.OutstandingPeeringRequestsPerAccount, "Too many outstanding requests for peering of");
        foreach (PeeringConnection peering in draft.Peerings)
            if (!peering.IsActive) outstanding.Count(draft.Vpcs.Find(peering.RequesterVpcId)?.AccountId ?? draft.AsWritten.AccountId, peering.Name);
        outstanding.Report(draft);
    }

    private static void CheckPrefixLists(Draft draft)
    {
        var lists = new Tally(QuotaNames.PrefixListsPerRegion, "Too many prefix lists in");
        foreach (PrefixList list in draft.PrefixLists)
        {
            if (list.AwsManaged) continue;
            lists.Count(PlaceOf(draft, list.Region, list.AccountId), list.Name);
            draft.Limit(QuotaNames.EntriesPerPrefixList, Math.Max(list.MaxEntries, list.Entries.Length),
                "The prefix list is too long", list.Name);
            if (list.MaxEntries > 0 && list.Entries.Length > list.MaxEntries)
                draft.Refuse("PrefixListMaxEntriesExceeded",
                    $"The list has {list.Entries.Length} entries and its MaxEntries is {list.MaxEntries}.", list.Name);
        }
        lists.Report(draft);
        CheckReferences(draft);
    }

    // Each type of resource has the whole quota: rules of security groups, and routes.
    private static void CheckReferences(Draft draft)
    {
        var rules = new Tally(QuotaNames.ReferencesPerPrefixList, "Too many rules of security groups refer to");
        foreach (SecurityGroup group in draft.Groups)
            foreach (SecurityGroupRule rule in group.Ingress.Concat(group.Egress)) CountReference(draft, rules, rule.PrefixListId, rule.Name ?? group.Name);
        var routes = new Tally(QuotaNames.ReferencesPerPrefixList, "Too many routes refer to");
        foreach (RouteTable table in draft.Tables)
            foreach (Route route in table.Routes) CountReference(draft, routes, route.DestinationPrefixListId, route.Name ?? table.Name);
        rules.Report(draft);
        routes.Report(draft);
    }

    private static void CountReference(Draft draft, Tally tally, string? listId, string name)
    {
        if (draft.PrefixLists.Find(listId) is { AwsManaged: false } list) tally.Count(list.Name, name);
    }

    // An account has the quotas of a region for itself.
    private static string PlaceOf(Draft draft, string? region, string? account) =>
        account is null || account == draft.AsWritten.AccountId ? region ?? draft.AsWritten.Region : $"{region ?? draft.AsWritten.Region} of {account}";

    private static string PlaceOf(Draft draft, Vpc? vpc) => PlaceOf(draft, vpc?.Region, vpc?.AccountId);

    private static string NameOf(Draft draft, string vpcId) => draft.Vpcs.Find(vpcId)?.Name ?? vpcId;
}
