using VpcSim.Model.Addressing;

namespace VpcSim.TestSupport.Packets;

/// <summary>UDP datagrams.</summary>
public static class Udp
{
    public static Packet Datagram(string from, string to, ushort port, ushort sourcePort = 40000, int payload = 32) =>
        Ip.WithPorts(from, to, IpProtocol.Udp, sourcePort, port, transportHeader: 8, payload);
}
