namespace VpcSim.DataPath.Flows;

/// <summary>What a <see cref="FlowBound"/> has put aside.</summary>
/// <param name="PutAside">Conversations that were put aside, each as often as it was.</param>
/// <param name="BroughtBack">Those that came back, as often.</param>
/// <param name="MostBytes">The most bytes that all of it took on disk.</param>
/// <param name="Bindings">Bindings of NAT gateways that were put aside, each as often as it was.</param>
public sealed record FlowsAside(long PutAside, long BroughtBack, long MostBytes, long Bindings = 0)
{
    /// <summary>What two have put aside that ran at once.</summary>
    public static FlowsAside? Sum(FlowsAside? one, FlowsAside? other) =>
        one is null || other is null ? one ?? other
        : new FlowsAside(
            one.PutAside + other.PutAside, one.BroughtBack + other.BroughtBack, one.MostBytes + other.MostBytes, one.Bindings + other.Bindings);
}
