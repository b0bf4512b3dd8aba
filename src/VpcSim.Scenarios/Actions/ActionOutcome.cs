namespace VpcSim.Scenarios.Actions;

/// <summary>What came of an action, as the process on the host learns it.</summary>
public enum ActionOutcome
{
    /// <summary>It is under way, or has not begun.</summary>
    Pending,

    /// <summary>A TCP connection was made, used and closed.</summary>
    Connected,

    /// <summary>An answer came.</summary>
    Answered,

    /// <summary>The other host said that nothing listens there (RST, ICMP port unreachable), or the own firewall refuses.</summary>
    Refused,

    /// <summary>Nothing came for as long as the protocol tries (ETIMEDOUT).</summary>
    TimedOut,

    /// <summary>An ICMP error said that there is no way, or the host itself has none.</summary>
    Unreachable,

    /// <summary>The connection was made, then ended by a RST (ECONNRESET).</summary>
    Reset,

    /// <summary>An answer came that says no: DNS has no such name, HTTP has a status from 400 on.</summary>
    Failed,
}
