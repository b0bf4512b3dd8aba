namespace VpcSim.FlowLogs.Aggregation;

/// <summary>What is told of a window in which flow logs began or ended.</summary>
public enum WindowPart
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>From the last change on: for flow logs that began within it.</summary>
    SinceChange,

    /// <summary>Up to a change: for flow logs that end with it and were there when the window began.</summary>
    UntilChange,
}
