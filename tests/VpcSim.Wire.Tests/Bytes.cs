using System.Buffers.Binary;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Tests;

/// <summary>Packets written down: what a test does not name has an ordinary value.</summary>
internal static class Bytes
{
    public static readonly byte[] Client = [10, 0, 1, 10];
    public static readonly byte[] Server = [10, 0, 2, 20];
    public static readonly byte[] Client6 = [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    public static readonly byte[] Server6 = [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];

    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Be16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Be32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    public static byte[] Ethernet(int type, byte[] payload) =>
        Join([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2], Be16(type), payload);

    /// <summary>An IPv4 packet; <paramref name="totalLength"/> null for the right one.</summary>
    public static byte[] Ipv4(
        byte protocol, byte[] payload, int? totalLength = null, int id = 0x1234, int fragment = 0x4000, byte[]? options = null, byte ttl = 64)
    {
        options ??= [];
        int headerLength = 20 + options.Length;
        return Join(
            [(byte)(0x40 | (headerLength / 4)), 0],
            Be16(totalLength ?? headerLength + payload.Length),
            Be16(id),
            Be16(fragment),
            [ttl, protocol, 0, 0],
            Client,
            Server,
            options,
            payload);
    }

    public static byte[] Ipv6(byte nextHeader, byte[] payload, int? payloadLength = null, byte hopLimit = 64) =>
        Join([0x60, 0, 0, 0], Be16(payloadLength ?? payload.Length), [nextHeader, hopLimit], Client6, Server6, payload);

    public static byte[] Tcp(byte flags = 2, byte[]? options = null, byte[]? payload = null, int? dataOffset = null, int from = 50000, int to = 443)
    {
        options ??= [];
        return Join(
            Be16(from), Be16(to), Be32(1), Be32(0), [(byte)((dataOffset ?? (5 + (options.Length / 4))) << 4), flags], Be16(65535), [0, 0, 0, 0], options, payload ?? []);
    }

    public static byte[] Udp(byte[]? payload = null, int? length = null, int from = 50000, int to = 53) =>
        Join(Be16(from), Be16(to), Be16(length ?? 8 + (payload?.Length ?? 0)), [0, 0], payload ?? []);

    public static byte[] Icmp(byte type, byte code, int id = 0, int sequence = 0, byte[]? body = null) =>
        Join([type, code, 0, 0], Be16(id), Be16(sequence), body ?? []);

    public static WireAddress Address(byte[] bytes) => bytes.Length == 4
        ? new WireAddress(0, 0xFFFF_0000_0000UL | BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : new WireAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)));
}
