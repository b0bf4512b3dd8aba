using System.Collections.Immutable;
using VpcSim.Import.Documents;

namespace VpcSim.Scenarios.Files;

/// <summary>What is sent from some to others: never delivered, always delivered, or on which way.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Kind">Which of the three.</param>
/// <param name="From">Who sends.</param>
/// <param name="To">Who would receive.</param>
/// <param name="Protocol">IANA number; null for every protocol.</param>
/// <param name="Port">Destination port; null for every port.</param>
public sealed record TrafficExpectation(Place Place, TrafficRule Kind, ImmutableArray<Placed> From, ImmutableArray<Placed> To, byte? Protocol, ushort? Port)
    : ScenarioExpectation(Place)
{
    /// <summary>Whether it speaks of IPv4 or of IPv6; null for both.</summary>
    public bool? IPv4 { get; init; }

    public ImmutableArray<Placed> Via { get; init; } = [];

    public ImmutableArray<Placed> NotVia { get; init; } = [];
}
