using System.Buffers.Binary;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Writing;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>Captures of Ethernet frames with other bytes: from a network with other addresses, checksums mended, or with other checksums.</summary>
internal static class Altered
{
    private const int EthernetHeader = 14;

    /// <param name="capture">A capture of the repository.</param>
    /// <param name="changes">Blocks and the blocks of the same size that take their places, such as <c>10.0.0.0/16=172.16.0.0/16</c>; the first that fits counts.</param>
    /// <returns>A pcapng file.</returns>
    public static byte[] Of(string capture, params ReadOnlySpan<string> changes)
    {
        (Cidr From, Cidr To)[] blocks = [.. changes.ToArray().Select(change => change.Split('=')).Select(pair => (Cidr.Parse(pair[0]), Cidr.Parse(pair[1])))];
        return Changed(capture, bytes =>
        {
            Span<byte> ip = bytes.AsSpan(EthernetHeader);
            if (PacketRewriter.Read(ip, out PacketRewriter packet) != Undecodable.None) return;
            Change(packet, ip, blocks);
            if (packet.TryReadQuote(out PacketRewriter quote)) Change(quote, ip[28..], blocks);
        });
    }

    /// <summary>The capture with one and the same checksum in each TCP and UDP header without extension headers or options before it.</summary>
    /// <returns>A pcapng file.</returns>
    public static byte[] WithTransportChecksums(string capture, ushort checksum) => Changed(capture, bytes =>
    {
        Span<byte> ip = bytes.AsSpan(EthernetHeader);
        int at = ip[0] switch { 0x45 => 20, >= 0x60 and <= 0x6F => 40, _ => ip.Length };
        byte protocol = at == 20 ? ip[9] : ip[6];
        if (at >= ip.Length || (at == 20 && (BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x1FFF) != 0) || protocol is not (6 or 17)) return;
        BinaryPrimitives.WriteUInt16BigEndian(ip[(at + (protocol == 6 ? 16 : 6))..], checksum);
    });

    private static byte[] Changed(string capture, Action<byte[]> change)
    {
        using CaptureReader reader = CaptureReader.Open(Repository.Capture(capture));
        using var file = new MemoryStream();
        var writer = new PcapngWriter(file, "VpcSim tests");
        int on = writer.Describe(new WrittenInterface(LinkType.Ethernet, "eth0"));
        while (reader.TryRead(out CapturedFrame frame))
        {
            byte[] bytes = frame.Bytes.ToArray();
            change(bytes);
            writer.Write(on, frame.TimeNs, bytes, frame.OriginalLength, FrameDirection.Unknown, "");
        }
        return file.ToArray();
    }

    private static void Change(PacketRewriter packet, ReadOnlySpan<byte> bytes, (Cidr From, Cidr To)[] blocks)
    {
        bool ipv4 = bytes[0] >> 4 == 4;
        packet.SetSource(Readdress(ipv4 ? V4(bytes[12..]) : WireAddress.FromIPv6(bytes[8..]), blocks));
        packet.SetDestination(Readdress(ipv4 ? V4(bytes[16..]) : WireAddress.FromIPv6(bytes[24..]), blocks));
    }

    private static WireAddress V4(ReadOnlySpan<byte> bytes) => IpAddress.FromIPv4(bytes[0], bytes[1], bytes[2], bytes[3]).ToWireAddress();

    private static WireAddress Readdress(WireAddress wire, (Cidr From, Cidr To)[] blocks)
    {
        IpAddress address = wire.ToIpAddress();
        foreach ((Cidr from, Cidr to) in blocks)
            if (from.Contains(address)) return to.WithHostBitsOf(address).ToWireAddress();
        return wire;
    }
}
