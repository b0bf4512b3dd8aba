using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Packets;

/// <summary>ICMP and, between IPv6 addresses, ICMPv6 messages. Errors come from <see cref="Packet.ErrorFrom"/>.</summary>
public static class Icmp
{
    /// <summary>An echo request of 84 bytes, as ping sends it.</summary>
    public static Packet Echo(string from, string to, ushort identifier = 1, ushort sequence = 1, byte code = 0)
    {
        bool ipv4 = IpAddress.Parse(from).IsIPv4;
        PacketHeader header = Message(from, to, (byte)(ipv4 ? 8 : 128), code).Header;
        header.IcmpIdentifier = identifier;
        header.IcmpSequence = sequence;
        header.Traits |= PacketTraits.EchoRequest;
        return new Packet(header);
    }

    /// <summary>An echo reply, whether or not anybody asked.</summary>
    public static Packet EchoReply(string from, string to, ushort identifier = 1)
    {
        PacketHeader header = Message(from, to, (byte)(IpAddress.Parse(from).IsIPv4 ? 0 : 129), 0).Header;
        header.IcmpIdentifier = identifier;
        return new Packet(header);
    }

    /// <summary>A message of any type.</summary>
    public static Packet Message(string from, string to, byte type, byte code)
    {
        bool ipv4 = IpAddress.Parse(from).IsIPv4;
        PacketHeader header = Ip.Of(from, to, ipv4 ? IpProtocol.Icmp : IpProtocol.IcmpV6).Header;
        header.IcmpType = type;
        header.IcmpCode = code;
        return new Packet(header);
    }
}
