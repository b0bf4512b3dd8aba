using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Causal replay: a host sends only what it could have sent. (<c>docs/replay.md</c>, "Causal and open replay")</summary>
public class CausalTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80", Ssh = "10.0.1.10:22";

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.Peer);

    private static Capture Captured(params ReadOnlySpan<Frame> frames) => new Capture().Add(frames);

    [Fact]
    public void Whatever_would_follow_a_dropped_syn_is_not_sent()
    {
        Capture capture = Captured(Frame.Tcp(Client, Ssh, "S"), Frame.Tcp(Ssh, Client, "S."), Frame.Tcp(Client, Ssh, "."), Frame.Tcp(Client, Ssh, "P.", 10));

        Assert.Equal("dropped not-sent not-sent not-sent", Design.Story(capture));
    }

    [Fact]
    public void Open_replay_sends_the_same_packets_as_they_stand()
    {
        Capture capture = Captured(Frame.Tcp(Client, Ssh, "S"), Frame.Tcp(Ssh, Client, "S."), Frame.Tcp(Client, Ssh, "."));

        // The group lets the SYN-ACK out, and what answers it in.
        Assert.Equal("dropped delivered delivered", Design.Open.Story(capture));
    }

    [Fact]
    public void A_bare_syn_is_always_sent() =>
        Assert.Equal("dropped not-sent dropped dropped", Design.Story(Captured(
            Frame.Tcp(Client, Ssh, "S"), Frame.Tcp(Ssh, Client, "S."), Frame.Tcp(Client, Ssh, "S"), Frame.Tcp(Client, Ssh, "S"))));

    [Fact]
    public void A_segment_is_sent_where_nothing_of_its_peer_was_captured() =>
        Assert.Equal("delivered delivered", Design.Story(Captured(Frame.Tcp(Web, Client, "P.", 10), Frame.Tcp(Client, Web, "."))));

    [Fact]
    public void A_segment_waits_for_the_latest_of_its_peer_and_not_for_an_earlier_one()
    {
        Frame[] handshake = [Frame.Tcp(Client, Web, "S"), Frame.Tcp(Web, Client, "S."), Frame.Tcp(Client, Web, ".")];
        Frame lost = Frame.Tcp(Web, Client, "P.", 10, ttl: 1), again = Frame.Tcp(Web, Client, "P.", 10);

        Assert.Equal("delivered delivered delivered dropped not-sent", Design.Story(Captured([.. handshake, lost, Frame.Tcp(Client, Web, ".")])));
        Assert.Equal("delivered delivered delivered dropped delivered delivered", Design.Story(Captured([.. handshake, lost, again, Frame.Tcp(Client, Web, ".")])));
    }

    [Fact]
    public void Leaving_the_simulated_network_counts_as_delivered() =>
        Assert.Equal("delivered delivered", Design.Story(Captured(
            Frame.Tcp("10.0.1.10:40000", "198.51.100.7:80", "S"), Frame.Tcp("198.51.100.7:80", "10.0.1.10:40000", "S."))));

    [Fact]
    public void What_finds_no_way_out_is_not_answered() =>
        Assert.Equal("dropped not-sent", Design.Story(Captured(
            Frame.Tcp("10.9.1.10:40000", "198.51.100.7:80", "S"), Frame.Tcp("198.51.100.7:80", "10.9.1.10:40000", "S."))));

    [Fact]
    public void The_packet_to_blame_is_named_with_its_conversation()
    {
        Replayed result = Design.Run(Captured(
            Frame.Tcp(Client, Web, "S"), Frame.Tcp(Client, Ssh, "S"), Frame.Tcp(Ssh, Client, "S."), Frame.Tcp(Client, Ssh, ".")));

        Assert.Equal((1, 2, 2), (result.Summary.TopDropped[0].Drops, result.Summary.TopDropped[0].NotSent, result.Summary.TopDropped[0].FirstDropNumber));
        Assert.Equal((22, "203.0.113.9"), (result.Summary.TopDropped[0].DestinationPort, result.Summary.TopDropped[0].Source.ToString()));
        Assert.Single(result.Summary.TopDropped);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(47)]
    public void Who_spoke_first_always_sends_and_the_other_not_before_something_arrived(byte protocol)
    {
        Frame ask = protocol == 17 ? Frame.Udp(Client, "10.0.1.10:9999") : Frame.Other(protocol, "203.0.113.9", "10.0.1.10");
        Frame answer = protocol == 17 ? Frame.Udp("10.0.1.10:9999", Client) : Frame.Other(protocol, "10.0.1.10", "203.0.113.9");

        Assert.Equal("dropped not-sent dropped not-sent", Design.Story(Captured(ask, answer, ask, answer)));
        Assert.Equal("dropped delivered", Design.Open.Story(Captured(ask, answer)));
        // The other way round web speaks first, and its group lets it.
        Assert.Equal("delivered delivered delivered delivered", Design.Story(Captured(answer, ask, answer, ask)));
    }

    [Fact]
    public void Of_datagrams_an_earlier_one_is_enough_for_the_answer()
    {
        Frame ask = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53"), lost = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53", ttl: 1);
        Frame answer = Frame.Udp("198.51.100.7:53", "10.0.1.10:40000");

        Assert.Equal("delivered dropped delivered", Design.Story(Captured(ask, lost, answer)));
        Assert.Equal("dropped not-sent", Design.Story(Captured(lost, answer)));
    }

    [Fact]
    public void An_echo_reply_is_sent_for_the_request_of_its_own_sequence_number()
    {
        Frame first = Frame.Ping("10.0.1.10", "198.51.100.7", sequence: 1), lost = Frame.Ping("10.0.1.10", "198.51.100.7", sequence: 2, ttl: 1);

        Assert.Equal("delivered dropped not-sent delivered", Design.Story(Captured(
            first, lost, Frame.Pong("198.51.100.7", "10.0.1.10", sequence: 2), Frame.Pong("198.51.100.7", "10.0.1.10", sequence: 1))));
    }

    [Fact]
    public void An_echo_reply_is_sent_for_the_request_of_its_own_identifier() =>
        Assert.Equal("delivered not-sent delivered", Design.Story(Captured(
            Frame.Ping("10.0.1.10", "198.51.100.7", id: 7), Frame.Pong("198.51.100.7", "10.0.1.10", id: 8), Frame.Pong("198.51.100.7", "10.0.1.10", id: 7))));

    [Fact]
    public void An_echo_reply_without_a_captured_request_is_not_sent_unless_the_replay_is_open()
    {
        Capture capture = Captured(Frame.Pong("10.0.1.10", "198.51.100.7"));

        Assert.Equal("not-sent", Design.Story(capture));
        Assert.Equal("delivered", Design.Open.Story(capture));
    }

    [Fact]
    public void An_icmp_error_is_sent_if_what_it_quotes_arrived()
    {
        Frame arrives = Frame.Udp("10.0.1.10:40000", "198.51.100.7:33434"), expires = Frame.Udp("10.0.1.10:40001", "198.51.100.7:33435", ttl: 1);

        Assert.Equal("delivered delivered", Design.Story(Captured(arrives, Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, arrives))));
        Assert.Equal("dropped not-sent", Design.Story(Captured(expires, Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, expires))));
        Assert.Equal("not-sent", Design.Story(Captured(Frame.Error("198.51.100.7", "10.0.1.10", 3, 3, arrives))));
    }

    [Fact]
    public void A_hosts_own_error_about_a_dropped_packet_is_not_sent()
    {
        Frame scan = Frame.Udp(Client, "10.0.1.10:161");
        Capture capture = Captured(scan, Frame.Error("10.0.1.10", "203.0.113.9", 3, 3, scan));

        Assert.Equal("dropped not-sent", Design.Story(capture));
        Assert.Equal("dropped delivered", Design.Open.Story(capture));
    }

    [Fact]
    public void An_error_about_an_echo_request_asks_for_that_request()
    {
        Frame first = Frame.Ping("10.0.1.10", "198.51.100.7", sequence: 1), lost = Frame.Ping("10.0.1.10", "198.51.100.7", sequence: 2, ttl: 1);

        Assert.Equal("delivered dropped delivered not-sent", Design.Story(Captured(
            first, lost, Frame.Error("192.0.2.2", "10.0.1.10", 11, 0, first), Frame.Error("192.0.2.2", "10.0.1.10", 11, 0, lost))));
    }
}
