namespace VpcSim.DataPath;

/// <summary>Where a packet enters the simulated network.</summary>
/// <param name="Kind">By an interface or by a gateway.</param>
/// <param name="Index">The interface's or gateway's place in the design's list of its kind; for the internet the VPC's.</param>
public readonly record struct EntryPoint(EntryKind Kind, int Index)
{
    public static EntryPoint Interface(int index) => new(EntryKind.Interface, index);

    /// <summary>From the internet towards a VPC: through its internet gateway, or for IPv6 the gateway that the destination's subnet uses.</summary>
    public static EntryPoint Internet(int vpc) => new(EntryKind.Internet, vpc);

    public static EntryPoint VpnGateway(int index) => new(EntryKind.VpnGateway, index);

    /// <summary>An AWS service's answer through a gateway endpoint.</summary>
    public static EntryPoint GatewayEndpoint(int index) => new(EntryKind.GatewayEndpoint, index);

    /// <summary>From a network that the design reaches by a gateway it does not model in detail (a transit gateway or peer VPC elsewhere) into a VPC.</summary>
    public static EntryPoint OtherNetwork(int vpc) => new(EntryKind.OtherNetwork, vpc);

    /// <summary>From outside the simulated network into a transit gateway, by an attachment of a VPN connection, a Direct Connect gateway or a peer elsewhere.</summary>
    public static EntryPoint TransitAttachment(int index) => new(EntryKind.TransitAttachment, index);
}
