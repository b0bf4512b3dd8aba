using VpcSim.DataPath.Flows;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Decoded packets on their way from the reading thread to the engine thread. Used again and again.</summary>
internal sealed class PacketBatch
{
    public const int Size = 1024;

    public PacketHeader[] Headers { get; } = new PacketHeader[Size];

    /// <summary>What ICMP errors quote, in the places of their headers.</summary>
    public QuotedPacket[] Quotes { get; } = new QuotedPacket[Size];

    /// <summary>Why packets could not be decoded, in the places of their headers.</summary>
    public Undecodable[] Causes { get; } = new Undecodable[Size];

    /// <summary>The packets' conversations, prepared for looking up; meaningful for decoded packets only.</summary>
    public FlowLookup[] Lookups { get; } = new FlowLookup[Size];

    public int Count { get; set; }

    /// <summary>Bytes of all captures read when the batch was full.</summary>
    public long BytesRead { get; set; }
}
