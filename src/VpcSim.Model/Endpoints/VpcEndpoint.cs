using System.Collections.Immutable;

namespace VpcSim.Model.Endpoints;

/// <summary>A VPC endpoint. (AWS PrivateLink guide)</summary>
public sealed record VpcEndpoint
{
    public required string Name { get; init; }

    /// <summary><c>vpce-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    public required EndpointType Type { get; init; }

    /// <summary>Such as <c>com.amazonaws.us-east-1.s3</c>.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Gateway endpoints: the tables that receive the routes.</summary>
    public ImmutableArray<string> RouteTableIds { get; init; } = [];

    /// <summary>Interface endpoints: the subnets that receive an interface, one per availability zone.</summary>
    public ImmutableArray<string> SubnetIds { get; init; } = [];

    /// <summary>Interface endpoints: the groups of the interfaces; empty stands for the VPC's default group.</summary>
    public ImmutableArray<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Whether the service's public name resolves to the endpoint's addresses in the whole VPC.</summary>
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>The endpoint policy as JSON; null for AWS's default, full access. The service judges by it, the network never does.</summary>
    public string? PolicyDocument { get; init; }

    public EndpointAddressType AddressType { get; init; } = EndpointAddressType.Ipv4;

    /// <summary>Characters of the policy's JSON text; 0 for none, which allows everything. The service judges it, no packet is dropped for it.</summary>
    public int PolicyLength { get; init; }

    /// <summary>Interface endpoints: their interfaces, filled by provisioning when the design does not hold them.</summary>
    public ImmutableArray<string> NetworkInterfaceIds { get; init; } = [];

    /// <summary>Whether it has been deleted under way: it keeps its place in the list, and nothing leads to it.</summary>
    public bool IsDeleted { get; init; }
}
