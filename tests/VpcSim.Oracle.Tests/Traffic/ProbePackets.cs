using System.Buffers.Binary;
using System.Net;
using PacketDotNet;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Wire.Checksums;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Makes the packets of an exchange, by PacketDotNet.</summary>
internal static class ProbePackets
{
    /// <summary>The differentiated services code point of every probe, by which it is told from what the kernel itself sends (group membership, redirects, neighbours).</summary>
    public const int CodePoint = 8;

    private const int FragmentHeader = 44;
    private const int Payload = 12;
    private const int EveryOptions = 13;

    /// <summary>Appends what a word of an exchange stands for; nothing where nobody could send it.</summary>
    /// <param name="made">The packets so far.</param>
    /// <param name="network">The network.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="word">Its next word.</param>
    /// <param name="said">Numbers of what the exchange's ends have said: the one that begins, and the other one.</param>
    public static void Say(List<Probe> made, NetworkPlan network, Exchange exchange, char word, (List<int> First, List<int> Second) said)
    {
        bool answer = char.IsLower(word);
        (End from, End to) = answer ? (exchange.To, exchange.From) : (exchange.From, exchange.To);
        if (from.Place < 0) return;
        int number = made.Count;
        Contact contact = Contact.For(network, from, to, answer);
        (IPAddress source, IPAddress destination) = (IPAddress.Parse(from.Address), IPAddress.Parse(contact.Address));
        string text = $"{from.Address} > {contact.Address} {exchange.Protocol} '{word}' {exchange.SourcePort}:{exchange.Port}{(answer ? " back" : "")}";
        (string, string) ends = (from.Address, to.Address);
        char kind = char.ToUpperInvariant(word);
        if (kind == 'X')
        {
            if (QuoteFor(made, from, to, exchange.Protocol) is not { } quoted) return;
            byte[] error = Ip(source, destination, Icmp(source, destination, 3, 1, Error(quoted.Packet, number)));
            made.Add(new Probe(
                number, from.Place, error, $"{from.Address} > {contact.Address} error about #{quoted.Number}", ends, IsSpoofed: from.IsSpoofed,
                Sees: contact.Learns ? [quoted.Number] : null, MustSee: true, About: true));
            return;
        }
        int[]? sees = contact.Learns ? [.. answer ? said.First : said.Second] : null;
        (answer ? said.Second : said.First).Add(number);
        byte[] transport = Transport(exchange, kind, answer, source, destination, number, contact.Port);
        if (kind is not ('G' or 'H'))
        {
            byte[] packet = Ip(source, destination, (exchange.Protocol, transport));
            if (number % EveryOptions == 0) (packet, text) = (Extension.Inserted(packet), text + " with an extension of its header");
            made.Add(new Probe(number, from.Place, packet, text, ends, IsSpoofed: from.IsSpoofed, Sees: sees, MustSee: contact.MustLearn));
            return;
        }
        // The first fragment carries its number too, in the four bytes before it is cut.
        int cut = exchange.Protocol == 6 ? 24 : 16;
        BinaryPrimitives.WriteInt32BigEndian(transport.AsSpan(cut - 4), Tagged(number));
        BinaryPrimitives.WriteInt32BigEndian(transport.AsSpan(transport.Length - 4), Tagged(number + 1));
        var first = new Probe(
            number, from.Place, Fragment(source, destination, exchange.Protocol, transport.AsSpan(0, cut), number, 0, more: true), text + " first fragment", ends,
            IsSpoofed: from.IsSpoofed, Sees: sees, MustSee: contact.MustLearn);
        made.Add(first);
        byte[] later = Fragment(source, destination, exchange.Protocol, transport.AsSpan(cut), number, cut, more: false);
        made.Add(first with { Number = number + 1, Packet = later, Text = text + " later fragment", LaterFragment = true });
    }

