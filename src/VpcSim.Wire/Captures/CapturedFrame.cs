namespace VpcSim.Wire.Captures;

/// <summary>One packet record of a capture. Its bytes are borrowed from the reader and hold until the next call.</summary>
public readonly ref struct CapturedFrame
{
    /// <summary>The latest time that a reader gives, in the year 2255: timers added to it do not overflow.</summary>
    public const long LatestTimeNs = 9_000_000_000_000_000_000;

    /// <summary>
    /// Nanoseconds since 1970-01-01T00:00:00Z, from 0 to <see cref="LatestTimeNs"/>: times outside are moved to the nearer end. A record
    /// that carries no time (pcapng simple packet block) has that of the packet before it.
    /// </summary>
    public long TimeNs { get; init; }

    /// <summary>The packet's number in its file, from 1.</summary>
    public long Number { get; init; }

    /// <summary>What <see cref="Bytes"/> begin with.</summary>
    public LinkType Link { get; init; }

    /// <summary>The interface it was captured on, from 0, counted over all sections of a pcapng file; 0 in pcap files.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Length on the wire in bytes, never below the number of captured bytes.</summary>
    public int OriginalLength { get; init; }

    /// <summary>The captured bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }
}
