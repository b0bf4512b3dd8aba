using VpcSim.Wire;

namespace VpcSim.DataPath.Flows;

/// <summary>A packet's conversation key with its hash: what can be computed ahead, on another thread.</summary>
public readonly struct FlowLookup
{
    private FlowLookup(FlowKey key, int fromHigh)
    {
        Key = key;
        FromHigh = fromHigh;
        Hash = key.Hash();
    }

    internal FlowKey Key { get; }

    internal uint Hash { get; }

    internal int FromHigh { get; }

    /// <param name="packet">A decoded packet, its addresses in the design's terms.</param>
    public static FlowLookup Of(in PacketHeader packet) => new(FlowKey.Of(in packet, out int fromHigh), fromHigh);
}
