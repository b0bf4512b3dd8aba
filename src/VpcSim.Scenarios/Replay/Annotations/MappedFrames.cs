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

    /// <summary>The frame of a packet; it holds until the next call, and until the next packet.</summary>
    public ReadOnlySpan<byte> Of(in ReplayedPacket packet)
    {
        ReadOnlySpan<byte> frame = packet.Frame;
        if (mappings.IsEmpty || packet.Header.Status != DecodeStatus.Decoded || !LinkPayload.TryFindPacket(packet.Link, frame, out int at)) return frame;
        PacketDecoder.Decode(packet.Link, frame, packet.OriginalLength, ref _header, ref _quote, out _);
        if (_bytes.Length < frame.Length) _bytes = new byte[frame.Length];
        Span<byte> copy = _bytes.AsSpan(0, frame.Length);
        frame.CopyTo(copy);
        if (PacketRewriter.Read(copy[at..], out PacketRewriter rewriter) != Undecodable.None) return frame;
        Rewrite(rewriter, _header.Source, _header.Destination);
        if ((_header.Traits & PacketTraits.QuotesPacket) != 0 && rewriter.TryReadQuote(out PacketRewriter quote)) Rewrite(quote, _quote.Source, _quote.Destination);
        return copy;
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
