namespace VpcSim.Model.Vpn;

/// <summary>A virtual private gateway (VGW): five a region, attached to one VPC at a time. (Site-to-Site VPN guide)</summary>
public sealed record VpnGateway
{
    /// <summary>Amazon's ASN where the design gives none. (Site-to-Site VPN guide, "How AWS Site-to-Site VPN works")</summary>
    public const long DefaultAsn = 64512;

    public required string Name { get; init; }

    /// <summary><c>vgw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Null while detached.</summary>
    public string? VpcId { get; init; }

    public long AmazonSideAsn { get; init; } = DefaultAsn;
}
