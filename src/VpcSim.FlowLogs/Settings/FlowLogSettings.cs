namespace VpcSim.FlowLogs.Settings;

/// <summary>What AWS leaves undocumented about flow logs, or a user may choose.</summary>
public sealed record FlowLogSettings
{
    public static FlowLogSettings Default { get; } = new();

    /// <summary>When an interface's windows begin.</summary>
    public WindowPhase WindowPhase { get; init; } = WindowPhase.Fixed;

    /// <summary>With <see cref="Settings.WindowPhase.Fixed"/>: milliseconds after the multiples of the windows' length, 0 to 599,999.</summary>
    public int WindowOffsetMs { get; init; }

    /// <summary>In which order the records of a window stand.</summary>
    public RecordOrder Order { get; init; } = RecordOrder.Sorted;

    /// <summary>What random phases and shuffled records are drawn from.</summary>
    public int Seed { get; init; }

    /// <summary>How long the windows of an interval of 60 s are in fact, 1 to 60 s; those of 600 s are ten of them. AWS's intervals are maxima.</summary>
    public int WindowSeconds { get; init; } = 60;

    /// <summary>What <c>start</c> and <c>end</c> of a record are.</summary>
    public RecordTimes Times { get; init; } = RecordTimes.Packets;

    /// <summary>Seconds by which <c>start</c> and <c>end</c> are later than their packets, 0 to 60. AWS says up to 60.</summary>
    public int LagSeconds { get; init; }

    /// <summary>How many records an interface may have in a window; what is above is told by one SKIPDATA record. 0 for any number.</summary>
    public int RecordsPerWindow { get; init; }

    /// <summary>Whether <c>account-id</c> is the word <c>unknown</c> for interfaces of endpoints and Network Load Balancers.</summary>
    public bool UnknownAccounts { get; init; }

    /// <summary>Seconds from the end of a window until CloudWatch Logs shows its records.</summary>
    public int CloudWatchDelaySeconds { get; init; } = 300;

    /// <summary>Seconds from the end of a window until S3 has its records.</summary>
    public int S3DelaySeconds { get; init; } = 600;

    /// <summary>What a line for Firehose looks like.</summary>
    public FirehoseForm FirehoseForm { get; init; } = FirehoseForm.Text;
}
