namespace VpcSim.FlowLogs.Reading;

/// <summary>What a record is about: the field <c>log-status</c>. (VPC guide, "Flow log records")</summary>
public enum LogStatus : byte
{
    /// <summary>A flow.</summary>
    Ok,

    /// <summary>An interface without traffic in the interval.</summary>
    NoData,

    /// <summary>Records that were skipped in the interval.</summary>
    SkipData,
}
