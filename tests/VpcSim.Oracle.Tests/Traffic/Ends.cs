using CsCheck;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Who speaks to whom: as often anybody to anybody, as two whom the network's route tables bring together through a gateway.</summary>
internal static class Ends
{
    public static Gen<(End From, End To)> Of(NetworkPlan network)
    {
        (int, IGen<(End, End)>)[] ways = [.. Ways(network).Concat(SentOn(network)).GroupBy(way => way.By).Select(ways => (ways.Key is "nat" or "pcx" ? 2 : 1, Gen.OneOf([.. ways.Select(way => (way.From, way.To))])))];
        Gen<(End, End)> anybody =
            from ipv6 in Gen.Frequency((3, Gen.Const(false)), (2, Gen.Const(true)))
            from first in Sender(network, ipv6)
            from second in Receiver(network, ipv6, first)
            select (first, second);
        return ways.Length == 0 ? anybody : Gen.Frequency((1, anybody), (1, Gen.Frequency(ways)));
    }

    // Each gateway is about as frequent as any other, however few lead through it. What decides is every rule's affair; this only looks up routes.
    private static IEnumerable<(string By, End From, End To)> Ways(NetworkPlan network) =>
        from host in network.Hosts
        from ipv6 in (bool[])[false, true]
        from own in EndsOf(host, ipv6)
        from other in (End[])[.. Outside(ipv6), .. network.Hosts.Where(peer => peer.Subnet.Vpc != host.Subnet.Vpc).SelectMany(peer => EndsOf(peer, ipv6))]
        from way in (host.Subnet.Vpc, network.Tables[host.Subnet.Table].TargetOf(other.Address)) switch
        {
            (0, "nat") when network.Nat is { } nat && NatLeadsTo(network, nat, other) => [("nat", own, other)],
            (0, "igw") when other.Place == Probe.Internet && (ipv6 || host.IsPublic(own.Address)) => [($"igw {ipv6}", own, other), ($"igw in {ipv6}", other, own)],
            (0, "eigw") when other.Place == Probe.Internet => [("eigw", own, other)],
            (_, { } target) when target.StartsWith("pcx", StringComparison.Ordinal) && other.Place < Probe.Internet => [("pcx", own, other)],
            _ => ((string, End, End)[])[],
        }
        select way;

    // What a host without source/destination check sends on for another one. Where there is a NAT gateway, chance alone lets pretenders speak, and only within their VPC.
    private static IEnumerable<(string By, End From, End To)> SentOn(NetworkPlan network) =>
        from host in network.Hosts
        where network.Nat is null && !host.Checks
        from sender in network.Hosts
        where sender.Number != host.Number
        from ipv6 in (bool[])[false, true]
        from address in sender.AddressesOf(ipv6)
        from other in (End[])[.. Outside(ipv6), .. network.Hosts.Where(peer => peer.Subnet.Vpc != host.Subnet.Vpc && peer.Number != sender.Number).SelectMany(peer => EndsOf(peer, ipv6))]
        from gateway in (host.Subnet.Vpc, network.Tables[host.Subnet.Table].TargetOf(other.Address)) switch
        {
            (0, "igw") when other.Place == Probe.Internet && !ipv6 && sender.Subnet.Vpc == 0 && sender.IsPublic(address) => ["igw for another"],
            (_, { } target) when target.StartsWith("pcx", StringComparison.Ordinal) && other.Place < Probe.Internet => ["pcx for another"],
            _ => (string[])[],
        }
        select (gateway, new End(host.Number, address, IsSpoofed: true), other);

    private static bool NatLeadsTo(NetworkPlan network, NatPlan nat, End other) => network.Tables[nat.Subnet.Table].TargetOf(other.Address) switch
    {
        "igw" => nat.IsPublic && other.Place == Probe.Internet,
        "vgw" => other.Place == Probe.OnPremises,
        "pcx1" or "pcx2" => other.Place < Probe.Internet,
        _ => false,
    };

    private static Gen<End> Sender(NetworkPlan network, bool ipv6)
    {
        Gen<End> host = Gen.OneOf([.. network.Hosts.SelectMany(host => EndsOf(host, ipv6))]);
        Gen<End> outside = Gen.OneOf([.. Outside(ipv6)]);
        // A host that sends with the address of another one.
        Gen<End> spoofed = Gen.Select(Gen.OneOf([.. network.Hosts]), host, (one, other) => other with { Place = one.Number, IsSpoofed = one.Number != other.Place });
        return Gen.Frequency((10, host), (3, outside), (1, spoofed));
    }

    private static Gen<End> Receiver(NetworkPlan network, bool ipv6, End sender)
    {
        // Nobody speaks to himself, nor who pretends to be another to that one.
        End[] hosts = [.. network.Hosts.Where(host => host.Number != sender.Place && !host.Has(sender.Address)).SelectMany(host => EndsOf(host, ipv6))];
        End nobody = new(-1, ipv6 ? Places.NobodyIpv6 : Places.NobodyIpv4);
        End[] nat = ipv6 || network.Nat is null ? [] : [new End(-1, network.Nat.Ipv4)];
        if (sender.Place == Probe.OnPremises) return Gen.OneOf([.. hosts.Where(host => network.Hosts[host.Place].Subnet.Vpc == 0), nobody]);
        if (sender.Place >= Probe.Internet) return Gen.OneOf([.. hosts, .. hosts, nobody, .. nat]);
        if (sender.IsSpoofed && network.Nat is not null) return Gen.OneOf([.. hosts.Where(host => !Contact.Crosses(network, sender, host)), nobody]);
        End[] strange = ipv6 ? [] : [.. Places.StrangeIpv4.Select(address => new End(-1, address))];
        return Gen.Frequency((8, Gen.OneOf(hosts.Length > 0 ? hosts : [nobody])), (5, Gen.OneOf([.. Outside(ipv6)])), (1, Gen.OneOf([nobody, .. strange, .. nat])));
    }

    private static IEnumerable<End> EndsOf(HostPlan host, bool ipv6) => host.AddressesOf(ipv6).Select(address => new End(host.Number, address));

    private static IEnumerable<End> Outside(bool ipv6) => ipv6
        ? Places.InternetIpv6.Select(address => new End(Probe.Internet, address))
        : [.. Places.InternetIpv4.Select(address => new End(Probe.Internet, address)), .. Places.OnPremisesIpv4.Select(address => new End(Probe.OnPremises, address))];
}
