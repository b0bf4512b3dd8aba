using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>A file that holds what came of the last run that was right.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Path">Relative to the scenario file.</param>
/// <param name="OfTimeline">Whether the timeline is compared; else the log of all traffic.</param>
public sealed record SnapshotExpectation(Place Place, string Path, bool OfTimeline) : ScenarioExpectation(Place);
