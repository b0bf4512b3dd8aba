namespace VpcSim.DataPath.Trace;

/// <summary>What connection tracking had to do with a security group's decision. (EC2 guide, "Security group connection tracking")</summary>
public enum Tracking : byte
{
    /// <summary>Nothing: another stage, or no rule allowed the packet.</summary>
    None,

    /// <summary>A rule allowed the packet, and no state is kept of it: both directions are open anyway, or it shows nothing to be tracked by.</summary>
    Untracked,

    /// <summary>A rule allowed the packet, which opened a connection that is tracked from here on.</summary>
    Opened,

    /// <summary>A tracked connection that only its initiator has spoken in so far.</summary>
    Unanswered,

    /// <summary>A tracked connection of which both ends have been heard, or of a protocol where that makes no difference.</summary>
    Established,

    /// <summary>A tracked connection that is reset or finished by both ends, by this packet or before.</summary>
    Ended,

    /// <summary>An ICMP error about a tracked connection.</summary>
    Related,
}
