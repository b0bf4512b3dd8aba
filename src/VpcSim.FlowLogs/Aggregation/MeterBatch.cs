using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Calls of a meter in their order, handed from thread to thread as one.</summary>
internal sealed class MeterBatch
{
    public const int Size = 1024;

    private const int MostObservations = 256;

    private readonly Observation[] _observations = new Observation[MostObservations];
    private readonly uint[] _hashes = new uint[MostObservations];

    public MeterEvent[] Events { get; } = new MeterEvent[Size];

    public int Count { get; set; }

    /// <summary>Set when the batch has been counted, for whoever waits for it.</summary>
    public ManualResetEventSlim? Counted { get; set; }

    public int Observations { get; private set; }

    /// <summary>Whether it takes another call, whatever that is.</summary>
    public bool HasRoom => Count < Size && Observations < MostObservations;

    public ref readonly Observation ObservationAt(int place) => ref _observations[place];

    /// <returns>Its place.</returns>
    public int Add(in Observation observation)
    {
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
