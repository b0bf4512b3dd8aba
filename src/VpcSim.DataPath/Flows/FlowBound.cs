namespace VpcSim.DataPath.Flows;

/// <summary>How many conversations are kept in memory, and bindings of NAT gateways. Those that have been silent longest are put aside on disk, and come back where they are needed: results are the same.</summary>
/// <param name="Most">How many are kept at the end of a batch of packets, and how many bindings of NAT gateways.</param>
/// <param name="Folder">Where the file is made. It has no name once it is open (but on Windows), so that nothing is left of a run that is killed.</param>
public sealed record FlowBound(int Most, string Folder);
