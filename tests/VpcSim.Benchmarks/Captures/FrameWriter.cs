using static System.Buffers.Binary.BinaryPrimitives;

namespace VpcSim.Benchmarks.Captures;

/// <summary>
/// Writes planned packets as Ethernet frames with IPv4 and the right checksums (RFC 791, 792, 768, 9293). Payload is zero bytes,
/// which no checksum notices. Keeps count of every conversation's sequence numbers.
/// </summary>
public sealed class FrameWriter(IReadOnlyList<Conversation> conversations)
{
    public const int LongestFrame = 1514;

    private const int ShortestFrame = 60;
    private const int EthernetLength = 14;
    private const int IpLength = 20;
    private const int TcpLength = 20;
    private const int UdpLength = 8; // an ICMP echo header has as many

    // Two for each conversation: bytes sent for TCP, echoes sent for ICMP.
    private readonly uint[] _sent = new uint[conversations.Count * 2];
    private ushort _identification;

    /// <summary>Writes a frame to the start of <paramref name="frame"/> and gives its length in bytes.</summary>
    public int Write(in PlannedPacket packet, Span<byte> frame)
    {
        Conversation ends = conversations[packet.Conversation];
        int ipBytes = IpLength + (ends.Protocol == Conversation.Tcp ? TcpLength : UdpLength) + packet.Payload;
        int length = Math.Max(ShortestFrame, EthernetLength + ipBytes);
        frame[..length].Clear();

        WriteEthernet(frame, packet.Back);
        Span<byte> ip = frame.Slice(EthernetLength, ipBytes);
        WriteIp(ip, ends, packet.Back);
        Span<byte> transport = ip[IpLength..];
        switch (ends.Protocol)
        {
            case Conversation.Tcp:
                WriteTcp(transport, ends, packet);
                WriteUInt16BigEndian(transport[16..], Checksum(transport, PseudoHeader(ip)));
                break;
            case Conversation.Udp:
                WritePorts(transport, ends, packet.Back);
                WriteUInt16BigEndian(transport[4..], (ushort)transport.Length);
                WriteUInt16BigEndian(transport[6..], NonZero(Checksum(transport, PseudoHeader(ip))));
                break;
            default:
                WriteEcho(transport, ends, packet);
                WriteUInt16BigEndian(transport[2..], Checksum(transport, 0));
                break;
        }

        return length;
    }

    private static void WriteEthernet(Span<byte> frame, bool back)
    {
        frame[0] = frame[6] = 0x02; // locally administered
        frame[5] = (byte)(back ? 1 : 2);
        frame[11] = (byte)(back ? 2 : 1);
        WriteUInt16BigEndian(frame[12..], 0x0800);
    }

    private void WriteIp(Span<byte> ip, Conversation ends, bool back)
    {
        ip[0] = 0x45;
        WriteUInt16BigEndian(ip[2..], (ushort)ip.Length);
        WriteUInt16BigEndian(ip[4..], _identification++);
        ip[6] = 0x40; // do not fragment
        ip[8] = 64;
        ip[9] = ends.Protocol;
        WriteUInt32BigEndian(ip[12..], back ? ends.Destination : ends.Source);
        WriteUInt32BigEndian(ip[16..], back ? ends.Source : ends.Destination);
        WriteUInt16BigEndian(ip[10..], Checksum(ip[..IpLength], 0));
    }

    private void WriteTcp(Span<byte> tcp, Conversation ends, in PlannedPacket packet)
    {
        ref uint mine = ref _sent[(packet.Conversation * 2) + (packet.Back ? 1 : 0)];
        uint theirs = _sent[(packet.Conversation * 2) + (packet.Back ? 0 : 1)];
        WritePorts(tcp, ends, packet.Back);
        WriteUInt32BigEndian(tcp[4..], mine);
        if (packet.Flags.HasFlag(TcpFlags.Ack))
            WriteUInt32BigEndian(tcp[8..], theirs);
        tcp[12] = TcpLength / 4 << 4;
        tcp[13] = (byte)packet.Flags;
        WriteUInt16BigEndian(tcp[14..], 64_000);
        mine += packet.Payload + ((packet.Flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0 ? 1u : 0u);
    }

    private void WriteEcho(Span<byte> icmp, Conversation ends, in PlannedPacket packet)
    {
        const byte Request = 8;
        const byte Reply = 0;
        icmp[0] = packet.Back ? Reply : Request;
        WriteUInt16BigEndian(icmp[4..], ends.SourcePort);
        WriteUInt16BigEndian(icmp[6..], (ushort)_sent[(packet.Conversation * 2) + (packet.Back ? 1 : 0)]++);
    }

    private static void WritePorts(Span<byte> transport, Conversation ends, bool back)
    {
        WriteUInt16BigEndian(transport, back ? ends.DestinationPort : ends.SourcePort);
        WriteUInt16BigEndian(transport[2..], back ? ends.SourcePort : ends.DestinationPort);
    }

    private static uint PseudoHeader(ReadOnlySpan<byte> ip) => Sum(ip[12..20], 0) + ip[9] + (uint)(ip.Length - IpLength);

    private static ushort Checksum(ReadOnlySpan<byte> bytes, uint start)
    {
        uint sum = Sum(bytes, start);
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)~sum;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (; bytes.Length > 1; bytes = bytes[2..])
            sum += ReadUInt16BigEndian(bytes);
        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    private static ushort NonZero(ushort checksum) => checksum == 0 ? ushort.MaxValue : checksum;
}
