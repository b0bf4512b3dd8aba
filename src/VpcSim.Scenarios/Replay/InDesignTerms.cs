using System.Runtime.CompilerServices;
using VpcSim.DataPath.Flows;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Packets with their addresses in the design's terms, and their conversations prepared for looking up.</summary>
/// <param name="captures">The packets as captured.</param>
/// <param name="addresses">Puts addresses into the design's terms.</param>
internal readonly struct InDesignTerms<TCaptures>(TCaptures captures, AddressTranslation addresses) : ICaptures
    where TCaptures : ICaptures
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDecode(PacketBatch batch, int at)
    {
        if (!captures.TryDecode(batch, at)) return false;
        ref PacketHeader header = ref batch.Headers[at];
        if (header.Status != DecodeStatus.Decoded) return true;
        addresses.Apply(ref header, ref batch.Quotes[at]);
        batch.Lookups[at] = FlowLookup.Of(in header);
        return true;
    }
}
