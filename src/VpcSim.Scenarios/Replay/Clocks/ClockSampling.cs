using System.Collections.Immutable;
using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay.Clocks;

/// <summary>Reads captures once before the replay, to find how far their clocks were apart.</summary>
/// <param name="open">Opens a capture, by its place; null for one that can be read only once.</param>
/// <param name="addresses">Puts addresses into the design's terms.</param>
/// <param name="senders">Tells where a packet was sent.</param>
internal sealed class ClockSampling(Func<int, OpenedCapture?> open, AddressTranslation addresses, Senders senders)
{
    private const int PacketsBetweenLooks = 4096;

    /// <summary>The clocks of captures, in their order. Nothing is read where the user has given them all.</summary>
    /// <param name="given">What the user said; null where nothing.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The replay was stopped.</exception>
    public ImmutableArray<CaptureClock> Clocks(IReadOnlyList<long?> given, CancellationToken cancellation)
    {
        var samples = new ClockSample?[given.Count];
        if (given.Skip(1).Any(static ahead => ahead is null))
            Parallel.For(0, samples.Length, new ParallelOptions { CancellationToken = cancellation }, i => samples[i] = Sample(i, cancellation));
        return ClockEstimates.Of(given, samples, senders);
    }

    private ClockSample? Sample(int capture, CancellationToken cancellation)
    {
        using OpenedCapture? opened = open(capture);
        if (opened is null) return null;
        var sample = new ClockSample((ushort)capture);
        var packets = new InDesignTerms<ICaptures>(opened.Packets, addresses);
        var one = new PacketBatch(1, keepsFrames: false, tellsDuplicates: true);
        for (int read = 0; packets.TryDecode(one, 0); read++)
        {
            if (read % PacketsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            if (one.Headers[0].Status == DecodeStatus.Decoded) sample.Add(in one.Headers[0], one.Sightings![0].Identity);
        }
        return sample;
    }
}
