using CsCheck;
using VpcSim.DataPath.Flows;
using VpcSim.DataPath.Tests.Properties;
using VpcSim.Wire;

namespace VpcSim.DataPath.Tests.Flows;

public class FlowKeyTests
{
    private const string Low = "10.0.1.10", High = "10.0.2.20";

    [Fact] // both directions of a conversation have one key, whatever the packet
    public void A_packet_and_its_reply_are_one_conversation_from_opposite_ends() =>
        Gen.Select(Some.Address, Some.Address, Gen.UShort, Gen.UShort, Some.Of<byte>(1, 6, 17, 47, 58, 132), Gen.Bool)
            .Where((source, destination, _, _, _, _) => source != destination)
            .Sample((source, destination, sourcePort, destinationPort, protocol, laterFragment) =>
            {
                Packet packet = Of(source, destination, sourcePort, destinationPort, protocol, laterFragment);
                FlowKey there = FlowKey.Of(packet.Header, out int from), back = FlowKey.Of(packet.Reply().Header, out int answered);
                Assert.True(there.Matches(in back));
                Assert.Equal(there.Hash(), back.Hash());
                Assert.Equal(1 - from, answered);
                Assert.True(there.Low <= there.High);
            });

    [Fact] // what a quote says of a packet is the packet's own key
    public void A_quoted_packet_is_the_conversation_it_belongs_to() =>
        Gen.Select(Some.Address, Some.Address, Gen.UShort, Gen.UShort, Some.Of<byte>(1, 6, 17, 47, 132))
            .Where((source, destination, _, _, _) => source != destination)
            .Sample((source, destination, sourcePort, destinationPort, protocol) =>
            {
                Packet packet = Of(source, destination, sourcePort, destinationPort, protocol, laterFragment: false);
                FlowKey own = FlowKey.Of(packet.Header, out int from), quoted = FlowKey.Of(packet.ErrorFrom(destination, 3, 3).Quote, out int fromQuoted);
                Assert.True(own.Matches(in quoted));
                Assert.Equal(from, fromQuoted);
            });

    [Theory] // a table of 4096 places looks at the last twelve bits; chance alone would fill 63 percent of them
    [InlineData("source ports")]
    [InlineData("destination ports")]
    [InlineData("hosts")]
    public void Keys_that_follow_each_other_fall_on_places_of_their_own(string what)
    {
        HashSet<uint> places = [];
        for (int i = 0; i < 4096; i++)
        {
            Packet packet = what switch
            {
                "source ports" => Udp.Datagram(Low, High, 53, sourcePort: (ushort)(1024 + i)),
                "destination ports" => Udp.Datagram(Low, High, (ushort)(1024 + i)),
                _ => Udp.Datagram(Low, $"10.0.{16 + i / 256}.{i % 256}", 53),
            };
            places.Add(FlowKey.Of(packet.Header, out _).Hash() & 4095);
        }
        Assert.InRange(places.Count, 2300, 4096);
    }

    public static TheoryData<Packet> Others => new()
    {
        Tcp.Syn(Low, High, 444),
        Tcp.Syn(Low, High, 443, sourcePort: 40001),
        Tcp.Syn(Low, "10.0.2.21", 443),
        Tcp.Syn("10.0.1.11", High, 443),
        Udp.Datagram(Low, High, 443),
        Tcp.Syn(Low, High, 443).LaterFragment(1),
        Tcp.Syn(High, Low, 443),
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_differs_is_another_conversation(Packet other) =>
        Assert.False(FlowKey.Of(Tcp.Syn(Low, High, 443).Header, out _).Matches(FlowKey.Of(other.Header, out _)));

    [Fact]
    public void Pings_are_told_apart_by_identifier_and_by_who_asks()
    {
        FlowKey ping = FlowKey.Of(Icmp.Echo(Low, High, identifier: 1).Header, out _);
        Assert.True(ping.Matches(FlowKey.Of(Icmp.Echo(Low, High, identifier: 1, sequence: 99).Header, out _)));
        Assert.True(ping.Matches(FlowKey.Of(Icmp.Echo(Low, High, identifier: 1).Reply().Header, out _)));
        Assert.False(ping.Matches(FlowKey.Of(Icmp.Echo(Low, High, identifier: 2).Header, out _)));
        Assert.False(ping.Matches(FlowKey.Of(Icmp.Echo(High, Low, identifier: 1).Header, out _)));
    }

    [Fact]
    public void Other_icmp_messages_are_told_apart_by_type_and_code()
    {
        FlowKey message = FlowKey.Of(Icmp.Message(Low, High, 3, 4).Header, out _);
        Assert.True(message.Matches(FlowKey.Of(Icmp.Message(Low, High, 3, 4).Header, out _)));
        Assert.False(message.Matches(FlowKey.Of(Icmp.Message(Low, High, 3, 3).Header, out _)));
        Assert.False(message.Matches(FlowKey.Of(Icmp.Message(Low, High, 11, 4).Header, out _)));
    }

    private static Packet Of(string source, string destination, ushort sourcePort, ushort destinationPort, byte protocol, bool laterFragment)
    {
        if (protocol is 1 or 58) return laterFragment ? Icmp.Echo(source, destination).LaterFragment(1) : Icmp.Echo(source, destination, sourcePort, destinationPort);
        PacketHeader header = Ip.Of(source, destination, protocol).Header;
        if (protocol != 47) (header.SourcePort, header.DestinationPort) = (sourcePort, destinationPort);
        var packet = new Packet(header);
        return laterFragment ? packet.LaterFragment(1) : packet;
    }
}
