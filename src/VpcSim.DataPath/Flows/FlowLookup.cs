using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>What of a packet's look-up can be computed ahead, on another thread: the hash of its conversation, in 4 bytes.</summary>
public readonly struct FlowLookup
{
    private FlowLookup(uint hash) => Hash = hash;

    internal uint Hash { get; }

    /// <param name="packet">A decoded packet, its addresses in the design's terms.</param>
    public static FlowLookup Of(in PacketHeader packet) => new(FlowKey.Of(in packet, out _).Hash());
}
