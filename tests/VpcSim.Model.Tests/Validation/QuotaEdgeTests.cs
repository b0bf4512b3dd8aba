using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Transit;

namespace VpcSim.Model.Tests.Validation;

/// <summary>Each quota at its edge: as many as an account has are accepted, one more is refused with AWS's code, and accepted again where AWS raised the quota.</summary>
public class QuotaEdgeTests
{
    /// <summary>What AWS makes by itself counts too, so that a design may hold fewer.</summary>
    private static readonly ImmutableDictionary<string, int> _madeByAws = new Dictionary<string, int>
    {
        [QuotaNames.RouteTablesPerVpc] = 1,
        [QuotaNames.NetworkAclsPerVpc] = 1,
        [QuotaNames.SecurityGroupsPerRegion] = 1,
        [QuotaNames.NetworkAclRulesPerDirection] = 1,
        [QuotaNames.RouteTablesPerTransitGateway] = 1,
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<string, Func<int, Design>> _designs = new Dictionary<string, Func<int, Design>>
    {
        [QuotaNames.VpcsPerRegion] = count => new Design { Vpcs = [.. Many(count, number => Sample.Vpc($"V{number}"))] },
        [QuotaNames.SubnetsPerVpc] = count => new Design { Vpcs = [Sample.Vpc()], Subnets = [.. Many(count, number => Sample.Subnet($"S{number}", Block(number, 28)))] },
        [QuotaNames.Ipv4CidrBlocksPerVpc] = count => new Design { Vpcs = [Sample.Vpc() with { SecondaryCidrBlocks = [.. Many(count - 1, number => Cidr.Parse($"10.{number + 1}.0.0/16"))] }] },
        [QuotaNames.Ipv6CidrBlocksPerVpc] = count => new Design { Vpcs = [Sample.Vpc() with { Ipv6CidrBlocks = [.. Many(count, number => Cidr.Parse($"2600:1f18:{number + 1}::/56"))] }] },
        [QuotaNames.ElasticIpsPerRegion] = count => new Design { ElasticIps = [.. Many(count, number => Sample.Eip($"E{number}"))] },
        [QuotaNames.ElasticIpsPerNatGateway] = count => Sample.OneSubnet() with
        {
            InternetGateways = [Sample.Internet()],
            ElasticIps = [.. Many(count, number => Sample.Eip($"E{number}"))],
            NatGateways = [Sample.Nat("Nat", "A", [.. Many(count, number => $"E{number}")])],
        },
        [QuotaNames.InternetGatewaysPerRegion] = count => new Design { InternetGateways = [.. Many(count, number => Sample.Internet($"I{number}", vpc: null))] },
        [QuotaNames.NatGatewaysPerAz] = count => Sample.OneSubnet() with { NatGateways = [.. Many(count, number => Sample.Nat($"N{number}") with { IsPublic = false })] },
        [QuotaNames.InterfacesPerRegion] = count => Wide() with { NetworkInterfaces = [.. Many(count, number => Sample.Interface($"E{number}"))] },
        [QuotaNames.SecurityGroupsPerRegion] = count => Sample.OneSubnet() with { SecurityGroups = [.. Many(count, number => Sample.Group($"G{number}"))] },
        [QuotaNames.SecurityGroupsPerInterface] = count => Sample.OneSubnet() with
        {
            SecurityGroups = [.. Many(count, number => Sample.Group($"G{number}"))],
            NetworkInterfaces = [Sample.Interface("Web", groups: [.. Many(count, number => $"G{number}")])],
        },
        [QuotaNames.RulesPerSecurityGroup] = count => Sample.OneSubnet() with { SecurityGroups = [Sample.Group("G", ingress: [.. Many(count, number => Sample.Tcp(number + 1))])] },
        [QuotaNames.NetworkAclsPerVpc] = count => Sample.OneSubnet() with { NetworkAcls = [.. Many(count, number => Sample.Acl($"N{number}"))] },
        [QuotaNames.NetworkAclRulesPerDirection] = count => Sample.OneSubnet() with { NetworkAcls = [Sample.Acl("N", [.. Many(count, number => Sample.Entry(number + 1))])] },
        [QuotaNames.RouteTablesPerVpc] = count => Sample.OneSubnet() with { RouteTables = [.. Many(count, number => Sample.Table($"T{number}"))] },
        [QuotaNames.RoutesPerRouteTable] = count => WithPeers(1) with
        {
            RouteTables = [Sample.Table("T", [.. Many(count, number => Sample.Route($"20.{number / 256}.{number % 256}.0/24", RouteTargetKind.VpcPeeringConnection, "pcx-VpcP0"))])],
        },
        [QuotaNames.PropagatedRoutesPerRouteTable] = count => Sample.OneSubnet() with
        {
            VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
            VpnConnections = [.. Many(count, number => $"192.168.{number}.0/24").Chunk(60).Select((prefixes, part) => Sample.Vpn($"Vpn{part}", "Vgw", isStatic: false, prefixes))],
            RouteTables = [Sample.Table("T") with { PropagatingGatewayIds = ["vgw-Vgw"] }],
        },
        [QuotaNames.PeeringConnectionsPerVpc] = WithPeers,
        [QuotaNames.OutstandingPeeringRequestsPerAccount] = count => WithPeers(count) with { PeeringConnections = [.. Many(count, number => Sample.Peering("Vpc", $"P{number}", active: false))] },
        [QuotaNames.PrefixListsPerRegion] = count => Sample.OneSubnet() with { PrefixLists = [.. Many(count, number => List($"L{number}", 1))] },
        [QuotaNames.EntriesPerPrefixList] = count => Sample.OneSubnet() with { PrefixLists = [List("L", count)] },
        [QuotaNames.ReferencesPerPrefixList] = count => Sample.OneSubnet() with
        {
            PrefixLists = [List("L", 1)],
            SecurityGroups =
            [
                .. Many((count + 49) / 50, number => Sample.Group($"G{number}", ingress:
                    [.. Many(Math.Min(50, count - (number * 50)), port => new SecurityGroupRule { Protocol = IpProtocol.Tcp, FromPort = port, ToPort = port, PrefixListId = "pl-L" })])),
            ],
        },
        [QuotaNames.NetworkAddressUnitsPerVpc] = count => Wide() with { NetworkInterfaces = [Sample.Launched("Web") with { SecondaryPrivateAddressCount = count - 1 }] },
        [QuotaNames.GatewayEndpointsPerRegion] = count => Sample.OneSubnet() with { VpcEndpoints = [.. Many(count, number => Sample.Gateway() with { Name = $"E{number}", Id = $"vpce-{number}" })] },
        [QuotaNames.InterfaceEndpointsPerVpc] = count => Sample.OneSubnet() with { VpcEndpoints = [.. Many(count, number => Sample.InterfaceEndpoint($"E{number}", "A"))] },
        [QuotaNames.CharactersPerEndpointPolicy] = count => Sample.OneSubnet() with { VpcEndpoints = [Sample.Gateway() with { PolicyLength = count }] },
        [QuotaNames.TransitGatewaysPerRegion] = count => new Design { TransitGateways = [.. Many(count, number => Transit(number))] },
        [QuotaNames.TransitGatewaysPerVpc] = count => Sample.OneSubnet() with
        {
            TransitGateways = [.. Many(count, number => Transit(number))],
            TransitGatewayAttachments = [.. Many(count, number => Attached(number, TransitAttachmentKind.Vpc, "vpc-Vpc", gateway: number) with { SubnetIds = ["subnet-A"] })],
        },
        [QuotaNames.CidrBlocksPerTransitGateway] = count => new Design { TransitGateways = [Transit(0) with { CidrBlocks = [.. Many(count, number => Cidr.Parse($"10.99.{number}.0/24"))] }] },
        [QuotaNames.AttachmentsPerTransitGateway] = count => Transits(count, TransitAttachmentKind.Vpn),
        [QuotaNames.PeeringAttachmentsPerTransitGateway] = count => Transits(count, TransitAttachmentKind.Peering),
        [QuotaNames.DirectConnectGatewaysPerTransitGateway] = count => Transits(count, TransitAttachmentKind.DirectConnectGateway),
        [QuotaNames.RouteTablesPerTransitGateway] = count => new Design { TransitGateways = [Transit(0)], TransitGatewayRouteTables = [.. Many(count, number => TransitTable(number))] },
        [QuotaNames.RoutesPerTransitGateway] = count => new Design
        {
            TransitGateways = [Transit(0)],
            TransitGatewayRouteTables = [TransitTable(0) with { Routes = [.. Many(count, number => new TransitGatewayRoute { Destination = Cidr.Parse($"20.{number / 256}.{number % 256}.0/24") })] }],
        },
        [QuotaNames.FlowLogsPerResource] = count => Sample.OneSubnet() with
        {
            FlowLogs = [.. Many(count, number => new FlowLog { Name = $"F{number}", Id = $"fl-{number}", ResourceType = FlowLogResource.Vpc, ResourceId = "vpc-Vpc" })],
        },
    }.ToImmutableDictionary();

    /// <summary>AWS's pages: the default, and the most that AWS grants (the default again where it grants no more).</summary>
    public static TheoryData<string, int, int?> Published => new()
    {
        { QuotaNames.VpcsPerRegion, 5, null },
        { QuotaNames.SubnetsPerVpc, 200, null },
        { QuotaNames.Ipv4CidrBlocksPerVpc, 5, 50 },
        { QuotaNames.Ipv6CidrBlocksPerVpc, 5, 50 },
        { QuotaNames.ElasticIpsPerRegion, 5, null },
        { QuotaNames.ElasticIpsPerNatGateway, 2, 8 },
        { QuotaNames.InternetGatewaysPerRegion, 5, null },
        { QuotaNames.EgressOnlyInternetGatewaysPerRegion, 5, null },
        { QuotaNames.NatGatewaysPerAz, 5, null },
        { QuotaNames.InterfacesPerRegion, 5_000, null },
        { QuotaNames.SecurityGroupsPerRegion, 2_500, null },
        { QuotaNames.SecurityGroupsPerInterface, 5, 16 },
        { QuotaNames.RulesPerSecurityGroup, 60, 1_000 },
        { QuotaNames.NetworkAclsPerVpc, 200, null },
        { QuotaNames.NetworkAclRulesPerDirection, 20, 40 },
        { QuotaNames.RouteTablesPerVpc, 200, null },
        { QuotaNames.RoutesPerRouteTable, 500, 1_000 },
        { QuotaNames.PropagatedRoutesPerRouteTable, 100, 100 },
        { QuotaNames.PeeringConnectionsPerVpc, 50, 125 },
        { QuotaNames.OutstandingPeeringRequestsPerAccount, 25, null },
        { QuotaNames.PrefixListsPerRegion, 100, null },
        { QuotaNames.EntriesPerPrefixList, 1_000, null },
        { QuotaNames.ReferencesPerPrefixList, 5_000, null },
        { QuotaNames.NetworkAddressUnitsPerVpc, 64_000, 256_000 },
        { QuotaNames.NetworkAddressUnitsOfPeers, 128_000, 512_000 },
        { QuotaNames.GatewayEndpointsPerRegion, 20, null },
        { QuotaNames.GatewayEndpointsPerVpc, 255, 255 },
        { QuotaNames.InterfaceEndpointsPerVpc, 50, null },
        { QuotaNames.CharactersPerEndpointPolicy, 20_480, 20_480 },
        { QuotaNames.VpnGatewaysPerRegion, 5, null },
        { QuotaNames.CustomerGatewaysPerRegion, 50, null },
        { QuotaNames.VpnConnectionsPerRegion, 50, null },
        { QuotaNames.VpnConnectionsPerVpnGateway, 10, null },
        { QuotaNames.StaticRoutesPerVpnConnection, 100, 100 },
        { QuotaNames.BlockPublicAccessExclusionsPerRegion, 50, null },
        { QuotaNames.TransitGatewaysPerRegion, 5, null },
        { QuotaNames.TransitGatewaysPerVpc, 5, 5 },
        { QuotaNames.CidrBlocksPerTransitGateway, 5, 5 },
        { QuotaNames.AttachmentsPerTransitGateway, 5_000, null },
        { QuotaNames.PeeringAttachmentsPerTransitGateway, 50, null },
        { QuotaNames.DirectConnectGatewaysPerTransitGateway, 20, 20 },
        { QuotaNames.RouteTablesPerTransitGateway, 20, null },
        { QuotaNames.RoutesPerTransitGateway, 10_000, null },
        { QuotaNames.FlowLogsPerResource, 250, 250 },
    };

    public static TheoryData<string> Counted => [.. _designs.Keys.Order(StringComparer.Ordinal)];

    [Theory] // VPC guide, "Amazon VPC quotas"; Site-to-Site VPN guide, "Quotas"; AWS PrivateLink guide, "Quotas"; Transit Gateway guide, "Quotas"
    [MemberData(nameof(Published))]
    public void The_quotas_are_those_that_AWS_publishes(string name, int value, int? most)
    {
        Quota quota = Quotas.All.Single(known => known.Name == name);
        Assert.Equal((value, most), (quota.DefaultValue, quota.Maximum));
    }

    [Fact]
    public void No_quota_stands_in_the_table_unchecked() => Assert.Equal(Quotas.All.Select(quota => quota.Name), Published.Select(row => row.Data.Item1));

    [Theory] // VPC guide, "Amazon VPC quotas"; EC2 API, "Error codes"
    [MemberData(nameof(Counted))]
    public void As_many_as_the_quota_are_accepted_and_one_more_is_refused_with_AWSs_code(string name)
    {
        Quota quota = Quotas.All.Single(known => known.Name == name);
        int most = quota.DefaultValue - _madeByAws.GetValueOrDefault(name);
        _designs[name](most).Accepted(Roomy(name));

        Design more = _designs[name](most + 1);
        DesignError error = more.Refused(quota.Code, Roomy(name));

        Assert.Equal(quota.IsAdjustable ? name : null, error.AdjustableQuota);
        Assert.Contains($"{quota.DefaultValue + 1}", error.Message, StringComparison.Ordinal);
        if (quota.IsAdjustable) more.Accepted(Roomy(name).With(name, quota.DefaultValue + 1));
    }

    [Theory] // VPC guide, "Amazon VPC quotas"
    [MemberData(nameof(Counted))]
    public void A_quota_is_raised_to_AWSs_maximum_and_no_further(string name)
    {
        Quota quota = Quotas.All.Single(known => known.Name == name);
        if (quota.Maximum is not { } maximum)
        {
            Assert.Equal(1_000_000, Quotas.Default.With(name, 1_000_000)[name]);
            return;
        }
        Assert.Equal(maximum, Quotas.Default.With(name, maximum)[name]);
        Assert.Throws<FormatException>(() => Quotas.Default.With(name, maximum + 1));
    }

    [Fact] // VPC guide, "Amazon VPC quotas"
    public void Egress_only_internet_gateways_follow_the_VPC_quota()
    {
        Design With(int count) => new()
        {
            Vpcs = [.. Many(count, number => Sample.Vpc($"V{number}"))],
            EgressOnlyInternetGateways = [.. Many(count, number => new EgressOnlyInternetGateway { Name = $"E{number}", Id = $"eigw-{number}", VpcId = $"vpc-V{number}" })],
        };
        With(5).Accepted();
        Assert.Equal(["VpcLimitExceeded", "ResourceLimitExceeded"], With(6).Provision().Errors.Select(error => error.Code));
        With(6).Accepted(Quotas.Default.With(QuotaNames.VpcsPerRegion, 6));
    }

    [Fact] // AWS PrivateLink guide, "Quotas"
    public void A_VPC_never_has_more_than_255_gateway_endpoints()
    {
        Quotas raised = Quotas.Default.With(QuotaNames.GatewayEndpointsPerRegion, 1_000);
        Func<int, Design> design = _designs[QuotaNames.GatewayEndpointsPerRegion];
        design(255).Accepted(raised);
        Assert.Null(design(256).Refused("VpcEndpointLimitExceeded", raised).AdjustableQuota);
    }

    [Fact] // VPC guide, "Network Address Usage for your VPC"
    public void Addresses_further_interfaces_endpoints_and_gateways_make_up_the_size_of_a_VPC()
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18:1::/56")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18:1::/64")],
            NetworkInterfaces =
            [
                Sample.Launched("Web") with { SecondaryPrivateAddressCount = 2, Ipv6AddressCount = 1, Ipv4PrefixCount = 1 }, // 5
                Sample.Interface("Second") with { InstanceId = "i-Web", DeviceIndex = 1 }, // 2
                Sample.Interface("Free"), // none: of no instance
            ],
            NatGateways = [Sample.Nat("Nat") with { IsPublic = false }], // 6
            VpcEndpoints = [Sample.InterfaceEndpoint("Secrets", "A"), Sample.Gateway()], // 6, and none for one without zones
            TransitGateways = [new TransitGateway { Name = "Tgw", Id = "tgw-1" }],
            TransitGatewayAttachments = [new TransitGatewayAttachment { Name = "Att", Id = "tgw-attach-1", TransitGatewayId = "tgw-1", Kind = TransitAttachmentKind.Vpc, ResourceId = "vpc-Vpc", SubnetIds = ["subnet-A"] }], // 6
        };
        design.Accepted(Quotas.Default.With(QuotaNames.NetworkAddressUnitsPerVpc, 25));
        Assert.Contains(": 25, and the quota is 24", design.Refused("ResourceLimitExceeded", Quotas.Default.With(QuotaNames.NetworkAddressUnitsPerVpc, 24)).Message, StringComparison.Ordinal);
    }

    [Theory] // VPC guide, "Network Address Usage for your VPC"
    [InlineData(true, "us-east-1", 3, true)]
    [InlineData(true, "us-east-1", 2, false)]
    [InlineData(true, "eu-west-1", 2, true)]
    [InlineData(false, "us-east-1", 2, true)]
    public void Peers_of_one_region_share_a_size(bool active, string region, int quota, bool allowed)
    {
        Design design = new()
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Peer", "10.1.0.0/16", region: region)],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.1.1.0/24", "Peer", zone: $"{region}a")],
            NetworkInterfaces = [Sample.Launched("One"), Sample.Launched("Two"), Sample.Launched("Three", "B")],
            PeeringConnections = [Sample.Peering("Vpc", "Peer", active)],
        };
        ImmutableArray<DesignError> errors = design.Provision(ProvisionOptions.Default with { Quotas = Quotas.Default.With(QuotaNames.NetworkAddressUnitsOfPeers, quota) }).Errors;
        Assert.Equal(allowed ? [] : ["Vpc", "Peer"], errors.Select(error => error.Resource)); // each is too large with its peers
    }

    [Fact] // VPC guide, "Amazon VPC quotas"
    public void Each_type_of_resource_may_refer_to_a_prefix_list_as_often_as_the_quota_says()
    {
        Design design = WithPeers(1) with
        {
            PrefixLists = [List("L", 1)],
            SecurityGroups = [Sample.Group("G", ingress: [new SecurityGroupRule { Protocol = IpProtocol.All, PrefixListId = "pl-L" }])],
            RouteTables = [.. Many(2, number => Sample.Table($"T{number}", new Route { DestinationPrefixListId = "pl-L", TargetKind = RouteTargetKind.VpcPeeringConnection, TargetId = "pcx-VpcP0" }))],
        };
        design.Accepted(Quotas.Default.With(QuotaNames.ReferencesPerPrefixList, 2));
        Assert.Equal("T1", design.Refused("ResourceLimitExceeded", Quotas.Default.With(QuotaNames.ReferencesPerPrefixList, 1)).Resource);
    }

    [Fact]
    public void A_running_design_above_an_adjustable_quota_is_a_finding()
    {
        ProvisionResult result = _designs[QuotaNames.VpcsPerRegion](6).Provision(ProvisionOptions.Default with { AlreadyRuns = true });
        Assert.Empty(result.Errors);
        Assert.Equal("quota-exceeded", Assert.Single(result.Findings).Code);
    }

    private static TransitGateway Transit(int number) => new() { Name = $"T{number}", Id = $"tgw-{number}" };

    private static TransitGatewayRouteTable TransitTable(int number) => new() { Name = $"R{number}", Id = $"tgw-rtb-{number}", TransitGatewayId = "tgw-0" };

    private static Design Transits(int count, TransitAttachmentKind kind) =>
        new() { TransitGateways = [Transit(0)], TransitGatewayAttachments = [.. Many(count, number => Attached(number, kind, $"elsewhere-{number}"))] };

    private static TransitGatewayAttachment Attached(int number, TransitAttachmentKind kind, string resource, int gateway = 0) =>
        new() { Name = $"A{number}", Id = $"tgw-attach-{number}", TransitGatewayId = $"tgw-{gateway}", Kind = kind, ResourceId = resource };

    /// <summary>Other quotas out of the way of the one under test.</summary>
    private static Quotas Roomy(string name)
    {
        Quotas quotas = Quotas.Default;
        foreach (string other in (string[])[QuotaNames.VpcsPerRegion, QuotaNames.ElasticIpsPerRegion, QuotaNames.InterfacesPerRegion, QuotaNames.SecurityGroupsPerRegion, QuotaNames.GatewayEndpointsPerRegion, QuotaNames.TransitGatewaysPerRegion])
            if (other != name && !Follows(name)) quotas = quotas.With(other, 10_000);
        return quotas;
    }

    private static bool Follows(string name) => name == QuotaNames.InternetGatewaysPerRegion;

    private static Design WithPeers(int count) => new()
    {
        Vpcs = [Sample.Vpc(), .. Many(count, number => Sample.Vpc($"P{number}", $"10.{number + 1}.0.0/16"))],
        PeeringConnections = [.. Many(count, number => Sample.Peering("Vpc", $"P{number}"))],
    };

    private static Design Wide() => new() { Vpcs = [Sample.Vpc()], Subnets = [Sample.Subnet("A", "10.0.0.0/16")] };

    private static PrefixList List(string name, int size) =>
        new() { Name = name, Id = $"pl-{name}", PrefixListName = name, MaxEntries = size, Entries = [Cidr.Parse("198.51.100.0/24")] };

    private static string Block(int number, int length) => $"10.0.{number / 16}.{number % 16 * 16}/{length}";

    private static IEnumerable<T> Many<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make);
}
