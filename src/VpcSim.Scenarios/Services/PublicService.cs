using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Services;

/// <summary>An AWS service of a region at its public address.</summary>
/// <param name="Code">As endpoints name it: <c>s3</c>, <c>ecr.api</c>.</param>
/// <param name="Domain">Its public name, such as <c>s3.us-east-1.amazonaws.com</c>; names below it are its own too.</param>
/// <param name="Addresses">Its addresses: IPv4, and IPv6 where it has one.</param>
internal sealed record PublicService(string Code, string Domain, ImmutableArray<IpAddress> Addresses);
