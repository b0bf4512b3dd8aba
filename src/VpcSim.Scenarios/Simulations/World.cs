using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Hosts;

namespace VpcSim.Scenarios.Simulations;

/// <summary>What a simulation begins with: a design, and what no template can say.</summary>
/// <param name="Design">The design, as it is written or completed.</param>
public sealed record World(Design Design)
{
    /// <summary>How the design is completed.</summary>
    public ProvisionOptions Provisioning { get; init; } = ProvisionOptions.Default;

    /// <summary>Hosts on the internet and on premises. Outside addresses that nobody declares answer nothing.</summary>
    public ImmutableArray<OutsideHost> OutsideHosts { get; init; } = [];

    /// <summary>What runs on hosts, by any name of the host. A host that nothing runs on answers with RST and ICMP port unreachable.</summary>
    public ImmutableArray<(string Host, HostService Service)> Services { get; init; } = [];

    /// <summary>Links, by any name of the host, or <c>internet</c> for every host on the internet that has none of its own; all others are ideal.</summary>
    public ImmutableArray<(string Host, LinkOptions Link)> Links { get; init; } = [];

    /// <summary>Whether services, links and firewalls may be of hosts that there are not yet: instances that changes launch.</summary>
    public bool AwaitsHosts { get; init; }

    /// <summary>Firewalls on hosts, by any name of the host; the rules of one host in their order.</summary>
    public ImmutableArray<(string Host, FirewallRule Rule)> Firewalls { get; init; } = [];
}
