namespace VpcSim.DataPath.Trace;

/// <summary>The kinds of component that can decide about a packet. An index beside it is the place in the design's list of that kind.</summary>
public enum ComponentKind : byte
{
    None,
    NetworkInterface,
    NetworkAcl,
    RouteTable,
    Vpc,
    InternetGateway,
    EgressOnlyInternetGateway,
    NatGateway,
    VpnGateway,
    PeeringConnection,
    VpcEndpoint,

    /// <summary>A target that the design names and VpcSim does not model (carrier gateway, core network, …); the index is a route's.</summary>
    OtherGateway,

    /// <summary>A service of the VPC itself; the index is a <see cref="Services.VpcService"/>.</summary>
    VpcService,

    TransitGateway,
    TransitGatewayAttachment,
    TransitGatewayRouteTable,
}
