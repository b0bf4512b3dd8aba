using VpcSim.DataPath;

namespace VpcSim.Scenarios.Simulations;

/// <summary>How a simulation runs.</summary>
public sealed record SimulationOptions
{
    public static SimulationOptions Default { get; } = new();

    /// <summary>When it begins, in nanoseconds since 1970; 2026-01-01T00:00:00Z.</summary>
    public long StartNs { get; init; } = 1_767_225_600_000_000_000;

    /// <summary>Decides everything that chance does: initial sequence numbers, loss, jitter.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Switches of the data path. Hosts know no offload: their packets are judged by their own size, whatever is said of captured ones.</summary>
    public DataPathSettings Settings { get; init; } = DataPathSettings.Default;
}
