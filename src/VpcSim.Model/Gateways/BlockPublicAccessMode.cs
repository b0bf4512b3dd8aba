namespace VpcSim.Model.Gateways;

/// <summary>What VPC Block Public Access keeps from the internet. (EC2 API, "BlockPublicAccessStates")</summary>
public enum BlockPublicAccessMode
{
    /// <summary><c>off</c>.</summary>
    Off,

    /// <summary><c>block-bidirectional</c>: everything through internet gateways and egress-only internet gateways.</summary>
    BlockBidirectional,

    /// <summary><c>block-ingress</c>: everything but what passes NAT gateways and egress-only internet gateways, which let nobody in.</summary>
    BlockIngress,
}