    /// <summary>An error that quotes a packet as its receiver has seen it.</summary>
    public static byte[] ErrorAbout(Probe error, byte[] packet, Appearance seen)
    {
        (IPAddress source, IPAddress destination) = (IPAddress.Parse(error.Ends.From), IPAddress.Parse(seen.Source));
        return Ip(source, destination, Icmp(source, destination, 3, 1, Error(packet, error.Number)));
    }

    /// <summary>The number that the last four bytes of a packet say; −1 where they are not a probe's.</summary>
    public static int NumberOf(ReadOnlySpan<byte> packet)
    {
        int tag = BinaryPrimitives.ReadInt32BigEndian(packet[^4..]);
        return tag >>> 16 == Mark ? tag & 0xFFFF : -1;
    }

    /// <summary>A copy of a packet with another number.</summary>
    public static byte[] Renumbered(byte[] packet, int number)
    {
        byte[] copy = [.. packet];
        BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(copy.Length - 4), Tagged(number));
        return copy;
    }

    private const int Mark = 0x5650;

    private static int Tagged(int number) => Mark << 16 | number;

    private static byte[] Transport(Exchange exchange, char kind, bool answer, IPAddress source, IPAddress destination, int number, int? strangers)
    {
        (int from, int to) = answer ? (exchange.Port, exchange.SourcePort) : (exchange.SourcePort, exchange.Port);
        to = strangers ?? to;
        byte[] echo = EchoOf(strangers ?? exchange.SourcePort);
        byte[] payload = new byte[kind is 'G' or 'H' ? 32 : Payload];
        BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(payload.Length - 4), Tagged(number));
        switch (exchange.Protocol)
        {
            case 6:
                var tcp = new TcpPacket((ushort)from, (ushort)to)
                {
                    SequenceNumber = kind is 'S' or 'A' ? 1000u : 1001u,
                    AcknowledgmentNumber = kind == 'S' ? 0u : 1001u,
                    WindowSize = 65535,
                    Synchronize = kind is 'S' or 'A',
                    Acknowledgment = kind is not ('S' or 'R'),
                    Finished = kind == 'F',
                    Reset = kind == 'R',
                    Push = kind == 'D',
                    PayloadData = payload,
                };
                return tcp.Bytes;
            case 17:
                return new UdpPacket((ushort)from, (ushort)to) { PayloadData = payload }.Bytes;
            case 1:
                return Icmp(source, destination, IcmpTypeOf(kind, ipv6: false), 0, [.. echo, .. payload]).Bytes;
            case 58:
                return Icmp(source, destination, IcmpTypeOf(kind, ipv6: true), 0, [.. echo, .. payload]).Bytes;
            default:
                return payload;
        }
    }

    private static byte[] EchoOf(int identifier) => [(byte)(identifier >> 8), (byte)identifier, 0, 1];

    // 'O' is a message that is neither asked nor answered: a router solicitation's type would be, so a timestamp's is used.
    private static byte IcmpTypeOf(char kind, bool ipv6) => kind switch
    {
        'E' or 'G' => (byte)(ipv6 ? 128 : 8),
        'P' or 'H' => (byte)(ipv6 ? 129 : 0),
        _ => (byte)(ipv6 ? 128 : 13),
    };

    private static (int Protocol, byte[] Bytes) Icmp(IPAddress source, IPAddress destination, int type, int code, byte[] rest)
    {
        bool ipv6 = source.GetAddressBytes().Length == 16;
        byte[] message = [(byte)(ipv6 && type == 3 ? 1 : type), (byte)code, 0, 0, .. rest];
        byte[] summed = ipv6
            ? [.. source.GetAddressBytes(), .. destination.GetAddressBytes(), 0, 0, (byte)(message.Length >> 8), (byte)message.Length, 0, 0, 0, 58, .. message]
            : message;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Compute(summed));
        return (ipv6 ? 58 : 1, message);
    }

    // The latest packet of the exchange's protocol that came, or would have come, to the one who complains from the one whom it tells.
    private static Probe? QuoteFor(List<Probe> made, End from, End to, int protocol)
    {
        for (int i = made.Count - 1; i >= 0; i--)
        {
            byte[] packet = made[i].Packet;
            if (made[i].LaterFragment || made[i].Ends != (to.Address, from.Address) || Extension.Transport(packet).Protocol != protocol) continue;
            return IsError(packet) || IsLoners(packet) ? null : made[i];
        }
        return null;
    }

    private static bool IsError(byte[] packet)
    {
        (int protocol, int start) = Extension.Transport(packet);
        return packet[0] >> 4 == 4 ? protocol == 1 && packet[start] == 3 : protocol == 58 && packet[start] == 1;
    }

    private static bool IsLoners(byte[] packet)
    {
        (int protocol, int ports) = Extension.Transport(packet);
        return protocol == 6 && (Exchange.IsLoners(PortAt(ports)) || Exchange.IsLoners(PortAt(ports + 2)));

        int PortAt(int place) => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(place));
    }

    private static byte[] Error(byte[] about, int number)
    {
        byte[] quote = about.AsSpan(0, Math.Min(about.Length, 72)).ToArray();
        byte[] tag = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(tag, Tagged(number));
        return [0, 0, 0, 0, .. quote, .. tag];
    }

    private static byte[] Ip(IPAddress source, IPAddress destination, (int Protocol, byte[] Bytes) payload)
    {
        IPPacket packet = source.GetAddressBytes().Length == 16 ? new IPv6Packet(source, destination) : new IPv4Packet(source, destination) { Id = 1 };
        packet.Protocol = (ProtocolType)payload.Protocol;
        packet.TimeToLive = 64;
        packet.PayloadData = payload.Bytes;
        byte[] bytes = Finished(packet.Bytes);
        SetTransportChecksum(bytes, payload.Protocol);
        return bytes;
    }

    private static byte[] Fragment(IPAddress source, IPAddress destination, int protocol, ReadOnlySpan<byte> part, int id, int offset, bool more)
    {
        if (source.GetAddressBytes().Length == 16)
        {
            byte[] header = [(byte)protocol, 0, (byte)(offset >> 8), (byte)(offset & 0xF8 | (more ? 1 : 0)), 0, 0, (byte)(id >> 8), (byte)id];
            return Ip(source, destination, (FragmentHeader, [.. header, .. part]));
        }
        var packet = new IPv4Packet(source, destination)
        {
            Id = (ushort)(id + 1),
            Protocol = (ProtocolType)protocol,
            TimeToLive = 64,
            FragmentFlags = (ushort)(more ? 1 : 0),
            FragmentOffset = (ushort)(offset / 8),
            PayloadData = part.ToArray(),
        };
        return Finished(packet.Bytes);
    }

    // The length of IPv6 and the checksum of IPv4, which PacketDotNet leaves at 0, and the code point.
    private static byte[] Finished(byte[] packet)
    {
        if (packet[0] >> 4 == 6)
        {
            packet[0] = 6 << 4 | CodePoint >> 2;
            packet[1] = (CodePoint & 3) << 6;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)(packet.Length - 40));
            return packet;
        }
        packet[1] = CodePoint << 2;
        packet[10] = packet[11] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), InternetChecksum.Compute(packet.AsSpan(0, 20)));
        return packet;
    }

    private static void SetTransportChecksum(byte[] packet, int protocol)
    {
        int header = packet[0] >> 4 == 4 ? 20 : 40;
        int place = protocol switch { 6 => 16, 17 => 6, _ => -1 };
        if (place < 0) return;
        byte[] segment = packet.AsSpan(header).ToArray();
        segment[place] = segment[place + 1] = 0;
        ReadOnlySpan<byte> addresses = header == 20 ? packet.AsSpan(12, 8) : packet.AsSpan(8, 32);
        ushort sum = InternetChecksum.Compute((byte[])[.. addresses, 0, (byte)protocol, (byte)(segment.Length >> 8), (byte)segment.Length, .. segment]);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(header + place), sum);
    }
}
