using System.Buffers.Binary;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Icmp;

/// <summary>Reads the packet that an ICMP error quotes (RFC 792, RFC 1812 section 4.3.2.3, RFC 4443 section 3).</summary>
/// <remarks>
/// A quote is cut by nature and its lengths are not to be trusted (senders change them in place), so that only what is there is read: the
/// addresses at least, else there is no quote.
/// </remarks>
internal static class Quote
{
    private const int PortsLength = 4;

    /// <summary>Reads a quoted IPv4 packet.</summary>
    /// <returns>False where its header is not whole; <paramref name="quote"/> is then as it was.</returns>
    public static bool TryReadIpv4(ReadOnlySpan<byte> bytes, ref QuotedPacket quote)
    {
        Undecodable why = Ipv4View.Read(bytes, out Ipv4View packet);
        if (why == Undecodable.IpHeaderCut || bytes[0] >> 4 != 4)
        {
            return false;
        }

        int headerLength = packet.HeaderLength;
        if (headerLength < Ipv4View.SmallestHeader || headerLength > bytes.Length)
        {
            return false;
        }

        quote = new QuotedPacket
        {
            Source = packet.Source,
            Destination = packet.Destination,
            Protocol = packet.Protocol,
            LaterFragment = packet.FragmentOffset != 0,
        };
        ReadTransport(bytes[headerLength..], ProtocolNumber.Icmp, ref quote);
        return true;
    }

    /// <summary>Reads a quoted IPv6 packet.</summary>
    /// <returns>False where its header is not whole; <paramref name="quote"/> is then as it was.</returns>
    public static bool TryReadIpv6(ReadOnlySpan<byte> bytes, ref QuotedPacket quote)
    {
        if (Ipv6View.Read(bytes, out Ipv6View packet) != Undecodable.None)
        {
            return false;
        }

        var chain = default(Ipv6ExtensionChain);
        Undecodable why = chain.Walk(bytes, int.MaxValue, packet.NextHeader);
        quote = new QuotedPacket
        {
            Source = packet.Source,
            Destination = packet.Destination,
            Protocol = chain.Protocol,
            LaterFragment = chain.IsLaterFragment,
        };
        if (why == Undecodable.None)
        {
            ReadTransport(bytes[chain.HeaderLength..], ProtocolNumber.Icmpv6, ref quote);
        }

        return true;
    }

    private static void ReadTransport(ReadOnlySpan<byte> bytes, byte icmp, ref QuotedPacket quote)
    {
        if (quote.LaterFragment)
        {
            return;
        }

        if (ProtocolNumber.BeginsWithPorts(quote.Protocol) && bytes.Length >= PortsLength)
        {
            quote.SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            quote.DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        }
        else if (quote.Protocol == icmp && IcmpView.Read(bytes, bytes.Length, out IcmpView message) == Undecodable.None)
        {
            quote.IcmpType = message.Type;
            quote.IcmpCode = message.Code;
            if (icmp == ProtocolNumber.Icmp ? IcmpMessages.IsQuery(message.Type) : IcmpMessages.IsQueryV6(message.Type))
            {
                quote.IcmpIdentifier = message.Identifier;
                quote.IcmpSequence = message.Sequence;
            }
        }
    }
}
