namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>How a connection ended.</summary>
internal enum StreamEnd : byte
{
    /// <summary>Both sides closed.</summary>
    Closed,

    /// <summary>A RST answered the SYN, or an ICMP error said that nothing listens.</summary>
    Refused,

    /// <summary>A RST came later.</summary>
    Reset,

    /// <summary>Nothing came back for as long as the stack tries.</summary>
    TimedOut,

    /// <summary>An ICMP error said that there is no way.</summary>
    Unreachable,
}
