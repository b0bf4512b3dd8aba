using VpcSim.Model.Addressing;

namespace VpcSim.Model.Gateways;

/// <summary>An Elastic IP address. (VPC guide, "Elastic IP addresses")</summary>
public sealed record ElasticIp
{
    public required string Name { get; init; }

    /// <summary><c>eipalloc-</c> and 17 hex digits.</summary>
    public required string AllocationId { get; init; }

    /// <summary>Where it is, whose quotas it counts against; null for the design's region.</summary>
    public string? Region { get; init; }

    /// <summary>Whose it is; null for the design's account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The default address as written stands for one that provisioning draws by name.</summary>
    public required IpAddress PublicAddress { get; init; }

    /// <summary>The interface that it is associated with (an instance stands for its primary one); else null.</summary>
    public string? NetworkInterfaceId { get; init; }

    /// <summary>The private address it maps to; null stands for the interface's primary one.</summary>
    public IpAddress? PrivateAddress { get; init; }
}
