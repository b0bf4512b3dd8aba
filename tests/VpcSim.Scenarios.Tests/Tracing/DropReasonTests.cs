using VpcSim.DataPath.Trace;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Tracing;

/// <summary>Each reason for which one packet, or the answer to it, can be dropped, as a trace shows it.</summary>
public class DropReasonTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20", Outside = "203.0.113.5", Public = "198.51.100.10", Office = "192.168.5.5";

    /// <summary>What one packet of usual size, and its answer right behind it, cannot meet.</summary>
    private static readonly DropReason[] _beyondOnePacket =
    [
        DropReason.None, DropReason.NgwFragmentNotSupported, DropReason.NgwPortAllocationFailed, DropReason.NgwIdleTimeout, DropReason.VpceMtuExceeded,
        DropReason.PacketTooBig, DropReason.ConntrackAllowanceExceeded, DropReason.LinkLocalAllowanceExceeded,
    ];

    private static readonly Dictionary<DropReason, Func<Traced>> _traces = new()
    {
        [DropReason.EniSgRulesMismatch] = static () => Traced.Of(Two().Group("web", "in tcp 80 from 0.0.0.0/0").Eni("web", Web, "web").Eni("app", App), "app", "web:443"),
        [DropReason.SubnetAclRestriction] = static () => Traced.Of(WithAcl("in 100 deny tcp 22 from 0.0.0.0/0", "out 100 allow all 0.0.0.0/0"), "web", "app:22"),
        [DropReason.NoRouteToDestination] = static () => Traced.Of(Two().Eni("web", Web), "web", $"{Outside}:443"),
        [DropReason.BadStateRoute] = static () => Traced.Of(
            new DesignBuilder().Vpc().InternetGateway(attached: false).Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Eni("web", Web), "web", $"{Outside}:443"),
        [DropReason.EniSourceDestCheckRestriction] = static () => Traced.Of(Two().Eni("web", Web).Eni("app", App), "web", "app:443", source: "10.9.9.9"),
        [DropReason.NoPossibleDestination] = static () => Traced.Of(Two().Eni("web", Web), "web", "10.0.2.77:443"),
        [DropReason.IgwPublicIpAssociationForEgress] = static () => Traced.Of(Internet(null), "web", "internet:443"),
        [DropReason.IgwPrivateIpAssociationForIngress] = static () => Traced.Of(Internet(null), "internet", "web:443"),
        [DropReason.IgwDestinationPrivateForEgress] = static () => Traced.Of(Internet(Public), "web", "172.16.1.1:443"),
        [DropReason.IgwDestinationSharedForEgress] = static () => Traced.Of(Internet(Public), "web", "100.64.0.1:443"),
        [DropReason.IgwSourcePrivateForIngress] = static () => Traced.Of(Internet(Public), "igw", "web:443", source: "172.16.1.1"),
        [DropReason.IgwSourceSharedForIngress] = static () => Traced.Of(Internet(Public), "igw", "web:443", source: "100.64.0.1"),
        [DropReason.NgwRequiresSourceInVpc] = static () => Traced.Of(
            new DesignBuilder().Vpc("near").InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public").Nat("nat", "public", "10.0.0.220", "198.51.100.20")
                .Vpc("far", "10.9.0.0/16").Table("far", "0.0.0.0/0 nat").Subnet("far-a", "10.9.1.0/24", table: "far").Eni("far", "10.9.1.5"),
            "far", "internet:443"),
        [DropReason.ProtocolRestriction] = static () => Traced.Of(Nat(), "web", "internet", protocol: "esp"),
        [DropReason.PcxRequiresAddressInVpcCidr] = static () => Traced.Of(
            new DesignBuilder().Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24").Peering("pcx", "near", "far").Vpc("near").Main("0.0.0.0/0 pcx").Subnet("near-a", "10.0.1.0/24").Eni("near", Web),
            "near", $"{Outside}:443"),
        [DropReason.VgwPrivateIpAssociationForIngress] = static () => Traced.Of(Vpn(), "vgw", "10.0.1.99:22"),
        [DropReason.VpceGatewayProtocolRestriction] = static () => Traced.Of(
            new DesignBuilder().Vpc().Main().GatewayEndpoint("s3", "s3", "main").Subnet("a", "10.0.1.0/24").Eni("web", Web), "web", "s3", protocol: "udp"),
        [DropReason.VpcHasNoInternetGateway] = static () => Traced.Of(Two().Eni("web", Web, publicAddress: Public), "internet", "web:443"),
        [DropReason.EigwBlocksNewConnections] = static () => Traced.Of(
            new DesignBuilder().Vpc(ipv6: "2001:db8::/56").EgressOnlyGateway().Main("::/0 eigw").Subnet("a", "10.0.1.0/24", "2001:db8::/64").Eni("web", "10.0.1.10 2001:db8::10"),
            "eigw", "web:443", source: "2001:db8:ffff::1"),
        [DropReason.NgwUnsolicitedInbound] = static () => Traced.Of(Nat(), "internet", "198.51.100.20:443"),
        [DropReason.VgwPrefixUnknown] = static () => Traced.Of(Vpn("0.0.0.0/0 vgw"), "web", "172.20.0.1:443"),
        [DropReason.VgwIpv6NotSupported] = static () => Traced.Of(
            new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Vpn("vgw", "192.168.0.0/16").Main("::/0 vgw").Subnet("a", "10.0.1.0/24", "2001:db8::/64").Eni("web", "10.0.1.10 2001:db8::10"),
            "web", "[2001:db8:ffff::1]:443"),
        [DropReason.VpceNeverInitiates] = static () => Traced.Of(Two().Group("open", "in all 0.0.0.0/0").Eni("web", Web).InterfaceEndpoint("secrets", App, "open"), "secrets", "web:443"),
        [DropReason.TtlExpired] = static () => Traced.Of(
            DesignBuilder.OneSubnet.Eni("client", Web).Subnet("m", "10.0.3.0/24", table: "m").Subnet("n", "10.0.4.0/24", table: "n").Eni("one", "10.0.3.40", check: false).Eni("two", "10.0.4.40", check: false)
                .Table("m", "203.0.113.0/24 two").Table("n", "203.0.113.0/24 one").Main("203.0.113.0/24 one"),
            "client", $"{Outside}:443"),
        [DropReason.MulticastNotSupported] = static () => Traced.Of(Internet(Public), "web", "224.0.0.251:5353", protocol: "udp"),
        [DropReason.VpcDnsSupportDisabled] = static () => Traced.Of(new DesignBuilder().Vpc(dnsSupport: false).Subnet("a", "10.0.1.0/24").Eni("web", Web), "web", "dns"),
        [DropReason.VpcBlockPublicAccessEnabled] = static () => Traced.Of(Internet(Public).BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional), "web", "internet:443"),
        [DropReason.GatewayRouteTargetWithoutPublicIp] = static () => Traced.Of(
            Internet(Public).Subnet("m", "10.0.9.0/24").Eni("appliance", "10.0.9.40", check: false).GatewayTable("edge", "igw", "10.0.1.0/24 appliance"), "internet", "web:443"),
        [DropReason.VgwGatewayLoadBalancerEndpoint] = static () => Traced.Of(
            Vpn("192.168.0.0/16 vgw").Subnet("m", "10.0.9.0/24").InspectionEndpoint("gwlbe", "10.0.9.40").GatewayTable("edge", "vgw", "10.0.1.0/24 gwlbe"), "vgw", "web:22"),
        [DropReason.BadStateVpn] = static () => Traced.Of(
            DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "announce 192.168.0.0/16", "down 1 0 300", "down 2 0 300").Main("192.168.0.0/16 vgw").Eni("web", Web), "web", $"{Office}:443"),
        [DropReason.InstanceMetadataDisabled] = static () => Traced.Of(
            Two().Eni("web", Web, metadata: MetadataOptions.Default with { HttpEndpoint = false }), "web", "metadata"),
        [DropReason.ServiceRequiresNitro] = static () => Traced.Of(
            new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8::/64").Eni("web", "10.0.1.10 2001:db8::10", type: "m3.large"), "web", "dns", source: "2001:db8::10"),
        [DropReason.VpnTrafficSelectorMismatch] = static () => Traced.Of(
            DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "between 192.168.5.0/24 10.0.1.0/24", "announce 192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", Web), "web", "192.168.6.5:443"),
        [DropReason.TgwRouteAzRestriction] = static () => Traced.Of(
            new DesignBuilder().Transit().Vpc("far", "10.1.0.0/16").Subnet("far-a", "10.1.1.0/24", zone: 'a').Eni("far", "10.1.1.10").Attach("far-attachment", "far-a")
                .Vpc("near").Main("10.1.0.0/16 tgw").Subnet("near-a", "10.0.1.0/24", zone: 'b').Subnet("near-t", "10.0.9.0/24", zone: 'a').Eni("near", Web).Attach("near-attachment", "near-t"),
            "near", "far:443"),
        [DropReason.TgwAttachMissingTgwRtbAssociation] = static () => Traced.Of(Spokes("associate two-attachment", "propagate one-attachment", "propagate two-attachment"), "one", "two:443"),
        [DropReason.TgwRtbNoRouteToTgwAttachment] = static () => Traced.Of(Spokes("associate one-attachment", "associate two-attachment"), "one", "two:443"),
        [DropReason.TgwRtbBadStateRoute] = static () => Traced.Of(Spokes("associate one-attachment", "associate two-attachment", "10.2.0.0/16 blackhole"), "one", "two:443"),
        [DropReason.VpceGatewayRequiresSourceInVpc] = static () => Traced.Of(
            new DesignBuilder().Transit(defaults: false).Vpc("central", "10.9.0.0/16").Table("inside", "10.0.0.0/16 tgw").Subnet("central-t", "10.9.9.0/24", zone: 'a', table: "inside")
                .GatewayEndpoint("s3", "s3", "inside").Attach("central-attachment", "central-t")
                .Vpc("spoke").Table("spoke-main", "0.0.0.0/0 tgw").Subnet("spoke-a", "10.0.1.0/24", zone: 'a', table: "spoke-main").Eni("spoke", Web).Attach("spoke-attachment", "spoke-a")
                .TransitTable("spokes", "tgw", "associate spoke-attachment", "0.0.0.0/0 central-attachment").TransitTable("hub", "tgw", "associate central-attachment", "propagate spoke-attachment"),
            "spoke", "s3"),
        [DropReason.NgwRouteLeadsBack] = static () => Traced.Of(
            new DesignBuilder().Vpc().InternetGateway().Subnet("private", "10.0.1.0/24", table: "private").Nat("nat", "private", "10.0.1.220", "198.51.100.20").Table("private", "0.0.0.0/0 nat").Eni("web", Web),
            "web", "internet:443"),
    };

    public static TheoryData<string> Reasons => [.. _traces.Keys.Select(DropReasons.NameOf)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_trace_shows_the_reason(string reason)
    {
        Traced traced = _traces.Single(pair => DropReasons.NameOf(pair.Key) == reason).Value();
        Assert.StartsWith($"dropped {reason} by ", traced.Forward, StringComparison.Ordinal);
        Assert.Equal("none", traced.Return);
        Assert.False(traced.Trace.IsDelivered);
    }

    [Fact]
    public void Every_reason_has_a_trace_but_those_that_one_packet_cannot_meet() =>
        Assert.Equal([], Enum.GetValues<DropReason>().Except(_traces.Keys).Except(_beyondOnePacket));

    private static DesignBuilder Two() => DesignBuilder.TwoSubnets;

    private static DesignBuilder WithAcl(params string[] entries) =>
        new DesignBuilder().Vpc().Acl("acl", entries).Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24", acl: "acl").Eni("web", Web).Eni("app", App);

    private static DesignBuilder Internet(string? publicAddress) =>
        new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Eni("web", Web, publicAddress: publicAddress);

    private static DesignBuilder Nat() => new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public")
        .Nat("nat", "public", "10.0.0.220", "198.51.100.20").Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Eni("web", Web);

    private static DesignBuilder Vpn(string route = "192.168.0.0/16 vgw") => DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Main(route).Eni("web", Web);

    private static DesignBuilder Spokes(params string[] lines) => new DesignBuilder().Transit(defaults: false)
        .Vpc("one", "10.1.0.0/16").Main("10.0.0.0/8 tgw").Subnet("one-a", "10.1.1.0/24", zone: 'a').Eni("one", "10.1.1.10").Attach("one-attachment", "one-a")
        .Vpc("two", "10.2.0.0/16").Table("two-main", "10.0.0.0/8 tgw").Subnet("two-a", "10.2.1.0/24", zone: 'a', table: "two-main").Eni("two", "10.2.1.10").Attach("two-attachment", "two-a")
        .TransitTable("table", "tgw", lines);
}
