using System.Collections.Immutable;

namespace VpcSim.Cli.Drawings;

/// <param name="Id">Its AWS id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Subtitle">Blocks, zone, route table and network ACL.</param>
/// <param name="IsPublic">Whether it has a route to an internet gateway.</param>
/// <param name="Hosts">Interfaces that only send and receive.</param>
/// <param name="Ports">What routes lead to: NAT gateways, appliances, inspection endpoints.</param>
internal sealed record DrawnSubnet(string Id, string Title, string Subtitle, bool IsPublic, ImmutableArray<DrawnNode> Hosts, ImmutableArray<DrawnNode> Ports);
