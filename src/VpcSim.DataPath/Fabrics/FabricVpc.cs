using VpcSim.Model.Addressing;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.Fabrics;

/// <summary>A VPC with its gateways resolved to their places in the design's lists; −1 where none is attached.</summary>
internal sealed class FabricVpc
{
    private readonly HashSet<IpAddress> _routers = [];
    private ulong _commonBits = ulong.MaxValue; // that all routers' addresses have, so that few others are looked for
    private ulong _anyBits; // that any of them has

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

    /// <summary>Whether an address is that of a subnet's router.</summary>
    public bool HasRouter(IpAddress address) => (address.Low & _commonBits) == _commonBits && (address.Low & ~_anyBits) == 0 && _routers.Contains(address);

    public void AddRouter(IpAddress address)
    {
        _routers.Add(address);
        _commonBits &= address.Low;
        _anyBits |= address.Low;
    }
}
