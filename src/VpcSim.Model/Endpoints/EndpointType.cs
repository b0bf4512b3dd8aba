namespace VpcSim.Model.Endpoints;

/// <summary>The kinds of VPC endpoint. (EC2 API, VpcEndpointType)</summary>
public enum EndpointType
{
    Gateway,
    Interface,
    GatewayLoadBalancer,
    Resource,
    ServiceNetwork,
}
