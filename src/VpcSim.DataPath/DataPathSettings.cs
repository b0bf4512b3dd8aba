namespace VpcSim.DataPath;

/// <summary>What AWS leaves undocumented or a user may choose; the defaults are AWS's own where it documents one.</summary>
public sealed record DataPathSettings
{
    public static DataPathSettings Default { get; } = new();

    /// <summary>Whether a captured TCP packet above the path's MTU is dropped for its size instead of standing for its segments.</summary>
    public bool StrictMtu { get; init; }

    /// <summary>Whether an ICMP error that quotes a tracked flow passes security groups that have no rule for it.</summary>
    public bool IcmpErrorsRelatedToTrackedFlow { get; init; } = true;

    /// <summary>What middlebox appliances do with packets that are not for them.</summary>
    public ApplianceMode Appliances { get; init; }

    /// <summary>Seconds a half-open TCP connection is tracked. AWS documents none.</summary>
    public int TcpSynTimeoutSeconds { get; init; } = 60;

    /// <summary>Seconds a closed TCP connection is still tracked, so that last acknowledgements pass. AWS documents none.</summary>
    public int TcpClosingTimeoutSeconds { get; init; } = 10;

    /// <summary>Seconds an ICMP conversation is tracked. AWS documents none.</summary>
    public int IcmpTimeoutSeconds { get; init; } = 30;

    /// <summary>Seconds other protocols are tracked. (EC2 guide, "Security group connection tracking")</summary>
    public int OtherProtocolTimeoutSeconds { get; init; } = 600;
}
