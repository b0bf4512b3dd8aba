using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Judging;

/// <summary>Names of what drops a packet, which both judges use: nftables' counters, and words for verdicts.</summary>
internal static class Drops
{
    public const string Nobody = "nobody", NoPublicAddress = "no_public_address", NotPublic = "not_public", PrivateDestination = "private_destination",
        SharedDestination = "shared_destination", UnknownToVpn = "unknown_to_vpn", NoGateway = "no_gateway", PeerAddress = "peer_address", NatUnsolicited = "nat_unsolicited",
        NatProtocol = "nat_protocol", NatFragment = "nat_fragment", NatLeadsBack = "nat_leads_back", EgressOnly = "egress_only";

    public static string SourceCheck(HostPlan host) => SourceCheck(host.Name);

    public static string SourceCheck(string host) => $"source_check_{host}";

    public static string Group(HostPlan host, bool egress) => Group(host.Name, egress);

    public static string Group(string host, bool egress) => $"group_{host}_{Way(egress)}";

    public static string Acl(AclPlan acl, bool egress) => Acl(acl.Name, egress);

    public static string Acl(string acl, bool egress) => $"acl_{acl}_{Way(egress)}";

    public static string NoRoute(TablePlan table) => NoRoute(table.Name);

    public static string NoRoute(string table) => $"no_route_{table}";

    public static string Blackhole(TablePlan table) => Blackhole(table.Name);

    public static string Blackhole(string table) => $"blackhole_{table}";

    public static IEnumerable<string> OfRouter(NetworkPlan network) =>
    [
        Nobody, NoPublicAddress, NotPublic, PrivateDestination, SharedDestination, UnknownToVpn, NoGateway, PeerAddress, NatFragment, NatLeadsBack,
        .. network.Acls.SelectMany(acl => (string[])[Acl(acl, egress: true), Acl(acl, egress: false)]),
        .. network.Tables.SelectMany(table => (string[])[NoRoute(table), Blackhole(table)]),
    ];

    /// <summary>The kind of thing that a name is of: the name without its host, network ACL or table.</summary>
    public static string KindOf(string name) => string.Join('_', name.Split('_').Where(part => !char.IsAsciiDigit(part[^1])));

    /// <summary>All kinds of things that drop packets in these networks.</summary>
    public static string[] Kinds { get; } =
    [
        KindOf(SourceCheck("h0")), KindOf(Group("h0", egress: true)), KindOf(Group("h0", egress: false)), KindOf(Acl("acl0", egress: true)), KindOf(Acl("acl0", egress: false)),
        KindOf(NoRoute("table0")), KindOf(Blackhole("table0")), Nobody, NoPublicAddress, NotPublic, PrivateDestination, SharedDestination, UnknownToVpn,
        NoGateway, PeerAddress, NatUnsolicited, NatProtocol, NatFragment, NatLeadsBack, EgressOnly,
    ];

    private static string Way(bool egress) => egress ? "out" : "in";
}
