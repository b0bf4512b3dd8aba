using System.Collections.Immutable;

namespace VpcSim.Scenarios.Files;

/// <summary>A scenario file as far as it could be read.</summary>
/// <param name="Scenario">What is right in it; null where nothing can be made of the file.</param>
/// <param name="Problems">All mistakes, in the order of the file; empty if it can be used.</param>
public sealed record ScenarioReading(Scenario? Scenario, ImmutableArray<ScenarioProblem> Problems);
