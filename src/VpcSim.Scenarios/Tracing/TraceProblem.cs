namespace VpcSim.Scenarios.Tracing;

/// <summary>Why a packet cannot be traced.</summary>
/// <param name="Input">What of the request is at fault.</param>
/// <param name="Text">What is wrong and the remedy, without a full stop.</param>
public readonly record struct TraceProblem(TraceInput Input, string Text);
