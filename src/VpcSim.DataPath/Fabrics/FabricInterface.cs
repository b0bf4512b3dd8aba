using VpcSim.DataPath.SecurityGroups;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Fabrics;

/// <summary>An interface with all that the stages ask of it resolved to indexes.</summary>
internal sealed class FabricInterface
{
    public required NetworkInterface Noun { get; init; }

    /// <summary>Its place in the design's list.</summary>
    public required int Index { get; init; }

    /// <summary>What <see cref="Noun"/> says, here because every walk asks for it.</summary>
    public required InterfaceKind Kind { get; init; }

    /// <inheritdoc cref="Kind"/>
    public required bool ChecksSourceAndDestination { get; init; }

    public required int Subnet { get; init; }

    public required int Vpc { get; init; }

    /// <summary>The primary private IPv4 address, or null on an IPv6-only interface.</summary>
    public required IpAddress? PrimaryIPv4 { get; init; }

    /// <summary>Private IPv4 and IPv6 addresses.</summary>
    public required IpAddress[] Addresses { get; init; }

    /// <summary>Those of IPv4, the primary one first.</summary>
    public ReadOnlySpan<IpAddress> PrivateIPv4 => Addresses.AsSpan(0, Noun.PrivateAddresses.Length);

    /// <summary>The public address of each of <see cref="Addresses"/>; null where it has none.</summary>
    public required IpAddress?[] PublicAddresses { get; init; }

    /// <summary>Blocks delegated to the interface, IPv4 and IPv6.</summary>
    public required Cidr[] Prefixes { get; init; }

    /// <summary>Null where no security group guards the interface (NAT gateways, transit gateways).</summary>
    public required GroupPolicy? Ingress { get; init; }

    public required GroupPolicy? Egress { get; init; }

    public required TrackingTimeouts Timeouts { get; init; }

    /// <summary>The place of its instance in the design, or −1.</summary>
    public required int Instance { get; init; }

    /// <summary>How many connections its instance may track at all its interfaces together; 0 for any number.</summary>
    public required int TrackingAllowance { get; init; }

    /// <summary>Whether it is on the Nitro System, where AWS tells internet gateway and gateway endpoint apart in <c>traffic-path</c>.</summary>
    public required bool IsNitro { get; init; }

    /// <summary>How its instance's metadata service answers.</summary>
    public required MetadataOptions Metadata { get; init; }

    /// <summary>Addresses to which copies of its traffic go.</summary>
    public IpAddress[] MirrorTargets { get; set; } = [];

    /// <summary>Whether some of what it sends is shown by no flow log: an endpoint's, a Network Load Balancer's or a mirrored interface.</summary>
    public bool HasUnloggedTraffic => Endpoint >= 0 || MirrorTargets.Length > 0 || Kind == InterfaceKind.NetworkLoadBalancer;

    /// <summary>The NAT gateway that owns it, or −1.</summary>
    public int NatGateway { get; set; } = -1;

    /// <summary>By what the bindings of a NAT gateway's interface are told from others': the gateway's place, or a number beyond for a regional one's in a zone. Lasts as the design changes.</summary>
    public int NatBindings { get; set; } = -1;

    /// <summary>The interface endpoint that owns it, or −1.</summary>
    public int Endpoint { get; set; } = -1;

    /// <summary>The transit gateway attachment that owns it, or −1.</summary>
    public int TransitAttachment { get; set; } = -1;

    public bool Owns(IpAddress address) => PlaceOf(address) >= 0 || OwnsByPrefix(address);

    /// <summary>Whether the interface is reachable from the internet: by a public IPv4 address, or by IPv6.</summary>
    public bool HasPublicAddress(bool ipv6) => ipv6 ? !Noun.Ipv6Addresses.IsEmpty : Array.Exists(PublicAddresses, static address => address is not null);

    /// <summary>The public address that the internet gateway gives to a private one, or null.</summary>
    public IpAddress? PublicOf(IpAddress privateAddress)
    {
        int at = PlaceOf(privateAddress);
        return at < 0 ? null : PublicAddresses[at];
    }

    private int PlaceOf(IpAddress address)
    {
        IpAddress[] addresses = Addresses;
        for (int i = 0; i < addresses.Length; i++)
            if (addresses[i] == address) return i;
        return -1;
    }

    private bool OwnsByPrefix(IpAddress address)
    {
        foreach (Cidr block in Prefixes)
            if (block.Contains(address)) return true;
        return false;
    }
}
