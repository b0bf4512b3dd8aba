namespace VpcSim.FlowLogs.Aggregation;

/// <summary>Which method of a meter was called.</summary>
internal enum MeterCall : byte
{
    Count,
    Add,
    Open,
    Release,
    Link,
    Pause,
}
