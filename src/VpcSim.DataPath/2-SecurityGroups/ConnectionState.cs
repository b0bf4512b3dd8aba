namespace VpcSim.DataPath.SecurityGroups;

/// <summary>How far a tracked connection has come. (EC2 guide, "Security group connection tracking", idle timeouts)</summary>
internal enum ConnectionState : byte
{
    /// <summary>A SYN without an answer.</summary>
    SynSent,

    Established,

    /// <summary>Reset, or finished by both sides.</summary>
    Closing,

    /// <summary>UDP in one direction.</summary>
    UdpAsked,

    /// <summary>One UDP request and its response.</summary>
    UdpAnswered,

    /// <summary>A second request after a response.</summary>
    UdpAskedAgain,

    /// <summary>More than one request and response.</summary>
    UdpStream,

    Icmp,

    Other,
}
