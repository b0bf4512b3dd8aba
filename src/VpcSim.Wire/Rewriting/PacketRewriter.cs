using System.Buffers.Binary;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Icmp;
using VpcSim.Wire.Ip;
using VpcSim.Wire.Tcp;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Rewriting;

/// <summary>Rewrites fields of an IPv4 or IPv6 packet in place, and the checksums that cover them. Never allocates.</summary>
/// <remarks>
/// <para>
/// Checksums change by the difference of the field alone (RFC 1624 equation 3), never by a new computation: a packet that the capture cut,
/// or the first fragment of several, gets the checksum that the whole one has. A checksum that was wrong stays wrong by the same
/// difference, as behind a real translator. One that was left to the network card therefore does not become right.
/// </para>
/// <para>
/// A packet is rewritten as far as it is there. A setter whose field is not there returns false and changes nothing. Later fragments have no
/// transport header. SCTP's CRC covers no address, so that addresses are rewritten and its ports are not. The integrity value of an
/// authentication header (RFC 4302) is left as it was.
/// </para>
/// </remarks>
public readonly ref struct PacketRewriter
{
    private const int Ipv4TimeToLiveAt = 8;
    private const int Ipv4ChecksumAt = 10;
    private const int Ipv4SourceAt = 12;
    private const int Ipv4DestinationAt = 16;
    private const int Ipv6NextHeaderAt = 6;
    private const int Ipv6SourceAt = 8;
    private const int Ipv6DestinationAt = 24;
    private const int SourcePortAt = 0;
    private const int DestinationPortAt = 2;
    private const int IcmpIdentifierAt = 4;
    private const int IcmpChecksumAt = 2;
    private const int UdpChecksumAt = 6; // of UDP-Lite (RFC 3828 section 3.1) and DCCP (RFC 4340 section 5.1) also
    private const int TcpChecksumAt = 16;
    private const int WordLength = sizeof(ushort);

    private readonly Span<byte> _header;
    private readonly Span<byte> _transport;
    private readonly Span<byte> _outerChecksum;
    private readonly byte _protocol;
    private readonly bool _isVersion4;
    private readonly bool _isUnderway;

    private PacketRewriter(Span<byte> header, Span<byte> transport, Span<byte> outerChecksum, byte protocol, bool isVersion4, bool isUnderway)
    {
        _header = header;
        _transport = transport;
        _outerChecksum = outerChecksum;
        _protocol = protocol;
        _isVersion4 = isVersion4;
        _isUnderway = isUnderway;
    }

    private bool IsUdp => _protocol is ProtocolNumber.Udp or ProtocolNumber.UdpLite;

    private bool IsIcmp => _protocol == (_isVersion4 ? ProtocolNumber.Icmp : ProtocolNumber.Icmpv6);

    /// <summary>The transport's checksum; empty where it has none or the packet ends before it.</summary>
    private Span<byte> TransportChecksum
    {
        get
        {
            int at = _protocol switch
            {
                ProtocolNumber.Tcp => TcpChecksumAt,
                ProtocolNumber.Udp or ProtocolNumber.UdpLite or ProtocolNumber.Dccp => UdpChecksumAt,
                _ => IsIcmp ? IcmpChecksumAt : int.MaxValue - WordLength,
            };
            return Word(_transport, at);
        }
    }

    /// <summary>The only door: after it no setter fails.</summary>
    /// <param name="bytes">The packet from its IP header on, perhaps cut; what follows its IP length is not touched.</param>
    /// <param name="packet">The packet, where the result is <see cref="Undecodable.None"/>.</param>
    /// <returns>
    /// <see cref="Undecodable.None"/> where the IP header is there (of IPv6 without its extension headers); else
    /// <see cref="Undecodable.IpHeaderCut"/> or <see cref="Undecodable.IpHeaderInvalid"/>.
    /// </returns>
    public static Undecodable Read(Span<byte> bytes, out PacketRewriter packet)
    {
        if (!bytes.IsEmpty && bytes[0] >> 4 == 6)
        {
            return ReadIpv6(bytes, isQuote: false, default, out packet);
        }

        Undecodable why = Ipv4View.Read(bytes, out Ipv4View header);
        packet = why == Undecodable.None ? OverIpv4(header, bytes, isQuote: false, default) : default;
        return why;
    }

    /// <summary>Opens the packet that an ICMP error quotes (RFC 5508 section 4, RFC 4443 section 3); the error's own checksum follows what is set in it.</summary>
    /// <returns>False where this is no ICMP error, or the quoted IP header is not whole.</returns>
    public bool TryReadQuote(out PacketRewriter quote)
    {
        quote = default;
        if (!IsIcmp || _transport.Length < IcmpView.HeaderLength)
        {
            return false;
        }

        Span<byte> body = _transport[IcmpView.HeaderLength..];
        if (!_isVersion4)
        {
            return IcmpMessages.IsErrorV6(_transport[0]) && ReadIpv6(body, isQuote: true, TransportChecksum, out quote) == Undecodable.None;
        }

        if (!IcmpMessages.IsError(_transport[0]) || body.IsEmpty || body[0] >> 4 != 4
            || Ipv4View.Read(body, out Ipv4View header) == Undecodable.IpHeaderCut
            || header.HeaderLength < Ipv4View.SmallestHeader || header.HeaderLength > body.Length)
        {
            return false;
        }

        quote = OverIpv4(header, body, isQuote: true, TransportChecksum);
        return true;
    }

    /// <summary>Sets the source address.</summary>
    /// <param name="address">IPv4 in IPv4-mapped form.</param>
    /// <returns>False for an IPv6 address in an IPv4 packet.</returns>
    public bool SetSource(WireAddress address) =>
        SetAddress(_isVersion4 ? Ipv4SourceAt : Ipv6SourceAt, address, isInPseudoHeader: true);

    /// <summary>Sets the destination address of the IP header, which is not the last one where a routing header has segments left (RFC 8200 section 8.1).</summary>
    /// <param name="address">IPv4 in IPv4-mapped form.</param>
    /// <returns>False for an IPv6 address in an IPv4 packet.</returns>
    public bool SetDestination(WireAddress address) =>
        SetAddress(_isVersion4 ? Ipv4DestinationAt : Ipv6DestinationAt, address, isInPseudoHeader: !_isUnderway);

    /// <summary>Sets the time to live or hop limit.</summary>
    public void SetTimeToLive(byte value)
    {
        Span<byte> word = _header.Slice(_isVersion4 ? Ipv4TimeToLiveAt : Ipv6NextHeaderAt, WordLength);
        ReadOnlySpan<byte> after = _isVersion4 ? [value, word[1]] : [word[0], value];
        FollowHeader(Difference.Write(word, after));
    }

    /// <summary>Sets the source port of TCP, UDP, UDP-Lite or DCCP.</summary>
    public bool SetSourcePort(ushort port) => SetPort(SourcePortAt, port);

    /// <summary>Sets the destination port of TCP, UDP, UDP-Lite or DCCP.</summary>
    public bool SetDestinationPort(ushort port) => SetPort(DestinationPortAt, port);

    /// <summary>Sets the identifier of an echo or another query (RFC 5508 section 3.1).</summary>
    public bool SetIcmpIdentifier(ushort identifier)
    {
        Span<byte> field = Word(_transport, IcmpIdentifierAt);
        if (field.IsEmpty || !IsIcmp || !(_isVersion4 ? IcmpMessages.IsQuery(_transport[0]) : IcmpMessages.IsQueryV6(_transport[0])))
        {
            return false;
        }

        FollowTransport(Difference.Write(field, identifier));
        return true;
    }

    /// <summary>Sets the maximum segment size that a SYN announces (RFC 9293 section 3.2), in bytes.</summary>
    /// <returns>False where the packet is no SYN or has no such option.</returns>
    public bool SetMaximumSegmentSize(ushort size)
    {
        if (_protocol != ProtocolNumber.Tcp || TcpView.Read(_transport, int.MaxValue, out TcpView segment) != Undecodable.None)
        {
            return false;
        }

        int at = segment.MaximumSegmentSizeAt;
        if (at == 0)
        {
            return false;
        }

        Difference difference = Difference.Write(_transport.Slice(at, WordLength), size);
        FollowTransport(at % WordLength == 0 ? difference : difference.AtOddPlace);
        return true;
    }

    /// <summary>Mends the transport's checksum after some of its payload was written by somebody else, such as a packet in a tunnel.</summary>
    /// <param name="at">Where in the packet that part begins, counted from the IP header.</param>
    /// <param name="before">What stood there.</param>
    /// <param name="after">What stands there now: as many bytes.</param>
    public void FollowPayload(int at, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var difference = new Difference((ushort)~InternetChecksum.Compute(before), (ushort)~InternetChecksum.Compute(after));
        if (_protocol == ProtocolNumber.Gre)
        {
            Span<byte> checksum = GreHeader.ChecksumOf(_transport); // without addresses: only what is carried changes it
            if (!checksum.IsEmpty)
            {
                BinaryPrimitives.WriteUInt16BigEndian(checksum, difference.Update(BinaryPrimitives.ReadUInt16BigEndian(checksum)));
            }

            return;
        }

        FollowTransport(at % WordLength == 0 ? difference : difference.AtOddPlace);
    }

    private static PacketRewriter OverIpv4(Ipv4View header, Span<byte> bytes, bool isQuote, Span<byte> outerChecksum)
    {
        int length = isQuote || header.TotalLength == 0 ? bytes.Length : Math.Min(header.TotalLength, bytes.Length);
        Span<byte> transport = header.FragmentOffset == 0 ? bytes[header.HeaderLength..length] : default;
        return new PacketRewriter(bytes[..header.HeaderLength], transport, outerChecksum, header.Protocol, isVersion4: true, isUnderway: false);
    }

    private static Undecodable ReadIpv6(Span<byte> bytes, bool isQuote, Span<byte> outerChecksum, out PacketRewriter packet)
    {
        packet = default;
        Undecodable why = Ipv6View.Read(bytes, out Ipv6View header);
        if (why != Undecodable.None)
        {
            return why;
        }

        if (!isQuote && header.PayloadLength != 0)
        {
            bytes = bytes[..Math.Min(Ipv6View.HeaderLength + header.PayloadLength, bytes.Length)];
        }

        var chain = default(Ipv6ExtensionChain);
        bool isWhole = chain.Walk(bytes, int.MaxValue, header.NextHeader) == Undecodable.None;
        Span<byte> transport = isWhole && !chain.IsLaterFragment ? bytes[chain.HeaderLength..] : default;
        packet = new PacketRewriter(
            bytes[..Ipv6View.HeaderLength], transport, outerChecksum, chain.Protocol, isVersion4: false, chain.HasSegmentsLeft);
        return Undecodable.None;
    }

    /// <summary>Two bytes, or none where they are not there.</summary>
    private static Span<byte> Word(Span<byte> bytes, int at) => bytes.Length < at + WordLength ? default : bytes.Slice(at, WordLength);

    private bool SetAddress(int at, WireAddress address, bool isInPseudoHeader)
    {
        if (_isVersion4 && !address.IsIPv4)
        {
            return false;
        }

        Span<byte> value = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(value[sizeof(ulong)..], address.Low);
        value = _isVersion4 ? value[^sizeof(uint)..] : value;
        Difference difference = Difference.Write(_header.Slice(at, value.Length), value);
        FollowHeader(difference);
        if (isInPseudoHeader && _protocol != ProtocolNumber.Icmp) // RFC 792: ICMP has no pseudo header
        {
            UpdateTransport(difference);
        }

        return true;
    }

    private bool SetPort(int at, ushort port)
    {
        Span<byte> field = Word(_transport, at);
        if (field.IsEmpty || _protocol == ProtocolNumber.Sctp || !ProtocolNumber.BeginsWithPorts(_protocol))
        {
            return false;
        }

        FollowTransport(Difference.Write(field, port));
        return true;
    }

    private void FollowHeader(Difference difference)
    {
        FollowOutside(difference);
        if (_isVersion4)
        {
            Span<byte> checksum = _header.Slice(Ipv4ChecksumAt, WordLength);
            ushort after = difference.Update(BinaryPrimitives.ReadUInt16BigEndian(checksum));
            FollowOutside(Difference.Write(checksum, after));
        }
    }

    private void FollowTransport(Difference difference)
    {
        FollowOutside(difference);
        UpdateTransport(difference);
    }

    private void UpdateTransport(Difference difference)
    {
        Span<byte> checksum = TransportChecksum;
        ushort before = checksum.IsEmpty ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(checksum);
        if (checksum.IsEmpty || (before == 0 && IsUdp)) // RFC 768, and RFC 6935 for tunnels over IPv6: 0 is no checksum
        {
            return;
        }

        ushort after = difference.Update(before);
        bool isAllOnes = after == 0 && (IsUdp || (_protocol == ProtocolNumber.Icmp && IcmpMessages.IsOfZeros(_transport)));
        FollowOutside(Difference.Write(checksum, isAllOnes ? ushort.MaxValue : after));
    }

    /// <summary>Of a quoted packet: the checksum of the ICMP error around it.</summary>
    private void FollowOutside(Difference difference)
    {
        if (!_outerChecksum.IsEmpty)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_outerChecksum, difference.Update(BinaryPrimitives.ReadUInt16BigEndian(_outerChecksum)));
        }
    }
}
