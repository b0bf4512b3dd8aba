using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Expectations;

/// <summary>A component of the design that packets may pass, as a scenario names it.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Matches">Whether a step of a way was taken at it.</param>
internal sealed record Waypoint(string Name, Predicate<StageRecord> Matches);
