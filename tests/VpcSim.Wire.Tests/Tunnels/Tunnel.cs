namespace VpcSim.Wire.Tests.Tunnels;

/// <summary>Headers of tunnels as the RFCs draw them, around a payload.</summary>
internal static class Tunnel
{
    public static readonly byte[] Packet = Bytes.Ipv4(6, Bytes.Tcp(payload: new byte[30]));
    public static readonly byte[] Packet6 = Bytes.Ipv6(17, Bytes.Udp(new byte[20]));
    public static readonly byte[] Frame = Bytes.Ethernet(0x0800, Packet);

    public static byte[] Vxlan(uint vni, byte[] frame, byte flags = 0x08) => Udp(4789, Bytes.Join([flags, 0, 0, 0], Bytes.Be32(vni << 8), frame));

    public static byte[] Geneve(uint vni, int type, byte[] payload, byte[]? options = null, byte first = 0, byte second = 0)
    {
        options ??= [];
        return Udp(6081, Bytes.Join([(byte)(first | (options.Length / 4)), second], Bytes.Be16(type), Bytes.Be32(vni << 8), options, payload));
    }

    public static byte[] Gre(int type, byte[] payload, int flags = 0, uint? key = null, uint? sequence = null, bool checksum = false) => Bytes.Ipv4(
        47,
        Bytes.Join(
            Bytes.Be16(flags | (checksum ? 0x8000 : 0) | (key is null ? 0 : 0x2000) | (sequence is null ? 0 : 0x1000)),
            Bytes.Be16(type),
            checksum ? [0xAB, 0xCD, 0, 0] : [],
            key is { } k ? Bytes.Be32(k) : [],
            sequence is { } s ? Bytes.Be32(s) : [],
            payload));

    public static byte[] Erspan2(int session, byte[] frame, int version = 1) =>
        Gre(0x88BE, Bytes.Join(Bytes.Be16((version << 12) | 100), Bytes.Be16(session), [0, 0, 0, 5], frame), sequence: 9);

    public static byte[] Erspan3(int session, byte[] payload, int frameType = 0, bool platform = false, int version = 2, uint? sequence = 9) => Gre(
        0x22EB,
        Bytes.Join(
            Bytes.Be16((version << 12) | 100), Bytes.Be16(session), Bytes.Be32(123456), Bytes.Be16(0), Bytes.Be16((frameType << 10) | (platform ? 1 : 0)),
            platform ? new byte[8] : [], payload),
        sequence: sequence);

    public static byte[] Udp(int port, byte[] payload) => Bytes.Ipv4(17, Bytes.Udp(payload, to: port));
}
