using CsCheck;

namespace VpcSim.Oracle.Tests.Networks;

/// <summary>Random networks: groups with overlapping rules, ACLs with denies and allows, routes with overlapping prefixes and blackholes.</summary>
internal static class NetworkGen
{
    private static readonly Gen<(int From, int To)> _ports = Gen.Frequency(
        (3, Gen.OneOf(Places.Ports).Select(port => (port, port))),
        (2, Gen.Select(Gen.OneOf(Places.Ports), Gen.OneOf(Places.Ports), (one, other) => (Math.Min(one, other), Math.Max(one, other)))),
        (1, Gen.Const((0, 65535))));

    private static readonly Gen<(int Type, int Code)> _echo = Gen.OneOf((-1, -1), (8, -1), (8, 0), (0, -1), (3, -1), (3, 1));

    private static readonly Gen<(int Type, int Code)> _echo6 = Gen.OneOf((-1, -1), (128, -1), (128, 0), (129, -1), (1, -1));

    private static readonly Gen<string> _blocks4 = Gen.OneOf(Places.BlocksIpv4);

    private static readonly Gen<string> _blocks6 = Gen.OneOf(Places.BlocksIpv6);

    private static readonly Gen<string> _blocks = Gen.Frequency((2, _blocks4), (1, _blocks6));

