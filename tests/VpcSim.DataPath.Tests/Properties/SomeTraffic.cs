using CsCheck;
using VpcSim.Model.Addressing;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>Random packets between few ends and few ports, so that they meet in the same conversations, with pauses about every idle timeout.</summary>
internal static class SomeTraffic
{
    private static readonly string[] Ipv4 =
    [
        "10.0.1.10", "10.0.1.20", "10.0.2.30", "10.0.2.50", "203.0.113.5", "10.0.1.70", "203.0.113.5", "10.0.1.11", "10.0.0.220", "198.51.100.30", "192.168.5.5",
        "52.216.0.1", "10.1.1.10", "10.0.0.2", "169.254.169.254", "10.0.2.99", "198.51.100.20", "198.51.100.10", "172.16.0.9", "10.50.0.5", "10.0.2.40",
    ];

    private static readonly string[] Ipv6 = ["2001:db8:0:1::10", "2001:db8:0:1::20", "2001:db8:0:2::30", "2001:db8:ffff::1", "64:ff9b::cb00:7105"];

    private static readonly double[] Pauses = [0, 0, 0, 0, 0, 0.5, 0.5, 1, 3, 9, 11, 29, 31, 59, 61, 179, 181, 349, 351, 599, 601, 432_001];

    private static readonly ushort[] Ports = [80, 53, 40000, 40001, 4789];

    private static readonly byte[] Flags = [2, 18, 16, 16, 24, 24, 17, 4, 20, 0];

    private static readonly int[] Lengths = [60, 100, 100, 100, 1400, 1447, 1501, 4000, 8501, 9002, 40_000];

    /// <summary>One packet, and how long nobody sends before it.</summary>
    /// <param name="PauseSeconds">Seconds since the packet before.</param>
    /// <param name="Packet">The packet.</param>
    /// <param name="Causally">Whether it is sent only if its sender could have.</param>
    /// <param name="Sweep">How many places a sweeping run looks at before it.</param>
    /// <param name="Answers">Whether, where the packet before was delivered, its receiver answers what it saw instead.</param>
    internal sealed record Step(double PauseSeconds, Packet Packet, bool Causally, int Sweep, bool Answers)
    {
        public override string ToString() =>
            $"+{PauseSeconds}s {Packet.Source}:{Packet.Header.SourcePort} > {Packet.Destination}:{Packet.Header.DestinationPort} "
            + $"proto {Packet.Header.Protocol} flags {Packet.Header.TcpFlags} "
            + $"icmp {Packet.Header.IcmpType}/{Packet.Header.IcmpCode}#{Packet.Header.IcmpIdentifier} {Packet.Header.Traits} "
            + $"len {Packet.Header.Length} ttl {Packet.Header.Ttl} {(Causally ? "causal" : "open")}{(Answers ? " or an answer" : "")} sweep {Sweep}\n";
    }

