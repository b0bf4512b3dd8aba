using System.Collections.Immutable;

namespace VpcSim.Cli.Drawings;

/// <param name="Id">Its AWS id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Subtitle">Its blocks.</param>
/// <param name="Subnets">By zone.</param>
/// <param name="Gateways">What stands at its edge.</param>
internal sealed record DrawnVpc(string Id, string Title, string Subtitle, ImmutableArray<DrawnSubnet> Subnets, ImmutableArray<DrawnNode> Gateways);
