using System.Buffers.Binary;
using VpcSim.Wire.Checksums;

namespace VpcSim.Wire.Tests.Rewriting;

/// <summary>Packets with right checksums, computed over the whole: what a rewritten packet is held against.</summary>
internal static class Summed
{
    private const int Ipv6HeaderLength = 40;

    /// <summary>Writes the checksums of a packet whose transport begins at a place.</summary>
    public static byte[] Packet(byte[] packet, int transportAt, byte protocol)
    {
        byte[] summed = [.. packet];
        if (IsVersion4(summed))
        {
            Put(summed, 10, 0);
            Put(summed, 10, InternetChecksum.Compute(summed.AsSpan(0, HeaderLength(summed))));
        }

        int at = transportAt + ChecksumAt(protocol);
        Put(summed, at, 0);
        ushort checksum = InternetChecksum.Finish(SumOfTransport(summed, transportAt, protocol));
        Put(summed, at, checksum == 0 && protocol is 17 or 136 ? ushort.MaxValue : checksum);
        return summed;
    }

    public static byte[] V4(byte protocol, byte[] payload, byte[]? options = null, int fragment = 0x4000) =>
        Packet(Bytes.Ipv4(protocol, payload, options: options, fragment: fragment), 20 + (options?.Length ?? 0), protocol);

    public static byte[] V6(byte protocol, byte[] payload) => Packet(Bytes.Ipv6(protocol, payload), Ipv6HeaderLength, protocol);

    /// <summary>An IPv6 packet with one extension header.</summary>
    public static byte[] V6Behind(byte extension, byte protocol, byte[] payload) =>
        Packet(Bytes.Ipv6(extension, Bytes.Join([protocol, 0, .. new byte[6]], payload)), Ipv6HeaderLength + 8, protocol);

    /// <summary>An ICMP error about a packet.</summary>
    public static byte[] ErrorAbout(byte[] quoted) => IsVersion4(quoted)
        ? V4(1, Bytes.Icmp(3, 3, body: quoted))
        : V6(58, Bytes.Icmp(1, 4, body: quoted));

    public static int ChecksumAt(byte protocol) => protocol switch { 6 => 16, 17 or 33 or 136 => 6, _ => 2 };

    public static ushort Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    public static void Put(byte[] bytes, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)value);

    private static bool IsVersion4(byte[] packet) => packet[0] >> 4 == 4;

    private static int HeaderLength(byte[] packet) => (packet[0] & 15) * 4;

    private static ulong SumOfTransport(byte[] packet, int at, byte protocol)
    {
        ReadOnlySpan<byte> message = packet.AsSpan(at);
        ulong sum = InternetChecksum.Sum(message);
        if (protocol == 1)
        {
            return sum;
        }

        (int source, int destination, int length) = IsVersion4(packet) ? (12, 16, 4) : (8, 24, 16);
        return sum + InternetChecksum.SumOfPseudoHeader(
            Bytes.Address(packet[source..(source + length)]), Bytes.Address(packet[destination..(destination + length)]), protocol, message.Length);
    }
}
