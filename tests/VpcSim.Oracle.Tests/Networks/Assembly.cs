using System.Collections.Immutable;
using System.Numerics;

namespace VpcSim.Oracle.Tests.Networks;

/// <summary>Puts together what was drawn so that AWS would take it.</summary>
internal static class Assembly
{
    // The quota of a region; the NAT gateway has one of them.
    private const int MostElasticIps = 5;

    public static NetworkPlan Of(Drawn drawn, GroupPlan[] groups, AclPlan[] acls, TablePlan[] tables)
    {
        List<AclPlan> allAcls = [.. Enumerable.Range(0, drawn.Vpcs).SelectMany(vpc => acls.Select((acl, i) => acl with { Name = $"acl{Numbered(vpc, i)}", Vpc = vpc }))];
        SubnetPlan? natSubnet = null;
        List<TablePlan> ownTables = [.. tables.Select(table => Bound(table, drawn))];
        SubnetPlan[] subnets = [.. Enumerable.Range(0, drawn.Subnets).Select(i => SubnetOf(drawn, i, acls.Length, tables.Length))];
        if (drawn.Nat is { } nat)
        {
            SubnetPlan[] first = [.. subnets.Where(subnet => subnet.Vpc == 0)];
            natSubnet = first[nat.Subnet % first.Length];
            if (nat.Acl is not null)
            {
                // The NAT gateway's subnet leads outside, the others to the NAT gateway.
                ownTables = [.. ownTables.Select(ThroughNat), BehindNat(ownTables[natSubnet.Table])];
                allAcls.Add(nat.Acl with { Name = $"acl{acls.Length}" });
                int place = Array.IndexOf(subnets, natSubnet);
                subnets[place] = natSubnet = natSubnet with { Table = ownTables.Count - 1, Acl = allAcls.Count - 1 };
            }
        }
        int own = ownTables.Count;
        subnets = [.. subnets.Select(subnet => subnet.Vpc == 0 ? subnet : subnet with { Table = own + subnet.Vpc - 1 })];
        ImmutableArray<TablePlan> all = [.. ownTables.Select((table, i) => table with { Name = $"table{i}" }), .. Enumerable.Range(1, drawn.Vpcs - 1).Select(vpc => OfPeer(drawn.PeerTables[vpc - 1], vpc))];
        return new NetworkPlan(
            drawn.Vpcs,
            [.. subnets],
            HostsOf(drawn, subnets, natSubnet, groups.Length),
            [.. Enumerable.Range(0, drawn.Vpcs).SelectMany(vpc => groups.Select((group, i) => Named(group, vpc, i, groups.Length, drawn.Vpcs)))],
            natSubnet is null ? [.. allAcls] : [.. allAcls.Select((acl, i) => acl.Vpc > 0 || i == natSubnet.Acl ? BlindToGivenPorts(acl) : acl)],
            all,
            natSubnet is null ? null : new NatPlan(natSubnet, drawn.Nat!.IsPublic),
            TracksFromTheMiddle: false,
            HasErrors: false);
    }

    /// <summary>
    /// A network and what it becomes. VpcSim takes a packet from outside for the answer to what its receiver has asked through a NAT gateway, since captures show it behind
    /// the gateway: routes to that stay as they are, and who has them no address of its own.
    /// </summary>
    public static NetworkPlan Change(NetworkPlan network, NetworkPlan becomes)
    {
        ImmutableArray<TablePlan> tables = [.. network.Tables.Zip(becomes.Tables, (one, other) => one.LeadsTo("nat") || other.LeadsTo("nat") ? one : other)];
        network = network with { Becomes = becomes with { Tables = tables } };
        ImmutableArray<HostPlan> hosts = [.. network.Hosts.Select(host => host with { Public = network.IsBehindNat(host) ? 0 : host.Public })];
        return network with { Hosts = hosts, Becomes = network.Becomes with { Hosts = hosts } };
    }

    private static SubnetPlan SubnetOf(Drawn drawn, int place, int acls, int tables)
    {
        int vpc = place % drawn.Vpcs;
        return new SubnetPlan(place + 1, vpc, drawn.Places[place].Table % tables, vpc * acls + drawn.Places[place].Acl % acls);
    }

