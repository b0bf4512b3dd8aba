using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Files;

/// <summary>A host on the internet or on premises.</summary>
/// <param name="Name">What the scenario calls it.</param>
/// <param name="Addresses">At least one; at most one of each family.</param>
/// <param name="OnPremises">Whether it stands on premises.</param>
/// <param name="Behind">On premises: the connection or gateway of the design that leads to it; null where its address says so.</param>
public sealed record ScenarioHost(Placed Name, ImmutableArray<IpAddress> Addresses, bool OnPremises, Placed? Behind);
