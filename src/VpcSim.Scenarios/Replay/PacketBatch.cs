using VpcSim.DataPath.Flows;
using VpcSim.Scenarios.Replay.Duplicates;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Replay;

/// <summary>Decoded packets on their way from the reading thread to the engine thread. Used again and again.</summary>
/// <param name="size">How many packets it takes.</param>
/// <param name="keepsFrames">Whether the bytes of packets are kept.</param>
/// <param name="tellsDuplicates">Whether packets are told from others, for several captures of them.</param>
internal sealed class PacketBatch(int size, bool keepsFrames, bool tellsDuplicates = false)
{
    public const int Size = 1024;

    public PacketBatch()
        : this(Size, keepsFrames: false)
    {
    }

    public PacketHeader[] Headers { get; } = new PacketHeader[size];

    /// <summary>What ICMP errors quote, in the places of their headers.</summary>
    public QuotedPacket[] Quotes { get; } = new QuotedPacket[size];

    /// <summary>Why packets could not be decoded, in the places of their headers.</summary>
    public Undecodable[] Causes { get; } = new Undecodable[size];

    /// <summary>The packets' conversations, prepared for looking up; meaningful for decoded packets only.</summary>
    public FlowLookup[] Lookups { get; } = new FlowLookup[size];

    /// <summary>Where each packet was captured: its number in the run's <see cref="OriginList"/>.</summary>
    public ushort[] Origins { get; } = new ushort[size];

    /// <summary>The bytes of the packets, in the places of their headers; null where nobody wants them.</summary>
    public FrameCopy[]? Frames { get; } = keepsFrames ? [.. Enumerable.Range(0, size).Select(_ => new FrameCopy())] : null;

    /// <summary>What tells the packets from others, in the places of their headers; null where each was captured at one place.</summary>
    public Sighting[]? Sightings { get; } = tellsDuplicates ? new Sighting[size] : null;

    public int Count { get; set; }

    /// <summary>Bytes of all captures read when the batch was full.</summary>
    public long BytesRead { get; set; }

    /// <summary>Where nothing more comes for the moment: the time that has been reached, which no later packet is before; else null. Such a batch may be empty.</summary>
    public long? PausedNs { get; set; }

    /// <summary>Exchanges two packets.</summary>
    public static void Swap(PacketBatch batch, int at, PacketBatch other, int otherAt)
    {
        (batch.Headers[at], other.Headers[otherAt]) = (other.Headers[otherAt], batch.Headers[at]);
        (batch.Quotes[at], other.Quotes[otherAt]) = (other.Quotes[otherAt], batch.Quotes[at]);
        (batch.Causes[at], other.Causes[otherAt]) = (other.Causes[otherAt], batch.Causes[at]);
        (batch.Lookups[at], other.Lookups[otherAt]) = (other.Lookups[otherAt], batch.Lookups[at]);
        (batch.Origins[at], other.Origins[otherAt]) = (other.Origins[otherAt], batch.Origins[at]);
        if (batch.Sightings is { } sightings && other.Sightings is { } theirs) (sightings[at], theirs[otherAt]) = (theirs[otherAt], sightings[at]);
        if (batch.Frames is { } frames && other.Frames is { } others) (frames[at], others[otherAt]) = (others[otherAt], frames[at]);
    }
}
