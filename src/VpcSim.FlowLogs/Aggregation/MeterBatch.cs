using System.Runtime.CompilerServices;
using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Calls of a meter in their order, handed from thread to thread as one.</summary>
internal sealed class MeterBatch
{
    public const int Size = 1024;

    private const int MostObservations = 256;

    private readonly CellKey[] _keys = new CellKey[MostObservations];
    private readonly AddressQuad[] _addresses = new AddressQuad[MostObservations]; // of those whose addresses are beside
    private readonly uint[] _hashes = new uint[MostObservations];

    public MeterEvent[] Events { get; } = new MeterEvent[Size];

    public int Count { get; set; }

    /// <summary>Set when the batch has been counted, for whoever waits for it.</summary>
    public ManualResetEventSlim? Counted { get; set; }

    public int Observations { get; private set; }

    /// <summary>Whether it takes another call, whatever that is.</summary>
    public bool HasRoom => Count < Size && Observations < MostObservations;

    /// <summary>The key of an observation.</summary>
    public ref readonly CellKey KeyAt(int place) => ref _keys[place];

    /// <summary>Its addresses where they are beside; else whatever there is.</summary>
    public ref readonly AddressQuad AddressesAt(int place) => ref _addresses[place];

    /// <summary>Adds the observation of the next opening.</summary>
    public void Add(in Observation observation)
    {
        bool beside = CellKey.PutsAddressesBeside(in observation);
        CellKey.Write(in observation, beside, out _keys[Observations]);
        if (beside) _addresses[Observations] = AddressQuad.Of(in observation);
        Observations++;
    }

    /// <summary>The hashes of all observations, made now.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<uint> MakeHashes()
    {
        for (int i = 0; i < Observations; i++) _hashes[i] = CellStore.HashOf(in _keys[i], in _addresses[i]);
        return _hashes.AsSpan(0, Observations);
    }

    public void Clear() => Count = Observations = 0;
}
