using System.Buffers.Binary;
using VpcSim.Wire;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Writing;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Links;

namespace VpcSim.Cli.Tests;

/// <summary>Makes captures as they are on the wire: those of Linux hosts lack the checksums that their network cards would fill in.</summary>
internal static class RightChecksums
{
    /// <summary>Writes the whole TCP, UDP and ICMP packets of a capture with right checksums, as pcapng.</summary>
    public static string Write(string capture, string path)
    {
        using CaptureReader reader = CaptureReader.Open(capture);
        using FileStream file = File.Create(path);
        var writer = new PcapngWriter(file, "test");
        writer.Describe(new WrittenInterface(LinkType.Ethernet, "eth0"));
        while (reader.TryRead(out CapturedFrame frame))
        {
            byte[] bytes = frame.Bytes.ToArray();
            if (bytes.Length == frame.OriginalLength && TrySum(bytes)) writer.Write(0, frame.TimeNs, bytes, bytes.Length, FrameDirection.Unknown, "");
        }
        return path;
    }

    private static bool TrySum(byte[] frame)
    {
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        PacketDecoder.Decode(LinkType.Ethernet, frame, frame.Length, ref header, ref quote, out _);
        if (header.Status != DecodeStatus.Decoded || header.Protocol is not (1 or 6 or 17 or 58)) return false;
        if ((header.Traits & (PacketTraits.FirstFragment | PacketTraits.LaterFragment)) != 0) return false;
        LinkPayload.TryFindPacket(LinkType.Ethernet, frame, out int at);
        Span<byte> ip = frame.AsSpan(at, header.Length);
        int headerLength = header.Version == 4 ? header.Ipv4HeaderLength : 40;
        if (header.Version == 6 && ip[6] != header.Protocol) return false; // extension headers
        Span<byte> message = ip[headerLength..];
        Span<byte> checksum = message.Slice(header.Protocol switch { 6 => 16, 17 => 6, _ => 2 }, sizeof(ushort));
        checksum.Clear();
        ushort right = header.Protocol == 1 ? InternetChecksum.Compute(message) : InternetChecksum.Compute(header.Source, header.Destination, header.Protocol, message);
        BinaryPrimitives.WriteUInt16BigEndian(checksum, right == 0 && header.Protocol == 17 ? ushort.MaxValue : right);
        return true;
    }
}
