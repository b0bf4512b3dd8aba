using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.TestSupport.Packets;

/// <summary>TCP segments. What a test does not state is a client's: source port 40000, no options.</summary>
public static class Tcp
{
    private const byte FinFlag = 1, SynFlag = 2, ResetFlag = 4, PushFlag = 8, AckFlag = 16;

    public static Packet Syn(string from, string to, ushort port, ushort sourcePort = 40000, ushort mss = 0)
    {
        PacketHeader header = Segment(from, to, port, sourcePort, SynFlag, 0).Header;
        header.Mss = mss;
        return new Packet(header);
    }

    public static Packet SynAck(string from, string to, ushort port, ushort sourcePort) => Segment(from, to, port, sourcePort, SynFlag | AckFlag, 0);

    public static Packet Data(string from, string to, ushort port, ushort sourcePort = 40000, int payload = 100) =>
        Segment(from, to, port, sourcePort, PushFlag | AckFlag, payload);

    public static Packet Fin(string from, string to, ushort port, ushort sourcePort = 40000) => Segment(from, to, port, sourcePort, FinFlag | AckFlag, 0);

    public static Packet Reset(string from, string to, ushort port, ushort sourcePort = 40000) => Segment(from, to, port, sourcePort, ResetFlag, 0);

    private static Packet Segment(string from, string to, ushort port, ushort sourcePort, byte flags, int payload) =>
        Ip.WithPorts(from, to, IpProtocol.Tcp, sourcePort, port, transportHeader: 20, payload).WithFlags(flags);
}
