using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Calls of a meter in their order, handed from thread to thread as one.</summary>
internal sealed class MeterBatch
{
    public const int Size = 1024;

    private Observation[] _observations = new Observation[64];
    private uint[] _hashes = new uint[64];

    public MeterEvent[] Events { get; } = new MeterEvent[Size];

    public int Count { get; set; }

    /// <summary>Set when the batch has been counted, for whoever waits for it.</summary>
    public ManualResetEventSlim? Counted { get; set; }

    public int Observations { get; private set; }

    public ref readonly Observation ObservationAt(int place) => ref _observations[place];

    /// <returns>Its place.</returns>
    public int Add(in Observation observation)
    {
        if (Observations == _observations.Length)
        {
            Array.Resize(ref _observations, Observations * 2);
            Array.Resize(ref _hashes, Observations * 2);
        }
        _observations[Observations] = observation;
        return Observations++;
    }

    /// <summary>The hashes of all observations, made now.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<uint> MakeHashes()
    {
        for (int i = 0; i < Observations; i++) _hashes[i] = CellStore.HashOf(in _observations[i]);
        return _hashes.AsSpan(0, Observations);
    }

    public void Clear() => Count = Observations = 0;
}
