namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Which method of a meter was called.</summary>
internal enum MeterCall : byte
{
    Count,
    Add,
    Open,

    /// <summary>An opening and the first count.</summary>
    OpenAndCount,
    Release,
    Link,
    Pause,
}
