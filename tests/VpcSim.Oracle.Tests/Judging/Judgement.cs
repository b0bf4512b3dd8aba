using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Judging;

/// <summary>What became of every packet, and how many packets each thing dropped that drops any.</summary>
/// <param name="Arrivals">By the packet's number: the place where it arrived, <see cref="Lost"/>, or <see cref="Unsent"/>.</param>
/// <param name="Sights">By the packet's number: what it looked like where it arrived; null where it did not.</param>
/// <param name="Dropped">Packets by what dropped them; fragments of one packet count as one.</param>
internal sealed record Judgement(int[] Arrivals, Appearance?[] Sights, IReadOnlyDictionary<string, int> Dropped)
{
    public const int Lost = -1, Unsent = -2;

    /// <summary>What a packet looked like where it arrived, but for ports that a NAT gateway has given.</summary>
    /// <param name="network">The network.</param>
    /// <param name="probe">The packet.</param>
    public Appearance? SightOf(NetworkPlan network, Probe probe)
    {
        if (Sights[probe.Number] is not { } seen) return null;
        if (probe.LaterFragment) seen = seen with { SourcePort = 0, DestinationPort = 0, Quote = null };
        return network.Nat is { } nat ? seen.Modulo([nat.Ipv4, nat.PublicIpv4]) : seen;
    }
}
