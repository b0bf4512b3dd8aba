using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Expectations;

/// <summary>A set of hosts that a scenario names.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Interfaces">Interfaces of the design, by place.</param>
/// <param name="Outside">Addresses outside; where the set is a whole region of them, one of each kind that the design tells apart.</param>
internal sealed record HostSet(string Name, ImmutableArray<int> Interfaces, ImmutableArray<IpAddress> Outside)
{
    /// <summary>Whether an address outside belongs to it; null for those of <see cref="Outside"/> alone.</summary>
    public Predicate<IpAddress>? Region { get; init; }

    public bool IsEmpty => Interfaces.IsEmpty && Outside.IsEmpty;

    public bool Holds(IpAddress outside) => Region is null ? Outside.Contains(outside) : Region(outside);
}
