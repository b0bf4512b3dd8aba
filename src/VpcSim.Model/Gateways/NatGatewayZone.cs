using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Gateways;

/// <summary>A zone in which a regional NAT gateway translates, and what addresses it has there. (EC2 API, AvailabilityZoneAddress and NatGatewayAddress)</summary>
/// <param name="AvailabilityZone">Such as <c>us-east-1a</c>.</param>
public sealed record NatGatewayZone(string AvailabilityZone)
{
    /// <summary>Elastic IPs of the design, at most 32; empty where AWS gives addresses of its own.</summary>
    public ImmutableArray<string> AllocationIds { get; init; } = [];

    /// <summary>Addresses that AWS has given, as the output of a running gateway tells them.</summary>
    public ImmutableArray<IpAddress> PublicAddresses { get; init; } = [];
}
