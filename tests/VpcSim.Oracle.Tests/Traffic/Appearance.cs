using System.Buffers.Binary;
using System.Net;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>A packet as somebody sees it who receives it: addresses and ports (of ICMP queries the identifier and <see cref="Query"/>, of others 0), and of an error those of the packet that it quotes.</summary>
internal sealed record Appearance(string Source, string Destination, int SourcePort, int DestinationPort, Appearance? Quote = null)
{
    /// <summary>The destination port of what has an identifier instead of ports.</summary>
    public const int Query = -1;

    /// <summary>What the header of an IP packet says; of a later fragment its ports are 0.</summary>
    public static Appearance Of(ReadOnlySpan<byte> packet) => Of(packet, quoted: false);

    /// <summary>The same where ports that a NAT gateway has given count as equal: judges may give others.</summary>
    /// <param name="translated">The addresses of the NAT gateway.</param>
    public Appearance Modulo(string[] translated)
    {
        bool from = translated.Contains(Source), to = translated.Contains(Destination), query = DestinationPort == Query;
        return this with { SourcePort = from || (query && to) ? 0 : SourcePort, DestinationPort = to && !query ? 0 : DestinationPort, Quote = Quote?.Modulo(translated) };
    }

    public override string ToString() => $"{Source}:{SourcePort} > {Destination}:{DestinationPort}{(Quote is null ? "" : $" about {Quote}")}";

    private static Appearance Of(ReadOnlySpan<byte> packet, bool quoted)
    {
        bool ipv4 = packet[0] >> 4 == 4;
        string source = Text(ipv4 ? packet.Slice(12, 4) : packet.Slice(8, 16)), destination = Text(ipv4 ? packet.Slice(16, 4) : packet.Slice(24, 16));
        (int protocol, int start) = Extension.Transport(packet);
        if (Extension.IsLaterFragment(packet)) return new Appearance(source, destination, 0, 0);
        if (protocol is 6 or 17) return new Appearance(source, destination, PortAt(packet, start), PortAt(packet, start + 2));
        if (protocol is not (1 or 58)) return new Appearance(source, destination, 0, 0);
        bool error = protocol == 1 ? packet[start] == 3 : packet[start] == 1;
        if (error) return new Appearance(source, destination, 0, 0, quoted ? null : Of(packet[(start + 8)..], quoted: true));
        return new Appearance(source, destination, PortAt(packet, start + 4), Query);
    }

    private static int PortAt(ReadOnlySpan<byte> packet, int place) => BinaryPrimitives.ReadUInt16BigEndian(packet[place..]);

    private static string Text(ReadOnlySpan<byte> address) => new IPAddress(address).ToString();
}
