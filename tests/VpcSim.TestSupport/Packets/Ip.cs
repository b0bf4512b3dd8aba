using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Packets;

/// <summary>Packets of any protocol.</summary>
public static class Ip
{
    /// <param name="from">Source address, IPv4 or IPv6.</param>
    /// <param name="to">Destination address of the same family.</param>
    /// <param name="protocol">IANA number.</param>
    public static Packet Of(string from, string to, int protocol)
    {
        IpAddress source = IpAddress.Parse(from);
        int header = source.IsIPv4 ? 20 : 40;
        return new Packet(new PacketHeader
        {
            Status = DecodeStatus.Decoded,
            Version = (byte)(source.IsIPv4 ? 4 : 6),
            Source = source.ToWireAddress(),
            Destination = IpAddress.Parse(to).ToWireAddress(),
            Protocol = (byte)protocol,
            Ttl = 64,
            Length = header + 64,
            HeaderLength = header,
            Ipv4HeaderLength = (byte)(source.IsIPv4 ? header : 0),
            Traits = source.IsIPv4 ? PacketTraits.None : PacketTraits.DontFragment,
        });
    }

    internal static Packet WithPorts(string from, string to, int protocol, ushort sourcePort, ushort destinationPort, int transportHeader, int payload)
    {
        PacketHeader header = Of(from, to, protocol).Header;
        header.SourcePort = sourcePort;
        header.DestinationPort = destinationPort;
        header.HeaderLength += transportHeader;
        header.Length = header.HeaderLength + payload;
        header.Traits |= PacketTraits.HasPorts;
        return new Packet(header);
    }
}
