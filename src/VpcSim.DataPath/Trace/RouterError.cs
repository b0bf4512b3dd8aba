using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Trace;

/// <summary>
/// An ICMP error with which the VPC router answers an interface: neither groups nor network ACLs filter it and no flow log shows it, as it comes
/// from the router's reserved address. (EC2 guide, "Network MTU for your EC2 instance"; VPC guide, "Flow log limitations")
/// </summary>
/// <param name="Interface">The place in the design of the interface that sent the packet and receives the error.</param>
/// <param name="From">The router's address in that interface's subnet: base plus one.</param>
/// <param name="To">The source of the packet in question.</param>
/// <param name="Type">ICMP 3 or 11, ICMPv6 2 or 3.</param>
/// <param name="Code">4 with ICMP type 3, else 0.</param>
/// <param name="Mtu">Bytes that the next link takes, where the packet was too big; else 0.</param>
public readonly record struct RouterError(int Interface, IpAddress From, IpAddress To, byte Type, byte Code, int Mtu)
{
    internal static RouterError? About(in PacketHeader packet, Fabric fabric, int networkInterface, DropReason reason, int mtu)
    {
        FabricSubnet subnet = fabric.Subnets[fabric.Interfaces[networkInterface].Subnet];
        bool ipv6 = packet.Version == 6, tooBig = reason == DropReason.PacketTooBig;
        if ((ipv6 ? subnet.RouterIPv6 : subnet.RouterIPv4) is not { } router) return null;
        (byte type, byte code) = (ipv6, tooBig) switch
        {
            (false, true) => ((byte)3, (byte)4),
            (false, false) => ((byte)11, (byte)0),
            (true, true) => ((byte)2, (byte)0),
            (true, false) => ((byte)3, (byte)0),
        };
        return new RouterError(networkInterface, router, packet.Source.ToIpAddress(), type, code, tooBig ? mtu : 0);
    }
}
