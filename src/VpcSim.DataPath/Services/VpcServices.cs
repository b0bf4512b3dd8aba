using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Services;

/// <summary>Tells traffic of the VPC's own services, which no group or ACL filters and no flow log shows, from all other.</summary>
/// <remarks>By the service's address, never by port alone: one's own DNS server is logged. (VPC guide, "Flow log limitations")</remarks>
internal static class VpcServices
{
    private const uint LinkLocal = 0xA9FE_0000;
    private const uint Dns = 0xA9FE_A9FD, Metadata = 0xA9FE_A9FE, Time = 0xA9FE_A97B, LicensingA = 0xA9FE_A9FA, LicensingB = 0xA9FE_A9FB;
    private const uint EcsMetadata = 0xA9FE_AA02;
    private const ulong Ec2IPv6 = 0xFD00_0EC2_0000_0000;
    private static readonly IpAddress RouterIPv6 = new(0xFE80_0EC2_0000_0000, 1);

    /// <summary>Whether a packet belongs to a service, and to which.</summary>
    /// <param name="fabric">The design.</param>
    /// <param name="vpc">The VPC of the interface at the other end.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="toService">True when the packet goes to the service, false when it comes from it.</param>
    /// <param name="service">The service.</param>
    [MethodImpl(Hot.Path)]
    public static bool TryFind(Fabric fabric, int vpc, in Passage packet, bool toService, out VpcService service)
    {
        service = default;
        IpAddress serviceSide = toService ? packet.Destination : packet.Source;
        ushort servicePort = toService ? packet.DestinationPort : packet.SourcePort;
        ushort clientPort = toService ? packet.SourcePort : packet.DestinationPort;
        if (packet.Protocol == 17 && packet.PortsKnown && IsDhcp(fabric, vpc, serviceSide, servicePort, clientPort)) return Is(VpcService.Dhcp, out service);
        if (packet.IsIPv6) return TryFindIPv6(fabric, vpc, in packet, serviceSide, out service);
        uint address = serviceSide.IPv4Bits;
        if ((address & 0xFFFF_0000) == LinkLocal)
        {
            return address switch
            {
                Dns => Is(VpcService.AmazonDns, out service),
                Metadata => Is(VpcService.InstanceMetadata, out service),
                Time => Is(VpcService.AmazonTimeSync, out service),
                LicensingA or LicensingB => Is(VpcService.WindowsLicensing, out service),
                EcsMetadata => Is(VpcService.EcsTaskMetadata, out service),
                _ => false,
            };
        }
        if (vpc < 0) return false;
        if (serviceSide == fabric.Vpcs[vpc].DnsAddress && IsDns(in packet, servicePort)) return Is(VpcService.AmazonDns, out service);
        return fabric.Vpcs[vpc].HasRouter(serviceSide) && Is(VpcService.Router, out service);
    }

    private static bool TryFindIPv6(Fabric fabric, int vpc, in Passage packet, IpAddress serviceSide, out VpcService service)
    {
        service = default;
        if (serviceSide.High == Ec2IPv6 && serviceSide.Low >> 16 == 0)
        {
            return serviceSide.Low switch
            {
                0x253 => Is(VpcService.AmazonDns, out service),
                0x254 => Is(VpcService.InstanceMetadata, out service),
                0x123 => Is(VpcService.AmazonTimeSync, out service),
                0x250 or 0x251 => Is(VpcService.WindowsLicensing, out service),
                _ => false,
            };
        }
        // Neighbour discovery and multicast listener reports concern the router alone; like ARP they are not logged.
        if (packet.Protocol == 58 && packet.IcmpType is (>= 130 and <= 137) or 143) return Is(VpcService.Router, out service);
        return (serviceSide == RouterIPv6 || (vpc >= 0 && fabric.Vpcs[vpc].HasRouter(serviceSide))) && Is(VpcService.Router, out service);
    }

    private static bool Is(VpcService found, out VpcService service)
    {
        service = found;
        return true;
    }

    private static bool IsDns(in Passage packet, ushort servicePort) =>
        packet.Quotes ? packet.Quote.SourcePort == 53 || packet.Quote.DestinationPort == 53
            : packet.IsLaterFragment || (packet.Protocol is 6 or 17 && servicePort == 53);

    // DHCP is spoken with the router, link-local and broadcast addresses; another host's DHCP server is no service of the VPC.
    private static bool IsDhcp(Fabric fabric, int vpc, IpAddress serviceSide, ushort servicePort, ushort clientPort)
    {
        bool dhcp = (servicePort == 67 && clientPort == 68) || (servicePort == 547 && clientPort == 546);
        if (!dhcp || vpc < 0) return dhcp;
        bool near = IsOfLink(serviceSide) || fabric.Vpcs[vpc].Noun.Contains(serviceSide);
        return near && fabric.FindInterface(vpc, serviceSide) < 0;
    }

    // Broadcast, link-local and multicast addresses, which no router forwards.
    private static bool IsOfLink(IpAddress address)
    {
        uint ipv4 = address.IPv4Bits;
        if (address.IsIPv4) return ipv4 == uint.MaxValue || (ipv4 & 0xFFFF_0000) == LinkLocal;
        return address.High >> 54 == 0xFE80 >> 6 || address.High >> 56 == 0xFF;
    }
}
