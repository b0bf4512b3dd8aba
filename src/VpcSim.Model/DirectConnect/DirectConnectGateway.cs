namespace VpcSim.Model.DirectConnect;

/// <summary>A Direct Connect gateway: joins virtual interfaces to virtual private or transit gateways. (Direct Connect guide)</summary>
public sealed record DirectConnectGateway
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public long AmazonSideAsn { get; init; } = Vpn.VpnGateway.DefaultAsn;
}