    public static Gen<NetworkPlan> Networks { get; } =
        from subnetCount in Gen.Int[1, 4]
        from vpcs in Gen.Frequency((3, Gen.Const(1)), (2, Gen.Const(2)), (1, Gen.Const(3)))
        from hostCount in Gen.Int[2, Places.MostHosts]
        from groups in Group.Array[1, 4]
        from acls in Acl.Array[1, 3]
        from tables in Table.Array[1, 3]
        from peerTables in PeerTable.Array[Places.MostVpcs - 1]
        from places in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2]).Array[4]
        from hosts in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3].HashSet[1, 3], Addresses, Elastic, Often).Array[Places.MostHosts]
        from nat in Gen.Frequency((2, Gen.Const((DrawnNat?)null)), (3, Nat))
        from middle in Gen.Bool
        from errors in Gen.Bool
        from changes in Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true)))
        from otherGroups in Group.Array[groups.Length]
        from otherAcls in Acl.Array[acls.Length]
        from otherTables in Table.Array[tables.Length]
        from kept in Gen.Bool.Array[groups.Length + acls.Length + tables.Length]
        let drawn = new Drawn(Math.Max(subnetCount, nat?.Acl is null ? vpcs : vpcs + 1), vpcs, hostCount, peerTables, places, hosts, nat)
        let network = Complete(Assembly.Of(drawn, groups, acls, tables), middle || changes, errors || changes)
        let becomes = Assembly.Of(drawn, Some(kept, groups, otherGroups), Some(kept[groups.Length..], acls, otherAcls), Some(kept[^tables.Length..], tables, otherTables))
        select changes ? Assembly.Change(network, Complete(becomes, middle: true, errors: true)) : network;

    private static Gen<RulePlan> RuleOf(Gen<string> peers) => Gen.Frequency(
        (2, peers.Select(peer => new RulePlan(-1, -1, -1, peer))),
        (5, Gen.Select(_ports, peers, (ports, peer) => new RulePlan(6, ports.From, ports.To, peer))),
        (4, Gen.Select(_ports, peers, (ports, peer) => new RulePlan(17, ports.From, ports.To, peer))),
        (2, Gen.Select(_echo, peers.Where(peer => !peer.Contains(':')), (icmp, peer) => new RulePlan(1, icmp.Type, icmp.Code, peer))),
        (2, Gen.Select(_echo6, peers.Where(peer => !peer.Contains('.')), (icmp, peer) => new RulePlan(58, icmp.Type, icmp.Code, peer))),
        (1, peers.Select(peer => new RulePlan(47, -1, -1, peer))));

    private static Gen<GroupPlan> Group =>
        from inbound in Gen.Frequency((1, Gen.Const<RulePlan[]>([new RulePlan(-1, -1, -1, "10.0.0.0/14"), new RulePlan(-1, -1, -1, "2600:1f18:aaaa:a000::/52")])), (2, GroupRules))
        from outbound in Gen.Frequency((1, Gen.Const<RulePlan[]>([new RulePlan(-1, -1, -1, "0.0.0.0/0"), new RulePlan(-1, -1, -1, "::/0")])), (1, GroupRules))
        select new GroupPlan("", [.. inbound.Distinct()], [.. outbound.Distinct()]);

    // Few are walked one after the other, many are classified by bits.
    private static Gen<RulePlan[]> GroupRules =>
        from count in Gen.Frequency((4, Gen.Int[0, 6]), (1, Gen.Int[10, 30]))
        from rules in RuleOf(Gen.Frequency((4, _blocks), (1, Gen.OneOf("g0", "g1", "peer0")))).Array[count]
        select rules;

    private static Gen<int> Addresses => Gen.Frequency((3, Gen.Const(1)), (2, Gen.Int[2, HostPlan.MostAddresses]));

    private static Gen<int> Elastic => Gen.Frequency((2, Gen.Const(0)), (3, Gen.Int[1, (1 << HostPlan.MostAddresses) - 1]));

    private static Gen<bool> Often => Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false)));

    private static Gen<DrawnNat?> Nat =>
        from subnet in Gen.Int[0, 1]
        from isPublic in Often
        from isCrossed in Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false)))
        from acl in Gen.Frequency((3, AclOf(Gen.Int[0, 4], Gen.Const(true))), (1, Acl))
        select new DrawnNat(subnet, isPublic, isCrossed ? acl : null);

    // Many entries are classified by bits; few before the end that is open are what most subnets have.
    private static Gen<AclPlan> Acl => Gen.Frequency((2, AclOf(Gen.Int[0, 3], Gen.Const(true))), (2, AclOf(Gen.Int[1, 8], Gen.Bool)), (1, AclOf(Gen.Int[20, 34], Gen.Bool)));

    private static Gen<AclPlan> AclOf(Gen<int> counts, Gen<bool> opens) =>
        from count in counts
        from entries in Gen.Select(Gen.Bool, Gen.Frequency((1, Gen.Const(false)), (2, Gen.Const(true))), RuleOf(_blocks)).Array[count]
        from open in opens
        select new AclPlan("", [.. entries.Select((entry, i) => new EntryPlan(10 * (i + 1), entry.Item1, entry.Item2, entry.Item3)), .. open ? OpenEntries : []]);

    private static IEnumerable<EntryPlan> OpenEntries =>
        from egress in new[] { false, true }
        from block in new[] { "0.0.0.0/0", "::/0" }
        select new EntryPlan(block == "::/0" ? 1001 : 1000, egress, true, new RulePlan(-1, -1, -1, block));

    private static Gen<TablePlan> Table =>
        from ipv4 in Gen.Select(Gen.OneOf(Places.RoutesIpv4), Gen.OneOf("igw", "igw", "vgw", "gone", "nat")).Array[0, 6]
        from ipv6 in Gen.Select(Gen.OneOf(Places.RoutesIpv6), Gen.OneOf("igw", "igw", "eigw", "eigw", "gone")).Array[0, 3]
        from peers in Gen.Select(Gen.OneOf(Places.RoutesToPeers), Gen.OneOf("pcx1", "pcx1", "pcx1", "pcx2", "pcx2", "gone")).Array[0, 4]
        select TableOf([.. ipv4, .. ipv6, .. peers]);

    private static Gen<TablePlan> PeerTable =>
        from routes in Gen.Select(Gen.OneOf(Places.RoutesFromPeers), Gen.OneOf("pcx", "pcx", "pcx", "pcx", "gone")).Array[1, 6]
        select TableOf(routes);

    private static TablePlan TableOf((string Destination, string Target)[] routes) =>
        new("", [.. routes.DistinctBy(route => route.Destination).Select(route => new RoutePlan(route.Destination, route.Target))]);

    private static T[] Some<T>(bool[] kept, T[] these, T[] others) => [.. these.Select((one, i) => kept[i] ? one : others[i])];

    private static NetworkPlan Complete(NetworkPlan network, bool middle, bool errors) =>
        network with { TracksFromTheMiddle = middle, HasErrors = errors, Groups = errors ? [.. network.Groups.Select(InHalves)] : network.Groups };

    private static GroupPlan InHalves(GroupPlan group) => group with { Inbound = [.. group.Inbound.SelectMany(InHalves).Distinct()], Outbound = [.. group.Outbound.SelectMany(InHalves).Distinct()] };

    private static IEnumerable<RulePlan> InHalves(RulePlan rule) => rule.Peer switch
    {
        "0.0.0.0/0" => [rule with { Peer = "0.0.0.0/1" }, rule with { Peer = "128.0.0.0/1" }],
        "::/0" => [rule with { Peer = "::/1" }, rule with { Peer = "8000::/1" }],
        _ => [rule],
    };
}
