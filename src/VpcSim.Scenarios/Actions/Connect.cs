namespace VpcSim.Scenarios.Actions;

/// <summary>Opens a TCP connection, sends what there is to send, reads until the other side closes, and closes.</summary>
/// <param name="From">The host.</param>
/// <param name="To">A host's name, an address, or a name that DNS knows.</param>
/// <param name="Port">The TCP port.</param>
public sealed record Connect(string From, string To, ushort Port) : HostAction(From)
{
    /// <summary>Bytes sent once connected.</summary>
    public long SendBytes { get; init; }

    /// <summary>How long the connection stays open after it was made, in nanoseconds, before this side closes.</summary>
    public long HoldNs { get; init; }

    /// <summary>The client's port; 0 for the next free one.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>Whether an IPv6 address of the receiver is taken before an IPv4 one.</summary>
    public bool PrefersIPv6 { get; init; }
}
