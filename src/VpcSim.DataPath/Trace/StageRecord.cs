namespace VpcSim.DataPath.Trace;

/// <summary>One step of a walk: which stage, at which component, let the packet pass or not, and by which rule.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Component">The component that was asked.</param>
/// <param name="Index">Its place in the design's list of its kind.</param>
/// <param name="Rule">The deciding entry's place in the component's own list; −1 where none matched or a tracked connection decided.</param>
/// <param name="Egress">Whether the packet was leaving the interface or subnet.</param>
/// <param name="Passed">Whether it may go on.</param>
/// <param name="Tracking">What connection tracking had to do with it; of security groups alone.</param>
public readonly record struct StageRecord(Stage Stage, ComponentKind Component, int Index, int Rule, bool Egress, bool Passed, Tracking Tracking = Tracking.None)
{
    /// <summary>Whether a tracked connection, not a rule, decided.</summary>
    public bool Tracked => Tracking > Tracking.Opened;
}
