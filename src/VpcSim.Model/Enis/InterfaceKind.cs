namespace VpcSim.Model.Enis;

/// <summary>What an interface is for. (EC2 API, NetworkInterfaceType)</summary>
public enum InterfaceKind
{
    Interface,
    NatGateway,
    VpcEndpoint,
    TransitGateway,
    NetworkLoadBalancer,
    GatewayLoadBalancer,
    GatewayLoadBalancerEndpoint,
    Lambda,
    Other,
}