    private static Gen<Packet> Conversation { get; } =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 4], Gen.Int[0, 4]).Select(ConversationOf);

    // The same ends under other names, as another capture shows them: before or behind the internet gateway or the NAT gateway.
    private static readonly string[][] SameEnds =
    [
        ["10.0.1.10", "198.51.100.10", "10.0.1.11", "10.0.1.70"], ["10.0.2.30", "198.51.100.30", "10.0.2.40"], ["10.0.0.220", "198.51.100.20", "10.0.1.20", "10.1.1.10"],
    ];

    /// <summary>Few conversations, many packets of each, in both directions; some of them between the same ends.</summary>
    public static Gen<Step[]> Any { get; } =
        Gen.Select(Gen.Select(Conversation.Array[1, 4], Gen.Int[0, 255], Related), Gen.Select(Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 255], Gen.Int[0, 255], Gen.Int[0, 255], Gen.Int[0, 40]).Array[1, 60], Gen.Bool)
            .Select((conversations, draws, causally) => draws.Select(draw => StepOf(conversations[draw.Item1 % conversations.Length], draw, causally)).ToArray());

    private static Packet ConversationOf(int kind, int from, int to, int port, int sourcePort)
    {
        bool ipv6 = kind == 9;
        string source = ipv6 ? Ipv6[from % 5] : Ipv4[from], destination = ipv6 ? Ipv6[to % 5] : Ipv4[to];
        if (source == destination) destination = ipv6 ? Ipv6[(to + 1) % 5] : Ipv4[(to + 1) % 5];
        return kind switch
        {
            <= 2 => Tcp.Data(source, destination, Ports[port], Ports[sourcePort]),
            <= 4 => Udp.Datagram(source, destination, Ports[port], Ports[sourcePort]),
            5 or 6 => Icmp.Echo(source, destination, identifier: (ushort)(sourcePort % 2), code: (byte)(port == 3 ? 1 : 0)),
            7 => Icmp.Message(source, destination, (byte)(port % 2 == 0 ? 13 : 14), (byte)(sourcePort % 2)),
            8 => WithPorts(Ip.Of(source, destination, port < 2 ? 132 : 47), Ports[sourcePort], Ports[port]),
            _ when port < 2 => Udp.Datagram(source, destination, Ports[port], Ports[sourcePort]),
            _ => Tcp.Data(source, destination, Ports[port], Ports[sourcePort]),
        };
    }

    private static Packet[] Related(Packet[] conversations, int how)
    {
        for (int i = 1; i < conversations.Length; i++, how >>= 2)
            if ((how & 3) != 0 && conversations[0].Header.Version == 4) conversations[i] = UnderOtherNames(conversations[0], (how & 1) != 0, (how & 2) != 0, i);
        return conversations;
    }

    private static Packet UnderOtherNames(Packet packet, bool source, bool destination, int which)
    {
        PacketHeader header = packet.Header;
        if (source) header.Source = OtherName(packet.Source, which).ToWireAddress();
        if (destination) header.Destination = OtherName(packet.Destination, which).ToWireAddress();
        return packet with { Header = header };
    }

    private static IpAddress OtherName(IpAddress address, int which)
    {
        string[]? names = Array.Find(SameEnds, names => names.Contains(address.ToString()));
        return names is null ? address : IpAddress.Parse(names[which % names.Length]);
    }

    private static Step StepOf(Packet conversation, (int, bool Back, int Shape, int Size, int Pause, int Sweep) draw, bool causally)
    {
        Packet packet = draw.Back ? conversation.Reply() : conversation;
        if (packet.Header.Protocol == 6) packet = packet.WithFlags(Flags[draw.Size % Flags.Length]);
        packet = packet.OfLength(Math.Max(packet.Header.HeaderLength, Lengths[draw.Size % 7 == 0 ? draw.Size % Lengths.Length : 1]));
        if (draw.Shape % 3 == 0) packet = packet.DontFragment();
        packet = (draw.Shape % 40) switch
        {
            7 => packet.FirstFragment((uint)(draw.Shape / 128)),
            8 or 9 => packet.LaterFragment((uint)(draw.Shape / 128)),
            10 or 11 => packet.ErrorFrom(packet.Destination.ToString(), (byte)(packet.Header.Version == 6 ? 1 : 3), 3),
            12 when packet.Header.Version == 4 => packet.ErrorFrom("203.0.113.99", 11, 0),
            13 => packet.WithTtl(1),
            14 => packet.WithTtl(2),
            15 when (packet.Header.Traits & (PacketTraits.EchoRequest | PacketTraits.EchoReply)) != 0 => packet.WithSequence((ushort)draw.Size),
            _ => packet,
        };
        return new Step(Pauses[draw.Pause % Pauses.Length], packet, causally, draw.Sweep, draw.Shape % 40 is >= 16 and < 20);
    }

    private static Packet WithPorts(Packet packet, ushort source, ushort destination)
    {
        if (packet.Header.Protocol != 132) return packet;
        PacketHeader header = packet.Header;
        (header.SourcePort, header.DestinationPort) = (source, destination);
        header.Traits |= PacketTraits.HasPorts;
        return new Packet(header);
    }
}
