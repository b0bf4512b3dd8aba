using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>What of a packet's look-up can be computed ahead, on another thread: the hash of its conversation, and its direction. 8 bytes.</summary>
public readonly struct FlowLookup
{
    private FlowLookup(uint hash, int fromHigh) => (Hash, FromHigh) = (hash, fromHigh);

    internal uint Hash { get; }

    /// <summary>1 when the packet goes from the higher to the lower end, else 0.</summary>
    internal int FromHigh { get; }

    /// <param name="packet">A decoded packet, its addresses in the design's terms.</param>
    public static FlowLookup Of(in PacketHeader packet) => new(FlowKey.Of(in packet, out int fromHigh).Hash(), fromHigh);
}
