namespace VpcSim.Scenarios.Actions;

/// <summary>Sends a UDP datagram and waits for an answer.</summary>
/// <param name="From">The host.</param>
/// <param name="To">A host's name, an address, or a name that DNS knows.</param>
/// <param name="Port">The UDP port.</param>
public sealed record Send(string From, string To, ushort Port) : HostAction(From)
{
    /// <summary>Bytes behind the UDP header.</summary>
    public int Bytes { get; init; } = 32;

    /// <summary>The very bytes; empty for <see cref="Bytes"/> of filling.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>How many datagrams, one each <see cref="IntervalNs"/>.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Nanoseconds between two datagrams.</summary>
    public long IntervalNs { get; init; } = 1_000_000_000;

    /// <summary>The client's port; 0 for the next free one.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>Whether an IPv6 address of the receiver is taken before an IPv4 one.</summary>
    public bool PrefersIPv6 { get; init; }
}
