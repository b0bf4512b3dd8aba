using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Hosts of one address family, the interfaces that they may be, and what speaks for which.</summary>
internal sealed class PlacementProblem
{
    /// <summary>What one exchange weighs.</summary>
    public const int WholeWeight = 60;

    private readonly GroupFit _fit;
    private readonly int[][] _linksOf;

    /// <param name="hosts">Captured addresses, ordered.</param>
    /// <param name="slots">Interfaces that are free, with their first address of the family, in the order in which they are preferred.</param>
    /// <param name="links">What is known of the hosts.</param>
    /// <param name="fit">Asks the security groups.</param>
    public PlacementProblem(IpAddress[] hosts, (int Interface, IpAddress Address)[] slots, Link[] links, GroupFit fit)
    {
        (Hosts, Slots, Links, _fit) = (hosts, slots, links, fit);
        _linksOf = [.. hosts.Select((_, host) => Enumerable.Range(0, links.Length).Where(i => links[i].Client == host || links[i].Server == host).ToArray())];
    }

    public IpAddress[] Hosts { get; }

    public (int Interface, IpAddress Address)[] Slots { get; }

    public Link[] Links { get; }

    public ReadOnlySpan<int> LinksOf(int host) => _linksOf[host];

    /// <summary>What one link is worth if its ends stand at these slots (−1: stays as it is).</summary>
    public int Worth(in Link link, int clientSlot, int serverSlot)
    {
        int client = clientSlot >= 0 ? Slots[clientSlot].Interface : link.ClientInterface, server = serverSlot >= 0 ? Slots[serverSlot].Interface : link.ServerInterface;
        int points = 0;
        if (server >= 0) points += _fit.Serving(server, link.Exchange, clientSlot >= 0 ? Slots[clientSlot].Address : link.Exchange.Client);
        if (client >= 0) points += _fit.Asking(client, link.Exchange, serverSlot >= 0 ? Slots[serverSlot].Address : link.Exchange.Server);
        return points * link.Weight;
    }

    /// <summary>What a host's links are worth at a slot at most, wherever the hosts at their other ends come to stand.</summary>
    public int Promise(int host, int slot)
    {
        int sum = 0;
        foreach (int i in _linksOf[host])
        {
            ref readonly Link link = ref Links[i];
            int best = WorthOf(in link, host, slot, -1);
            for (int other = 0; link.Other(host) >= 0 && other < Slots.Length; other++)
                if (other != slot) best = Math.Max(best, WorthOf(in link, host, slot, other));
            sum += best;
        }
        return sum;
    }

    /// <summary>How many of the last bits of a host's address and of a slot's are the same: networks are often copies of each other.</summary>
    public int Likeness(int host, int slot)
    {
        IpAddress captured = Hosts[host], design = Slots[slot].Address;
        return captured.Low != design.Low
            ? System.Numerics.BitOperations.TrailingZeroCount(captured.Low ^ design.Low)
            : 64 + System.Numerics.BitOperations.TrailingZeroCount(captured.High ^ design.High);
    }

    private int WorthOf(in Link link, int host, int slot, int otherSlot) =>
        link.Client == host ? Worth(in link, slot, otherSlot) : Worth(in link, otherSlot, slot);
}
