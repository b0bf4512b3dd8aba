namespace VpcSim.Scenarios.Tracing;

/// <summary>What of a <see cref="TraceRequest"/> a problem is about.</summary>
public enum TraceInput
{
    From,
    To,
    Source,
    Protocol,
    IcmpType,
    Length,
}