    // Where the NAT gateway is crossed, the first two hosts are behind it.
    private static ImmutableArray<HostPlan> HostsOf(Drawn drawn, SubnetPlan[] subnets, SubnetPlan? natSubnet, int groups)
    {
        SubnetPlan[] behind = drawn.Nat?.Acl is null ? [] : [.. subnets.Where(subnet => subnet.Vpc == 0 && subnet != natSubnet)];
        int free = MostElasticIps - (drawn.Nat is null ? 0 : 1);
        var hosts = new List<HostPlan>();
        for (int number = 0; number < drawn.HostCount; number++)
        {
            (int place, HashSet<int> members, int addresses, int elastic, bool checks) = drawn.Hosts[number];
            SubnetPlan subnet = number < 2 && behind.Length > 0 ? behind[place % behind.Length] : subnets[place % subnets.Length];
            elastic &= subnet.Vpc == 0 ? (1 << addresses) - 1 : 0;
            while (BitOperations.PopCount((uint)elastic) > free) elastic &= elastic - 1;
            free -= BitOperations.PopCount((uint)elastic);
            hosts.Add(new HostPlan(number, subnet, [.. members.Select(group => subnet.Vpc * groups + group % groups).Distinct().Order()], addresses, elastic, checks));
        }
        return [.. hosts];
    }

    // A route may lead to what this network does not have.
    private static TablePlan Bound(TablePlan table, Drawn drawn) => table with { Routes = [.. table.Routes.Select(route => route with { Target = Bound(route.Target, drawn) })] };

    private static string Bound(string target, Drawn drawn) => target switch
    {
        "nat" when drawn.Nat is null => "igw",
        "pcx1" when drawn.Vpcs < 2 => "gone",
        "pcx2" when drawn.Vpcs < 3 => "gone",
        _ => target,
    };

    private static TablePlan OfPeer(TablePlan table, int vpc) => new(
        $"table{Numbered(vpc, 0)}",
        [.. table.Routes.Where(route => route.Destination != Places.VpcIpv4(vpc)).Select(route => route.Target == "pcx" ? route with { Target = $"pcx{vpc}" } : route)],
        vpc);

    // Every second route of what has been drawn stays as it is.
    private static TablePlan ThroughNat(TablePlan table) => WithDefault(table, "nat", (route, i) => i % 2 == 0 ? "nat" : route.Target);

    private static TablePlan BehindNat(TablePlan table)
    {
        TablePlan outside = WithDefault(table, "igw", (route, i) => route.Target == "nat" || i % 2 == 0 ? "igw" : route.Target);
        return outside with { Routes = [new RoutePlan(Places.OnPremises, "vgw"), .. outside.Routes.Where(route => route.Destination != Places.OnPremises)] };
    }

    private static TablePlan WithDefault(TablePlan table, string target, Func<RoutePlan, int, string> others)
    {
        IEnumerable<RoutePlan> drawn = table.Routes.Where(route => route.Destination != "0.0.0.0/0");
        RoutePlan[] toOutside = [.. drawn.Where(route => Places.RoutesIpv4.Contains(route.Destination)).Select((route, i) => route with { Target = others(route, i) })];
        return table with { Routes = [new RoutePlan("0.0.0.0/0", target), .. toOutside, .. drawn.Where(route => !Places.RoutesIpv4.Contains(route.Destination))] };
    }

    // Answers go to a port that the NAT gateway has given, which the judges choose differently: an entry that they meet names all of these ports, or none.
    private static AclPlan BlindToGivenPorts(AclPlan acl) => acl with
    {
        Entries = [.. acl.Entries.Select(entry => entry.Egress != (acl.Vpc > 0) || entry.Match.IsIcmp || entry.Match.To < NatPlan.FirstPort
            ? entry : entry with { Match = entry.Match with { From = Math.Min(entry.Match.From, NatPlan.FirstPort), To = 65535 } })],
    };

    private static string Numbered(int vpc, int place) => vpc == 0 ? $"{place}" : $"{vpc}{place}";

    // A rule may name a group that this network does not have: it names the first one then, of its own VPC or of the one that is peered with it.
    private static GroupPlan Named(GroupPlan group, int vpc, int place, int count, int vpcs)
    {
        int peer = vpc > 0 ? 0 : vpcs > 1 ? 1 : 0;
        return new GroupPlan($"g{Numbered(vpc, place)}", Bound(group.Inbound), Bound(group.Outbound), vpc);

        ImmutableArray<RulePlan> Bound(ImmutableArray<RulePlan> rules) => [.. rules.Select(rule => rule with { Peer = NameOf(rule.Peer) }).Distinct()];

        string NameOf(string written)
        {
            if (written == "peer0") return $"g{Numbered(peer, 0)}";
            if (!written.StartsWith('g')) return written;
            int named = int.Parse(written[1..]);
            return $"g{Numbered(vpc, named < count ? named : 0)}";
        }
    }
}
