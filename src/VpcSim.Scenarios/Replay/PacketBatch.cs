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

    /// <summary>Exchanges two packets.</summary>
    public static void Swap(PacketBatch batch, int at, PacketBatch other, int otherAt)
    {
        (batch.Headers[at], other.Headers[otherAt]) = (other.Headers[otherAt], batch.Headers[at]);
        (batch.Quotes[at], other.Quotes[otherAt]) = (other.Quotes[otherAt], batch.Quotes[at]);
        (batch.Causes[at], other.Causes[otherAt]) = (other.Causes[otherAt], batch.Causes[at]);
        (batch.Lookups[at], other.Lookups[otherAt]) = (other.Lookups[otherAt], batch.Lookups[at]);
    }
}
