using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>How an end of an exchange addresses the other one.</summary>
/// <param name="Address">The address, as long as it has seen nothing of the other end.</param>
/// <param name="Port">The port of that, or the identifier; null for the exchange's own.</param>
/// <param name="Learns">Whether it answers to where what it sees comes from, since a gateway may stand between.</param>
/// <param name="MustLearn">Whether it says nothing before.</param>
internal readonly record struct Contact(string Address, int? Port, bool Learns, bool MustLearn)
{
    public static Contact For(NetworkPlan network, End from, End to, bool answer)
    {
        if (to.IsIpv6 || !Crosses(network, from, to)) return new Contact(to.Address, null, false, false);
        HostPlan? host = network.Hosts.FirstOrDefault(host => host.Has(to.Address));
        bool learns = from.Place == Probe.Internet || to.Place == Probe.Internet || network.Nat is not null;
        // An answer to what has not come would be taken for one to what the NAT gateway has sent out, whether or not that arrived.
        bool hidden = answer && host is not null && network.IsBehindNat(host);
        if (from.Place != Probe.Internet) return new Contact(to.Address, null, learns, MustLearn: hidden);
        if (hidden || (host is null && to.Address == network.Nat?.Ipv4))
            return network.Nat!.IsPublic ? new Contact(network.Nat.PublicIpv4, NatPlan.StrangersPort, learns, false) : new Contact(to.Address, null, learns, MustLearn: true);
        return new Contact(host?.IsPublic(to.Address) == true ? NatPlan.PublicOf(to.Address) : to.Address, null, learns, false);
    }

    /// <summary>Whether what the ends say to each other leaves a VPC.</summary>
    public static bool Crosses(NetworkPlan network, End one, End other) => VpcOf(network, one) != VpcOf(network, other);

    // Who has no place has an address of the first VPC, or one that is nowhere.
    private static int VpcOf(NetworkPlan network, End end) => end.Place switch
    {
        >= Probe.Internet => -end.Place,
        < 0 => end.Address.StartsWith("10.", StringComparison.Ordinal) ? 0 : -1,
        _ => network.Hosts[end.Place].Subnet.Vpc,
    };
}
