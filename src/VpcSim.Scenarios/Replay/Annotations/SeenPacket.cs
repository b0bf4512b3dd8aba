using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Wire;
using VpcSim.Wire.Links;
using VpcSim.Wire.Rewriting;

namespace VpcSim.Scenarios.Replay.Annotations;

/// <summary>A packet's bytes as an interface saw them: behind the translations that lie before it, with checksums mended. Used again and again.</summary>
internal sealed class SeenPacket
{
    /// <summary>The bytes, once a method has put them there.</summary>
    public PacketCopy Copy { get; } = new();

    /// <summary>Shows a captured packet as one interface saw it, not split.</summary>
    /// <returns>False where the capture holds too little of it.</returns>
    public bool TryShow(in ReplayedPacket packet, in Sight sight) => TryTake(in packet) && TryRewrite(in packet.Header, in packet.Quote, in sight);

    /// <summary>Shows a packet that somebody else has made.</summary>
    /// <param name="packet">From its IP header on.</param>
    /// <param name="header">The same, decoded.</param>
    /// <param name="sight">What the interface saw of it.</param>
    public bool TryShow(ReadOnlySpan<byte> packet, in PacketHeader header, in Sight sight)
    {
        Copy.Take(packet, packet.Length);
        return TryRewrite(in header, default, in sight);
    }

    /// <summary>Shows a captured packet that took no walk: as captured, with the design's addresses.</summary>
    public bool TryShow(in ReplayedPacket packet)
    {
        if (!TryTake(in packet) || PacketRewriter.Read(Copy.Bytes, out PacketRewriter rewriter) != Undecodable.None) return false;
        rewriter.SetSource(packet.Header.Source);
        rewriter.SetDestination(packet.Header.Destination);
        if (!QuotesPacket(in packet.Header) || !rewriter.TryReadQuote(out PacketRewriter quote)) return true;
        quote.SetSource(packet.Quote.Source);
        quote.SetDestination(packet.Quote.Destination);
        return true;
    }

    private bool TryTake(in ReplayedPacket packet)
    {
        if (!LinkPayload.TryFindPacket(packet.Link, packet.Frame, out int at)) return false;
        Copy.Take(packet.Frame[at..], packet.Header.Length);
        return true;
    }

    private bool TryRewrite(in PacketHeader header, in QuotedPacket captured, in Sight sight)
    {
        bool isOfOtherFamily = sight.IPv6 != (header.Version == 6);
        if (isOfOtherFamily && !Copy.Translate(sight.Source.ToWireAddress(), sight.Destination.ToWireAddress(), (ushort)header.Number)) return false;
        if (PacketRewriter.Read(Copy.Bytes, out PacketRewriter rewriter) != Undecodable.None) return false;
        rewriter.SetSource(sight.Source.ToWireAddress());
        rewriter.SetDestination(sight.Destination.ToWireAddress());
        rewriter.SetTimeToLive((byte)Math.Max(header.Ttl - sight.Hops, 0));
        if ((header.Traits & PacketTraits.HasPorts) != 0)
        {
            rewriter.SetSourcePort(sight.SourcePort);
            rewriter.SetDestinationPort(sight.DestinationPort);
        }
        if (sight.IcmpIdentifier != header.IcmpIdentifier) rewriter.SetIcmpIdentifier(sight.IcmpIdentifier);
        if (sight.Mss != 0 && sight.Mss != header.Mss) rewriter.SetMaximumSegmentSize(sight.Mss);
        if (sight.Quotes && rewriter.TryReadQuote(out PacketRewriter quote)) RewriteQuote(quote, sight.Quote, in captured);
        return true;
    }

    private static bool QuotesPacket(in PacketHeader header) => (header.Traits & PacketTraits.QuotesPacket) != 0;

    private static void RewriteQuote(PacketRewriter quote, in QuotedPacket seen, in QuotedPacket captured)
    {
        quote.SetSource(seen.Source);
        quote.SetDestination(seen.Destination);
        if (seen.SourcePort != captured.SourcePort) quote.SetSourcePort(seen.SourcePort);
        if (seen.DestinationPort != captured.DestinationPort) quote.SetDestinationPort(seen.DestinationPort);
        if (seen.IcmpIdentifier != captured.IcmpIdentifier) quote.SetIcmpIdentifier(seen.IcmpIdentifier);
    }
}
