using VpcSim.Wire;
using VpcSim.Wire.Answers;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Links;
using VpcSim.Wire.Rewriting;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Fuzz.Targets;

/// <summary>All that VpcSim does with the bytes of a packet.</summary>
internal static class Decoded
{
    private static readonly WireAddress _ipv4 = new(0, 0x0000_FFFF_0A00_010AUL), _ipv6 = new(0x2001_0DB8_0000_0000UL, 10);

    public static void Check(LinkType link, ReadOnlySpan<byte> frame, int originalLength)
    {
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        PacketDecoder.Decode(link, frame, originalLength, ref header, ref quote, out Undecodable why);
        if ((header.Status == DecodeStatus.Undecodable) != (why != Undecodable.None)) throw new InvalidOperationException($"{header.Status} with the reason {why}");
        OpenTunnels(link, frame, originalLength);
        if (header.Status != DecodeStatus.Decoded) return;
        PacketIdentity.Of(link, frame, in header);
        if (!LinkPayload.TryFindPacket(link, frame, out int at)) throw new InvalidOperationException("a decoded packet that is not found in its frame");
        AnswerPackets.TcpReset(frame[at..], header.Length);
        AnswerPackets.IcmpError(_ipv4, _ipv4, 3, 4, 1400, frame[at..]);
        Rewrite(frame[at..], header.Length);
    }

    private static void OpenTunnels(LinkType link, ReadOnlySpan<byte> frame, int originalLength)
    {
        var outer = default(PacketHeader);
        if (Decapsulation.Open(link, frame, originalLength, TunnelKind.All, ref outer, out InnerFrame inner) != Encapsulation.Tunnel) return;
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        PacketDecoder.Decode(inner.Link, frame.Slice(inner.At, inner.Length), inner.OriginalLength, ref header, ref quote, out _);
    }

    private static void Rewrite(ReadOnlySpan<byte> packet, int wireLength)
    {
        var copy = new PacketCopy();
        copy.Take(packet, wireLength);
        if (PacketRewriter.Read(copy.Bytes, out PacketRewriter rewriter) != Undecodable.None) return;
        Set(rewriter);
        if (rewriter.TryReadQuote(out PacketRewriter quote)) Set(quote);
        var fragment = new PacketCopy();
        for (int number = 0; number < 3 && fragment.TakeFragment(copy, 576, number, 3); number++) fragment.Frame(default, default);
        copy.Translate(_ipv6, _ipv6, 7);
        copy.Take(packet, wireLength);
        copy.Translate(_ipv4, _ipv4, 7);
        copy.Frame(default, default);
    }

    private static void Set(PacketRewriter packet)
    {
        packet.SetSource(_ipv6);
        packet.SetSource(_ipv4);
        packet.SetDestination(_ipv4);
        packet.SetTimeToLive(3);
        packet.SetSourcePort(4);
        packet.SetDestinationPort(5);
        packet.SetIcmpIdentifier(6);
        packet.SetMaximumSegmentSize(1300);
    }
}
