using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay.Explanations;

/// <summary>The forms in which a conversation is asked for, and what is said of others.</summary>
public class ConversationQueryTests
{
    private static readonly Trial _trial = Trial.Of(Resources.Web, Resources.App);
    private static readonly Capture _http = new Capture().Http("198.51.100.7:40000", "10.0.1.10:80").Http("198.51.100.7:40001", "10.0.1.10:80");

    [Theory]
    [InlineData("tcp 198.51.100.7:40000 10.0.1.10:80", 1)]
    [InlineData("tcp 10.0.1.10:80 198.51.100.7:40000", 1)]
    [InlineData("TCP 198.51.100.7:40000 > 10.0.1.10:80", 1)]
    [InlineData("6 198.51.100.7:40000 Web:80", 1)]
    [InlineData("tcp 198.51.100.7 Web:80", 2)]
    [InlineData("tcp 198.51.100.7 Web", 2)]
    [InlineData("tcp Web:0:80 198.51.100.7:40001", 1)]
    [InlineData("3", 1)]
    [InlineData("tcp 198.51.100.7 Web:81", 0)]
    [InlineData("udp 198.51.100.7 Web:80", 0)]
    public void Ends_are_addresses_or_names_in_either_order_with_ports_or_without(string asked, int conversations) =>
        Assert.Equal(conversations, Explained.Of(_trial, asked, _http).Conversations.Count);

    [Fact]
    public void A_public_address_finds_what_was_captured_with_the_private_one_and_the_other_way_round()
    {
        string address = _trial.PublicOf("10.0.1.10");
        Assert.Equal(2, Explained.Of(_trial, $"tcp 198.51.100.7 {address}:80", _http).Conversations.Count);
        Assert.Single(Explained.Of(_trial, "tcp 198.51.100.7 10.0.1.10", new Capture().Http("198.51.100.7:40000", $"{address}:80")).Conversations);
    }

    [Fact]
    public void A_mapped_address_is_found_as_captured_and_as_placed()
    {
        Trial mapped = _trial.Map("192.168.1.10=Web");
        Capture capture = new Capture().Http("198.51.100.7:40000", "192.168.1.10:80");
        Assert.Single(Explained.Of(mapped, "tcp 198.51.100.7 192.168.1.10:80", capture).Conversations);
        Assert.Single(Explained.Of(mapped, "tcp 198.51.100.7 10.0.1.10:80", capture).Conversations);
    }

    [Fact]
    public void Echo_messages_are_told_apart_by_their_identifier_and_other_protocols_by_their_number()
    {
        Capture capture = new Capture().Add(Frame.Ping("198.51.100.7", "10.0.1.10", id: 7), Frame.Ping("198.51.100.7", "10.0.1.10", id: 8), Frame.Other(50, "198.51.100.7", "10.0.1.10"));
        Assert.Equal(2, Explained.Of(_trial, "icmp 198.51.100.7 Web", capture).Conversations.Count);
        Assert.Equal("2 delivered", Explained.Of(_trial, "icmp 198.51.100.7 Web 8", capture).Story);
        Assert.Equal("2 delivered", Explained.Of(_trial, "2", capture).Story);
        Assert.Equal("3 dropped", Explained.Of(_trial, "50 198.51.100.7 Web", capture).Story);
    }

    [Fact]
    public void The_number_of_an_ICMP_error_stands_for_the_conversation_that_it_is_about()
    {
        Frame question = Frame.Udp("10.0.1.10:4000", "198.51.100.7:53");
        Capture capture = new Capture().Add(question, Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, question));
        Assert.Equal("1 delivered, 2 delivered", Explained.Of(_trial, "2", capture).Story);
    }

    [Theory]
    [InlineData("tcp Web", "'tcp Web' names no conversation; write it as 'tcp 198.51.100.7:40000 10.0.1.10:443'")]
    [InlineData("tcp 10.0.1.10 198.51.100.7 9", "'9' is one word too many")]
    [InlineData("tpc Web 198.51.100.7", "'tpc' is no protocol; write tcp, udp, icmp or a protocol's number")]
    [InlineData("tcp Wev:80 198.51.100.7", "'Wev' is no address, and nothing in the design is called 'Wev'; the nearest names are Web")]
    [InlineData("tcp Vpc:80 198.51.100.7", "Vpc is no network interface and has no single one")]
    [InlineData("tcp 10.0.1.10:http 198.51.100.7", "'http' is no port; write 0 to 65535")]
    [InlineData("tcp 10.0.1.10:65536 198.51.100.7", "'65536' is no port")]
    [InlineData("tcp [2001:db8::7:443 Web", "lacks a bracket")]
    [InlineData("icmp Web:80 198.51.100.7", "icmp has no ports; leave ':80' out")]
    [InlineData("icmp Web 198.51.100.7 x", "'x' is no identifier of ICMP echo messages")]
    [InlineData("17", "there is no such packet: the last one is number 16")]
    public void What_cannot_be_understood_is_refused_with_the_remedy(string asked, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => Explained.Of(_trial, asked, _http)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_packet_without_IP_belongs_to_no_conversation() =>
        Assert.Contains("holds no IP", Assert.Throws<FormatException>(() => Explained.Of(_trial, "1", new Capture().Add(Frame.Arp()))).Message, StringComparison.Ordinal);
}
