namespace VpcSim.Model.Vpn;

/// <summary>A virtual private gateway (VGW): five a region, attached to one VPC at a time. (Site-to-Site VPN guide)</summary>
public sealed record VpnGateway
{
    public required string Name { get; init; }

    /// <summary><c>vgw-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Null while detached.</summary>
    public string? VpcId { get; init; }

    public long AmazonSideAsn { get; init; } = 64512;
}
