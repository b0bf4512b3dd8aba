namespace VpcSim.Scenarios.Files;

/// <summary>What an expectation says of traffic between two sets of hosts.</summary>
public enum TrafficRule
{
    Never,
    Always,
    Path,
}
