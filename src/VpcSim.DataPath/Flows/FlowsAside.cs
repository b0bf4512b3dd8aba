namespace VpcSim.DataPath.Flows;

/// <summary>What a <see cref="FlowBound"/> has put aside.</summary>
/// <param name="PutAside">Conversations that were put aside, each as often as it was.</param>
/// <param name="BroughtBack">Those that came back, as often.</param>
/// <param name="MostBytes">The most bytes that they took on disk.</param>
public sealed record FlowsAside(long PutAside, long BroughtBack, long MostBytes)
{
    /// <summary>What two replays have put aside that ran at once.</summary>
    public static FlowsAside? Sum(FlowsAside? one, FlowsAside? other) =>
        one is null || other is null ? one ?? other : new FlowsAside(one.PutAside + other.PutAside, one.BroughtBack + other.BroughtBack, one.MostBytes + other.MostBytes);
}
