namespace VpcSim.Model.Endpoints;

/// <summary>The address families of an endpoint. (EC2 API, IpAddressType)</summary>
public enum EndpointAddressType
{
    Ipv4,
    Ipv6,
    Dualstack,
}
