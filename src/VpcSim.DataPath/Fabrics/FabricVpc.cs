using VpcSim.Model.Addressing;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A VPC with its gateways resolved to their places in the design's lists; −1 where none is attached.</summary>
internal sealed class FabricVpc
{
    public FabricVpc(Vpc noun)
    {
        Noun = noun;
        DnsAddress = noun.CidrBlock.Network + 2;
    }

    public Vpc Noun { get; }

    public int InternetGateway { get; set; } = -1;

    public int EgressOnlyInternetGateway { get; set; } = -1;

    public int VpnGateway { get; set; } = -1;

    /// <summary>The route table associated with the internet gateway; −1 for none.</summary>
    public int InternetGatewayTable { get; set; } = -1;

    /// <summary>The route table associated with the virtual private gateway; −1 for none.</summary>
    public int VpnGatewayTable { get; set; } = -1;

    /// <summary>The Amazon DNS server: base of the primary block plus two. (VPC guide, "Amazon DNS server")</summary>
    public IpAddress DnsAddress { get; }

    /// <summary>Addresses of the subnets' routers.</summary>
    public HashSet<IpAddress> Routers { get; } = [];
}
