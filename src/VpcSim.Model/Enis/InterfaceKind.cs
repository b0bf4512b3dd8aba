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

    /// <summary>Of AWS's type <c>interface</c>, made and owned by a service: an application load balancer, a database, a cache, a file system, a task.</summary>
    Service,

    /// <summary>The part of a regional NAT gateway in one zone: of AWS's type, and yet no interface that an account could see.</summary>
    RegionalNatGateway,
    Other,
}
