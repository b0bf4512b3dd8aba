using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay.Explanations;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Tracing;

/// <summary>What became of a traced packet and of its answer.</summary>
/// <param name="Plan">What was traced.</param>
/// <param name="Forward">The way there.</param>
/// <param name="Answer">The packet that answers it, as its sender makes it; meaningful where there is a way back.</param>
/// <param name="Return">The way back; null where the packet was dropped, or is of a kind that nobody answers.</param>
public sealed record PacketTrace(TracePlan Plan, ExplainedWalk Forward, PacketHeader Answer, ExplainedWalk? Return)
{
    /// <summary>Whether neither way was dropped.</summary>
    public bool IsDelivered => IsThrough(Forward) && (Return is null || IsThrough(Return));

    /// <summary>Whether a way ended where it was to: at an interface, outside, or at a service of the VPC.</summary>
    public static bool IsThrough(ExplainedWalk way) => way.Outcome is Outcome.Delivered or Outcome.Consumed;
}
