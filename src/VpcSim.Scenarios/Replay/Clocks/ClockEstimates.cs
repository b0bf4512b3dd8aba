using System.Collections.Immutable;
using VpcSim.Scenarios.Replay.Duplicates;

namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>Finds how far the clocks of captures were apart, from packets that several of them saw.</summary>
internal static class ClockEstimates
{
    /// <summary>One clock for each capture: those given as they were given, the others by the chain of captures that have the most packets in common.</summary>
    /// <param name="given">What the user said, in the order of the captures; null where nothing.</param>
    /// <param name="samples">What each capture saw; null for those that can be read only once.</param>
    /// <param name="senders">Tells where a packet was sent.</param>
    public static ImmutableArray<CaptureClock> Of(IReadOnlyList<long?> given, IReadOnlyList<ClockSample?> samples, Senders senders)
    {
        var clocks = new CaptureClock?[given.Count];
        for (int i = 0; i < clocks.Length; i++)
            if (given[i] is { } ahead) clocks[i] = new CaptureClock(ahead, ClockBasis.Given);
        bool isAloneWithStreams = samples.Count(static sample => sample is not null) < 2;
        var pairs = new Dictionary<(int, int), ClockPair>();
        // The first clock is what the others are measured by, and so is any that nothing ties to those before it.
        for (int root = 0; root < clocks.Length; root++)
        {
            clocks[root] ??= new CaptureClock(0, root == 0 ? ClockBasis.Reference : samples[root] is null || isAloneWithStreams ? ClockBasis.Stream : ClockBasis.NothingInCommon);
            while (Strongest(clocks, samples, senders, pairs) is { Pair.Packets: > 0 } link)
            {
                clocks[link.To] = new CaptureClock(clocks[link.From]!.AheadNs + link.Pair.AheadNs, ClockBasis.Estimated)
                {
                    Beside = link.From,
                    Packets = link.Pair.Packets,
                    BothDirections = link.Pair.BothDirections,
                };
            }
        }
        return [.. clocks!];
    }

    private static (int From, int To, ClockPair Pair) Strongest(
        CaptureClock?[] clocks, IReadOnlyList<ClockSample?> samples, Senders senders, Dictionary<(int, int), ClockPair> pairs)
    {
        (int From, int To, ClockPair Pair) strongest = default;
        for (int from = 0; from < clocks.Length; from++)
        {
            if (clocks[from] is null || samples[from] is not { } first) continue;
            for (int to = 0; to < clocks.Length; to++)
            {
                if (clocks[to] is not null || samples[to] is not { } second) continue;
                if (!pairs.TryGetValue((from, to), out ClockPair pair)) pairs[(from, to)] = pair = ClockPair.Of(first, second, senders);
                if (pair.Packets > strongest.Pair.Packets) strongest = (from, to, pair);
            }
        }
        return strongest;
    }
}
