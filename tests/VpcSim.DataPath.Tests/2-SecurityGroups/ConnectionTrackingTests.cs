using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.SecurityGroups;

public class ConnectionTrackingTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    // One way only: whatever comes back is allowed because it is tracked, never because of a rule.
    private static readonly string[] ClientRules = ["out all 10.0.2.0/24"], ServerRules = ["in all 10.0.1.0/24"];

    [Fact] // EC2 guide, "Security group connection tracking": responses to allowed requests pass whatever the rules say
    public void The_response_of_an_allowed_request_needs_no_rule()
    {
        Run run = OneWay();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered(to: "server");
        Assert.True(run.Reply().ShouldBeDelivered(to: "client").PassedAsTracked);
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
    }

    [Fact] // the contrast: nobody asked
    public void What_answers_no_request_needs_a_rule() =>
        OneWay().Send(Tcp.SynAck(Server, Client, 40000, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");

    [Theory] // EC2 guide, "Security group connection tracking": tracking is by address, port and protocol
    [InlineData(40001, 443)]
    [InlineData(40000, 444)]
    public void A_response_from_another_port_is_no_response(ushort clientPort, ushort serverPort)
    {
        Run run = OneWay();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.SynAck(Server, Client, clientPort, serverPort)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // EC2 guide, "Security group connection tracking": ICMP is always tracked
    public void An_echo_reply_needs_no_rule_even_between_open_groups()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in icmp 8 from 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "server").Start();
        run.Send(Icmp.Echo(Client, Server)).ShouldBeDelivered();
        Assert.True(run.Reply().ShouldBeDelivered(to: "client").PassedAsTracked);
    }

    [Fact] // the contrast: the same identifier the other way round is the other side's own request
    public void An_echo_request_of_the_other_side_is_no_response()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in icmp 8 from 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "server").Start();
        run.Send(Icmp.Echo(Client, Server, identifier: 7)).ShouldBeDelivered();
        run.Send(Icmp.Echo(Server, Client, identifier: 7)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Theory] // EC2 guide, "Security group connection tracking", idle timeouts: UDP 30 s with one request and response
    [InlineData(29, Outcome.Delivered)]
    [InlineData(31, Outcome.Dropped)]
    public void Udp_of_one_request_is_tracked_for_30_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = OneWay();
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Reply().Verdict.Outcome);
    }

    [Theory] // the same table: UDP stream 180 s once there was more than one request and response
    [InlineData(179, Outcome.Delivered)]
    [InlineData(181, Outcome.Dropped)]
    public void A_udp_stream_is_tracked_for_180_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = OneWay();
        for (int i = 0; i < 2; i++)
        {
            run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
            run.Reply().ShouldBeDelivered();
        }
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).Verdict.Outcome);
    }

    [Fact] // the same table: a single request and response is no stream, whichever side sends more
    public void Many_responses_to_one_request_are_no_stream()
    {
        Run run = OneWay();
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        for (int i = 0; i < 5; i++) run.Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).ShouldBeDelivered();
        run.Wait(31).Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // the same table: nor are two requests to which one response came
    public void Two_requests_and_one_response_are_no_stream()
    {
        Run run = OneWay();
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        run.Wait(31).Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // each packet of a flow starts its idle time anew, on the fast path too
    public void Packets_keep_a_flow_tracked()
    {
        Run run = OneWay();
        for (int i = 0; i < 20; i++) run.Wait(29).Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        run.Wait(29).Send(Udp.Datagram(Server, Client, 40000, sourcePort: 5000)).ShouldBeDelivered();
    }

    [Theory] // EC2 guide, "Security group connection tracking": 432,000 s for established TCP
    [InlineData(431_999, Outcome.Delivered)]
    [InlineData(432_001, Outcome.Dropped)]
    public void Idle_tcp_is_tracked_for_five_days(int idleSeconds, Outcome outcome)
    {
        Run run = OneWay();
        Establish(run);
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // EC2 guide, "Security group connection tracking": 350 s on Nitro v6 instance types
    [InlineData("m8i.large", 349, Outcome.Delivered)]
    [InlineData("m8i.large", 351, Outcome.Dropped)]
    [InlineData("m5.large", 351, Outcome.Delivered)]
    public void Idle_tcp_is_tracked_for_350_seconds_on_nitro_v6(string type, int idleSeconds, Outcome outcome)
    {
        Run run = Ruled(builder => builder.Eni("client", Client, "client").Eni("server", Server, "server", type: type));
        Establish(run);
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // EC2 API, ConnectionTrackingSpecificationRequest: an interface may choose 60 to 432,000 s
    [InlineData(59, Outcome.Delivered)]
    [InlineData(61, Outcome.Dropped)]
    public void An_interface_chooses_its_own_tcp_timeout(int idleSeconds, Outcome outcome)
    {
        Run run = Ruled(builder => builder.Eni("client", Client, "client")
            .Eni("server", Server, "server", tracking: new ConnectionTracking(TcpEstablishedTimeoutSeconds: 60)));
        Establish(run);
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Theory] // EC2 guide, "Security group connection tracking": of other protocols what comes within 600 s is accepted
    [InlineData(599, Outcome.Delivered)]
    [InlineData(601, Outcome.Dropped)]
    public void Other_protocols_are_tracked_for_600_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = OneWay();
        run.Send(Ip.Of(Client, Server, 47)).ShouldBeDelivered();
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Ip.Of(Server, Client, 47)).Verdict.Outcome);
    }

    [Fact] // the same page: of protocols other than TCP, UDP and ICMP only addresses and protocol are tracked
    public void Other_protocols_are_tracked_without_their_ports()
    {
        const int Sctp = 132;
        Run run = OneWay();
        run.Send(WithPorts(Ip.Of(Server, Client, Sctp), 3000, 4000)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.Send(WithPorts(Ip.Of(Client, Server, Sctp), 1000, 2000)).ShouldBeDelivered();
        run.Send(WithPorts(Ip.Of(Server, Client, Sctp), 3000, 4000)).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Flow log records": REJECT is also what arrives after the connection was closed
    public void A_late_packet_after_close_is_judged_by_the_rules_alone()
    {
        Run run = OneWay();
        Establish(run);
        run.Send(Tcp.Fin(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.Fin(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
        run.Send(Tcp.Data(Client, Server, 443, payload: 0)).ShouldBeDelivered();
        run.Wait(11).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server").ShouldBeRecorded("server egress REJECT");
    }

    [Fact] // the contrast: a rule allows it, so it is accepted
    public void A_late_packet_that_a_rule_allows_is_accepted()
    {
        Run run = OneWay();
        Establish(run);
        run.Send(Tcp.Reset(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
        run.Wait(11).Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered().ShouldBeRecorded("client egress ACCEPT", "server ingress ACCEPT");
    }

    [Fact] // one side's FIN leaves the connection half open: the other may go on sending
    public void A_half_closed_connection_stays_tracked()
    {
        Run run = OneWay();
        Establish(run);
        run.Send(Tcp.Fin(Client, Server, 443)).ShouldBeDelivered();
        run.Wait(3600).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
    }

    [Fact] // RFC 9293 section 3.6.1: a new SYN may reuse the tuple at once, and is judged by the rules
    public void A_new_connection_may_follow_on_the_same_ports()
    {
        Run run = OneWay();
        Establish(run);
        run.Send(Tcp.Reset(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
        Establish(run);
        run.Wait(3600).Send(Tcp.Data(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
    }

    [Fact] // the contrast: the other side has no rule to begin with
    public void The_other_side_may_not_reuse_the_ports_without_a_rule()
    {
        Run run = OneWay();
        Establish(run);
        run.Send(Tcp.Reset(Server, Client, 40000, sourcePort: 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Server, Client, 40000, sourcePort: 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // a drop must not outlive the state that the other side's packet opens
    public void What_was_dropped_before_the_request_passes_after_it()
    {
        Run run = OneWay();
        Packet answer = Udp.Datagram(Server, Client, 40000, sourcePort: 5000);
        run.Send(answer).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.Send(answer).ShouldBeDropped(DropReason.EniSgRulesMismatch);
        run.Send(Udp.Datagram(Client, Server, 5000)).ShouldBeDelivered();
        run.Send(answer).ShouldBeDelivered(to: "client");
    }

    private static void Establish(Run run)
    {
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Data(Client, Server, 443)).ShouldBeDelivered();
    }

    private static Run OneWay() => Ruled(builder => builder.Eni("client", Client, "client").Eni("server", Server, "server"));

    private static Run Ruled(Func<DesignBuilder, DesignBuilder> enis) =>
        enis(DesignBuilder.TwoSubnets.Group("client", ClientRules).Group("server", ServerRules)).Start();

    private static Packet WithPorts(Packet packet, ushort source, ushort destination)
    {
        Wire.PacketHeader header = packet.Header;
        (header.SourcePort, header.DestinationPort) = (source, destination);
        header.Traits |= Wire.PacketTraits.HasPorts;
        return new Packet(header);
    }
}
