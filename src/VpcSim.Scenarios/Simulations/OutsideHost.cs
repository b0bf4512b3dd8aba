using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Simulations;

/// <summary>A host outside of every VPC.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">Its addresses, at most one of each family is used to speak first: the first one.</param>
public sealed record OutsideHost(string Name, ImmutableArray<IpAddress> Addresses)
{
    /// <summary>The VPN connection, virtual private gateway, Direct Connect gateway, virtual interface or transit gateway attachment that it lies behind, by name or id. Null where its
    /// address tells: on premises where a route leads there, else on the internet.</summary>
    public string? Behind { get; init; }
}
