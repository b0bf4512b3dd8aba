using System.Collections.Immutable;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Simulations;

namespace VpcSim.Scenarios.Files;

/// <summary>What a scenario file says of hosts: those outside of the design, and what runs on all of them. In the order of the file.</summary>
public sealed record ScenarioWorld
{
    public static ScenarioWorld Empty { get; } = new();

    public ImmutableArray<ScenarioHost> Outside { get; init; } = [];

    public ImmutableArray<(Placed Host, HostService Service)> Services { get; init; } = [];

    /// <summary>Links by host; <c>internet</c> and <c>on-premises</c> stand for all hosts there that have none of their own.</summary>
    public ImmutableArray<(Placed Host, LinkOptions Link)> Links { get; init; } = [];

    public ImmutableArray<(Placed Host, FirewallRule Rule)> Firewalls { get; init; } = [];
}
