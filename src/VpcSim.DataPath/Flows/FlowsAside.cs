namespace VpcSim.DataPath.Flows;

/// <summary>What a <see cref="FlowBound"/> has put aside.</summary>
/// <param name="PutAside">Conversations that were put aside, each as often as it was.</param>
/// <param name="BroughtBack">Those that came back, as often.</param>
/// <param name="MostBytes">The most bytes that they took on disk.</param>
public sealed record FlowsAside(long PutAside, long BroughtBack, long MostBytes);
