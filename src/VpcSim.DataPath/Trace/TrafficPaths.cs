namespace VpcSim.DataPath.Trace;

/// <summary>Values of <c>traffic-path</c>, and two of our own that tell what AWS's do not. (VPC guide, "Flow log records")</summary>
public static class TrafficPaths
{
    /// <summary>Through another resource of the VPC.</summary>
    public const byte SameVpc = 1;

    /// <summary>An internet gateway or a gateway endpoint, from an instance that is not on Nitro.</summary>
    public const byte AnyGateway = 2;

    public const byte VpnGateway = 3;

    public const byte IntraRegionPeering = 4;

    public const byte InterRegionPeering = 5;

    public const byte LocalGateway = 6;

    /// <summary>A gateway endpoint, from an instance on Nitro.</summary>
    public const byte GatewayEndpoint = 7;

    /// <summary>An internet gateway, from an instance on Nitro.</summary>
    public const byte InternetGateway = 8;

    /// <summary>A gateway endpoint, from an instance that is not on Nitro: AWS shows <see cref="AnyGateway"/>.</summary>
    public const byte GatewayEndpointBeforeNitro = 9;

    /// <summary>Whether the other end is behind a gateway endpoint. Of what arrives, too.</summary>
    public static bool IsGatewayEndpoint(byte path) => path is GatewayEndpoint or GatewayEndpointBeforeNitro;

    /// <summary>What AWS shows of a departure: 1 to 8, or 0 for nothing.</summary>
    public static byte Shown(byte path) => path == GatewayEndpointBeforeNitro ? AnyGateway : path;
}
