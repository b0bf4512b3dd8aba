using VpcSim.Model.Addressing;
using VpcSim.Model.Gateways;
using VpcSim.Model.Subnets;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A subnet with its network ACL, route table and reserved addresses resolved; or, behind those of the design, the place of a regional NAT gateway in a zone.</summary>
internal sealed class FabricSubnet
{
    /// <summary>The design's subnet; without blocks for the place of a regional NAT gateway.</summary>
    public required Subnet Noun { get; init; }

    public required int Vpc { get; init; }

    /// <summary>The place of its network ACL; −1 for a regional NAT gateway, which has none.</summary>
    public required int Acl { get; init; }

    public required int RouteTable { get; init; }

    /// <summary>What VPC Block Public Access leaves of the internet, exclusions counted in.</summary>
    public required BlockPublicAccessMode PublicAccessBlock { get; init; }
    /// <summary>A number of its zone, the same for all subnets there.</summary>
    public required int Zone { get; init; }

    /// <summary>Base plus one: the VPC router. (VPC guide, "Subnet CIDR blocks")</summary>
    public IpAddress? RouterIPv4 => Noun.CidrBlock is { } block ? block.Network + 1 : null;

    /// <summary>The router's address <c>::1</c>.</summary>
    public IpAddress? RouterIPv6 => Noun.Ipv6CidrBlock is { } block ? block.Network + 1 : null;
}
