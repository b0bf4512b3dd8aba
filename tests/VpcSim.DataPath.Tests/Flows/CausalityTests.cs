namespace VpcSim.DataPath.Tests.Flows;

/// <summary>Causal replay: a host sends only what it could have sent in this network. (contracts, "Replay")</summary>
public class CausalityTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // TCP: a bare SYN is always sent
    public void A_bare_syn_is_always_sent()
    {
        Run run = Closed();
        for (int i = 0; i < 3; i++) run.SendCausally(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // TCP: what answers a dropped SYN is not sent, and the SYN is to blame; so is all that follows
    public void What_follows_a_dropped_syn_is_not_sent()
    {
        Run run = Closed();
        run.SendCausally(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.SendCausally(Tcp.SynAck(Server, Client, 40000, 443)).ShouldNotBeSent();
        Assert.Equal(1, run.Blame);
        run.SendCausally(Tcp.Data(Client, Server, 443)).ShouldNotBeSent();
        Assert.Equal(1, run.Blame);
    }

    [Fact] // the contrast
    public void What_follows_a_delivered_syn_is_sent()
    {
        Run run = Open();
        run.SendCausally(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.SendCausally(Tcp.SynAck(Server, Client, 40000, 443)).ShouldBeDelivered();
        run.SendCausally(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
    }

    [Fact] // TCP: the latest earlier packet of the peer counts: a SYN that gets through after one that did not
    public void The_peers_latest_packet_decides()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in tcp 443 from 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "server").Start();
        run.SendCausally(Tcp.Syn(Client, Server, 443).OfLength(9002).DontFragment()).ShouldBeDelivered();
        run.SendCausally(Tcp.SynAck(Server, Client, 40000, 443)).ShouldBeDelivered();
        Run strict = DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", Server).Start(new DataPathSettings { StrictMtu = true });
        strict.SendCausally(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        strict.SendCausally(Tcp.Data(Client, Server, 443).OfLength(9002).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig);
        strict.SendCausally(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldNotBeSent();
        Assert.Equal(2, strict.Blame);
        strict.SendCausally(Tcp.Data(Client, Server, 443)).ShouldNotBeSent(); // the server's silence is the latest
    }

    [Fact] // TCP: where no packet of the peer was captured, nothing speaks against sending
    public void A_capture_that_begins_in_the_middle_is_sent() =>
        Open().SendCausally(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();

    [Fact] // UDP: the initiator always sends
    public void The_initiator_of_a_datagram_flow_always_sends()
    {
        Run run = Closed();
        for (int i = 0; i < 3; i++) run.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // UDP: the other side sends once an earlier packet of the initiator was delivered
    public void The_other_side_answers_nothing_that_did_not_arrive()
    {
        Run closed = Closed(), open = Open();
        closed.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        closed.SendCausally(Udp.Datagram(Server, Client, 40000, sourcePort: 53)).ShouldNotBeSent();
        Assert.Equal(1, closed.Blame);
        open.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        open.SendCausally(Udp.Datagram(Server, Client, 40000, sourcePort: 53)).ShouldBeDelivered();
    }

    [Fact] // UDP: one delivered packet is enough, whatever became of later ones
    public void One_delivered_request_lets_the_other_side_speak()
    {
        Run run = Open();
        run.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.SendCausally(Udp.Datagram(Client, Server, 53).OfLength(9002).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig);
        run.SendCausally(Udp.Datagram(Server, Client, 40000, sourcePort: 53)).ShouldBeDelivered();
    }

    [Fact] // ICMP: an echo reply is sent if and only if the request with its identifier and sequence arrived
    public void An_echo_reply_needs_its_own_request()
    {
        Run run = Open();
        Packet ping = Icmp.Echo(Client, Server, identifier: 5, sequence: 1);
        run.SendCausally(ping).ShouldBeDelivered();
        run.SendCausally(ping.Reply()).ShouldBeDelivered();
        run.SendCausally(ping.WithSequence(2).Reply()).ShouldNotBeSent();
        run.SendCausally(Icmp.Echo(Client, Server, identifier: 6, sequence: 1).Reply()).ShouldNotBeSent();
    }

    [Fact] // the same over more sequence numbers than a word has bits
    public void Each_of_many_echo_requests_is_remembered()
    {
        Run run = Open();
        for (ushort sequence = 1; sequence <= 200; sequence++)
        {
            Packet ping = Icmp.Echo(Client, Server, sequence: sequence);
            run.SendCausally(sequence % 3 == 0 ? ping.OfLength(9002).DontFragment() : ping);
        }
        for (ushort sequence = 1; sequence <= 200; sequence++)
        {
            Sent reply = run.SendCausally(Icmp.Echo(Client, Server, sequence: sequence).Reply());
            Assert.Equal(sequence % 3 == 0 ? Outcome.NotSent : Outcome.Delivered, reply.Verdict.Outcome);
        }
    }

    [Fact] // ICMP: the reply to a request that was dropped
    public void An_echo_reply_to_a_dropped_request_is_not_sent()
    {
        Run run = Closed();
        run.SendCausally(Icmp.Echo(Client, Server)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.SendCausally(Icmp.Echo(Client, Server).Reply()).ShouldNotBeSent();
    }

    [Fact] // ICMP: an error is sent if and only if the packet that it quotes reached its sender
    public void An_icmp_error_needs_the_packet_that_it_quotes()
    {
        Run open = Open(), closed = Closed();
        Packet probe = Udp.Datagram(Client, Server, 33434);
        open.SendCausally(probe).ShouldBeDelivered();
        open.SendCausally(probe.ErrorFrom(Server, 3, 3)).ShouldBeDelivered();
        open.SendCausally(Udp.Datagram(Client, Server, 33435).ErrorFrom(Server, 3, 3)).ShouldNotBeSent();
        closed.SendCausally(probe).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        closed.SendCausally(probe.ErrorFrom(Server, 3, 3)).ShouldNotBeSent();
    }

    [Fact] // the same for a quoted echo, by its sequence number
    public void An_icmp_error_about_an_echo_needs_that_echo()
    {
        Run run = Open();
        Packet ping = Icmp.Echo(Client, Server, sequence: 1);
        run.SendCausally(ping).ShouldBeDelivered();
        run.SendCausally(ping.ErrorFrom(Server, 11, 0)).ShouldBeDelivered();
        run.SendCausally(ping.WithSequence(2).ErrorFrom(Server, 11, 0)).ShouldNotBeSent();
    }

    [Fact] // leaving the simulated network counts as delivered
    public void What_left_the_network_may_be_answered()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("client", Client, publicAddress: "198.51.100.10").Start();
        run.SendCausally(Tcp.Syn(Client, "203.0.113.1", 443)).ShouldBeDelivered(to: "igw");
        run.SendCausally(Tcp.SynAck("203.0.113.1", Client, 40000, 443)).ShouldBeDelivered(to: "client");
    }

    [Fact] // contracts: later fragments follow the first one's verdict
    public void Later_fragments_of_an_unsent_first_one_are_not_sent()
    {
        Run run = Closed();
        Packet answer = Udp.Datagram(Server, Client, 40000, sourcePort: 53);
        run.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.SendCausally(answer.FirstFragment(7)).ShouldNotBeSent();
        run.SendCausally(answer.LaterFragment(7)).ShouldNotBeSent();
        Assert.Equal(1, run.Blame);
        run.SendCausally(Udp.Datagram(Client, Server, 53).LaterFragment(8)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // the contrast: fragments of the other direction do not matter
    public void Later_fragments_of_a_first_one_that_was_sent_are_sent()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in udp 53 from 0.0.0.0/0", "out all to 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "server").Start();
        run.SendCausally(Udp.Datagram(Client, Server, 54).FirstFragment(1)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.SendCausally(Udp.Datagram(Client, Server, 54).LaterFragment(1)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.SendCausally(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        Packet answer = Udp.Datagram(Server, Client, 40000, sourcePort: 53);
        run.SendCausally(answer.FirstFragment(2)).ShouldBeDelivered();
        run.SendCausally(answer.LaterFragment(2)).ShouldBeDelivered();
    }

    [Theory] // forgetting what is over costs time and never changes a result, swept or not
    [InlineData(true)]
    [InlineData(false)]
    public void A_conversation_that_is_over_is_over_swept_or_not(bool swept)
    {
        Run run = Open();
        Packet probe = Udp.Datagram(Client, Server, 33434);
        run.SendCausally(probe).ShouldBeDelivered();
        run.Wait(181);
        if (swept) run.DataPath.Sweep(10_000, run.NowNs);
        run.SendCausally(probe.ErrorFrom(Server, 3, 3)).ShouldNotBeSent();
    }

    [Theory] // "Causal replay never delivers more" but here: what ends a tracked connection is not sent causally, so that the connection lives on and lets the other side in
    [InlineData(4, 4)]
    [InlineData(17, 17)]
    public void An_end_that_only_open_replay_sends_shuts_out_what_causal_replay_lets_in(byte ofServer, byte ofClient)
    {
        Run causal = Asking(), open = Asking();
        Packet[] packets =
        [
            Tcp.Data(Client, Server, 443), // dropped by the server's group, tracked by the client's
            Tcp.Data(Server, Client, 40000, 443).WithFlags(ofServer),
            Tcp.Data(Client, Server, 443).WithFlags(ofClient),
        ];
        bool[] sentCausally = [.. packets.Select(packet => causal.SendCausally(packet).Verdict.Outcome != Outcome.NotSent)];
        foreach (Packet packet in packets) open.Send(packet);
        Assert.Equal([true, false, false], sentCausally);
        causal.Wait(601).SendCausally(Tcp.Data(Server, Client, 40000, 443)).ShouldBeDelivered(to: "client");
        open.Wait(601).Send(Tcp.Data(Server, Client, 40000, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client");
    }

    [Fact] // the same end, made by a NAT gateway (VPC guide, "Compare NAT gateways and NAT instances")
    public void A_reset_of_a_NAT_gateway_that_only_open_replay_calls_for_is_such_an_end()
    {
        const string site = "203.0.113.5";
        Run causal = Translating(), open = Translating();
        Packet request = Tcp.Data(Client, site, 443), answer = Tcp.Data(site, "198.51.100.10", 40000, 443), syn = Tcp.Syn(site, "198.51.100.10", 40000, 443);
        causal.SendCausally(request).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress);
        open.Send(request).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress);
        causal.SendCausally(answer).ShouldNotBeSent();
        open.Send(answer).ShouldBeDelivered(to: "client");
        causal.Wait(599).SendCausally(request).ShouldNotBeSent();
        open.Wait(599).Send(request).ShouldBeDropped(DropReason.NgwIdleTimeout, by: "nat");
        causal.Wait(59).SendCausally(syn).ShouldBeDelivered(to: "client");
        open.Wait(59).Send(syn).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "client");
    }

    private static Run Asking() => DesignBuilder.TwoSubnets.Group("client", "out all to 0.0.0.0/0").Group("server", "out all to 0.0.0.0/0")
        .Eni("client", Client, "client").Eni("server", Server, "server").Start();

    // A private NAT gateway, which the internet gateway lets nothing out for, before a host with a public address, which is reached from outside.
    private static Run Translating() => new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("p", "10.0.0.0/24", table: "public").Nat("nat", "p", "10.0.0.220", publicAddress: null)
        .Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24").Group("client", "out all to 0.0.0.0/0").Eni("client", Client, "client", publicAddress: "198.51.100.10").Start();

    private static Run Open() => DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", Server).Start();

    private static Run Closed() => DesignBuilder.TwoSubnets.Group("closed", "out all to 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "closed").Start();
}
