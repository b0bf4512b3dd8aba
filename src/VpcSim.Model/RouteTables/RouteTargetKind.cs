namespace VpcSim.Model.RouteTables;

/// <summary>What a route leads to. (VPC guide, "Example routing options")</summary>
public enum RouteTargetKind
{
    Local,
    InternetGateway,
    EgressOnlyInternetGateway,
    NatGateway,
    NetworkInterface,
    VpnGateway,
    VpcPeeringConnection,
    GatewayEndpoint,
    GatewayLoadBalancerEndpoint,
    TransitGateway,
    LocalGateway,
    CarrierGateway,
    CoreNetwork,
}
