using System.Collections.Immutable;

namespace VpcSim.Cli.Reports;

/// <summary>What is to be said, before it is drawn.</summary>
internal sealed record Document(ImmutableArray<Section> Sections);
