namespace VpcSim.Model.Vpn;

/// <summary>What AWS knows of the customer's device. (Site-to-Site VPN guide, "Customer gateway")</summary>
public sealed record CustomerGateway
{
    /// <summary>What AWS takes where the design gives no ASN. (EC2 API, CreateCustomerGateway)</summary>
    public const long DefaultAsn = 65000;

    public required string Name { get; init; }

    /// <summary><c>cgw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is, whose quotas it counts against; null for the design's region.</summary>
    public string? Region { get; init; }

    /// <summary>Whose it is; null for the design's account.</summary>
    public string? AccountId { get; init; }

    public string? IpAddress { get; init; }

    public long BgpAsn { get; init; } = DefaultAsn;
}
