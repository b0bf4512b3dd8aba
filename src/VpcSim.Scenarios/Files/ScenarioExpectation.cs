using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>What has to be true at the end of a scenario.</summary>
/// <param name="Place">Where it stands.</param>
public abstract record ScenarioExpectation(Place Place);
