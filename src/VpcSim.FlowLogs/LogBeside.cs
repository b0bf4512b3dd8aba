using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs;

/// <summary>A second log of everything, with windows of 60 s whatever the first one has.</summary>
/// <param name="Text">Where it goes as it is made, header line first. Stays open.</param>
/// <param name="Format">Its fields.</param>
public sealed record LogBeside(Stream Text, LogFormat Format);
