namespace VpcSim.Scenarios.Actions;

/// <summary>Sends ICMP or ICMPv6 echo requests and waits for their replies, as <c>ping</c> does.</summary>
/// <param name="From">The host.</param>
/// <param name="To">A host's name, an address, or a name that DNS knows.</param>
public sealed record Ping(string From, string To) : HostAction(From)
{
    /// <summary>How many requests.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Nanoseconds between two requests.</summary>
    public long IntervalNs { get; init; } = 1_000_000_000;

    /// <summary>Bytes behind the ICMP header.</summary>
    public int Size { get; init; } = 56;

    /// <summary>Whether routers may not fragment the requests (<c>ping -M do</c>).</summary>
    public bool DontFragment { get; init; } = true;

    /// <summary>TTL or hop limit of the requests.</summary>
    public byte Ttl { get; init; } = 64;

    /// <summary>Whether an IPv6 address of the receiver is taken before an IPv4 one.</summary>
    public bool PrefersIPv6 { get; init; }
}
