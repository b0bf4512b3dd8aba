using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.Model.Addressing;
using VpcSim.Wire;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Links;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>Frames as captured, except that mapped addresses (<c>--map</c>) are the design's, also in what ICMP errors quote, with checksums mended.</summary>
internal sealed class MappedFrames(ImmutableArray<AddressMapping> mappings)
{
    private byte[] _bytes = new byte[2048];
    private PacketHeader _header;
    private QuotedPacket _quote;

    /// <summary>The whole frame of a packet; it holds until the next call, and until the next packet.</summary>
    public ReadOnlySpan<byte> Of(in ReplayedPacket packet)
    {
        ReadOnlySpan<byte> whole = packet.WholeFrame;
        if (mappings.IsEmpty || packet.Header.Status != DecodeStatus.Decoded || !LinkPayload.TryFindPacket(packet.Link, packet.Frame, out int at)) return whole;
        PacketDecoder.Decode(packet.Link, packet.Frame, packet.OriginalLength, ref _header, ref _quote, out _);
        if (_bytes.Length < whole.Length) _bytes = new byte[whole.Length];
        Span<byte> copy = _bytes.AsSpan(0, whole.Length), inner = copy.Slice(packet.FrameAt, packet.Frame.Length);
        whole.CopyTo(copy);
        if (PacketRewriter.Read(inner[at..], out PacketRewriter rewriter) != Undecodable.None) return whole;
        Rewrite(rewriter, _header.Source, _header.Destination);
        if ((_header.Traits & PacketTraits.QuotesPacket) != 0 && rewriter.TryReadQuote(out PacketRewriter quote)) Rewrite(quote, _quote.Source, _quote.Destination);
        if (packet.FrameAt > 0) MendTunnel(copy, packet.WholeLink, packet.FrameAt, packet.Frame, inner);
        return copy;
    }

    // The checksum of UDP, or of GRE, covers what the tunnel carries; most tunnels have none.
    private static void MendTunnel(Span<byte> whole, LinkType link, int frameAt, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (LinkPayload.TryFindPacket(link, whole, out int at) && PacketRewriter.Read(whole[at..], out PacketRewriter outer) == Undecodable.None)
            outer.FollowPayload(frameAt - at, before, after);
    }

    private void Rewrite(PacketRewriter packet, WireAddress source, WireAddress destination)
    {
        packet.SetSource(Mapped(source));
        packet.SetDestination(Mapped(destination));
    }

    private WireAddress Mapped(WireAddress captured)
    {
        IpAddress address = captured.ToIpAddress();
        foreach (AddressMapping mapping in mappings)
            if (mapping.Captured.Contains(address)) return mapping.Apply(address).ToWireAddress();
        return captured;
    }
}
