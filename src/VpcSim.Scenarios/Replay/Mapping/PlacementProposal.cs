using System.Collections.Immutable;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>Where captured hosts may stand in a design (<c>--map-auto</c>).</summary>
/// <param name="Placements">Hosts that stand for an interface, in the order of their addresses; as mappings they give the same replay again.</param>
/// <param name="Remaining">Private addresses that stay as they are, though the design does not hold them.</param>
/// <param name="OwnHosts">Names of the design's interfaces whose own addresses are in the captures.</param>
public sealed record PlacementProposal(
    ImmutableArray<ProposedPlacement> Placements, ImmutableArray<RemainingHost> Remaining, ImmutableArray<string> OwnHosts);
