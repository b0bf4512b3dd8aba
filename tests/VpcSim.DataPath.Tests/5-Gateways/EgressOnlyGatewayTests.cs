namespace VpcSim.DataPath.Tests.Gateways;

public class EgressOnlyGatewayTests
{
    private const string Web = "2001:db8:0:1::10", Outside = "2001:db8:ffff::1";

    [Fact] // VPC guide, "Egress-only internet gateways": stateful, answers return
    public void What_goes_out_is_answered()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "eigw").ShouldBeRecorded("web egress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "web");
    }

    [Fact] // the same page: the internet cannot initiate, whatever the security group allows
    public void The_internet_cannot_initiate()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Outside, Web, 22)).ShouldBeDropped(DropReason.EigwBlocksNewConnections, by: "eigw").ShouldNotBeRecorded();
        run.Send(Udp.Datagram(Outside, Web, 53)).ShouldBeDropped(DropReason.EigwBlocksNewConnections, by: "eigw");
    }

    [Fact] // the same page: the internet cannot initiate, nor ping whoever sent it an echo reply that it had not asked for
    public void An_echo_reply_that_goes_out_lets_no_echo_request_in()
    {
        Run run = Start();
        run.Send(Icmp.EchoReply(Web, Outside, identifier: 7)).ShouldBeDelivered(to: "eigw");
        run.Send(Icmp.Echo(Outside, Web, identifier: 7)).ShouldBeDropped(DropReason.EigwBlocksNewConnections, by: "eigw");
    }

    [Fact] // the contrast: the reply to an echo request that went out
    public void An_echo_request_that_goes_out_lets_its_reply_in()
    {
        Run run = Start();
        run.Send(Icmp.Echo(Web, Outside, identifier: 7)).ShouldBeDelivered(to: "eigw");
        run.Send(Icmp.EchoReply(Outside, Web, identifier: 7)).ShouldBeDelivered(to: "web");
    }

    [Fact] // the contrast: through an internet gateway it can
    public void Through_an_internet_gateway_it_can()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Main("::/0 igw").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64")
            .Eni("web", $"10.0.1.10 {Web}").Start();
        run.Send(Tcp.Syn(Outside, Web, 22)).ShouldBeDelivered(to: "web");
    }

    [Fact] // a connection that is over may be reopened from inside only
    public void A_closed_connection_is_not_reopened_from_outside()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered();
        run.Send(Tcp.Reset(Outside, Web, 40000, sourcePort: 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Outside, Web, 40000, sourcePort: 443)).ShouldBeDropped(DropReason.EigwBlocksNewConnections);
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
    }

    [Theory] // tracked as security groups track, for as long
    [InlineData(29, Outcome.Delivered)]
    [InlineData(31, Outcome.Dropped)]
    public void An_answer_after_the_idle_time_is_no_answer(int seconds, Outcome outcome)
    {
        Run run = Start();
        run.Send(Udp.Datagram(Web, Outside, 53)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(seconds).Send(Udp.Datagram(Outside, Web, 40000, sourcePort: 53)).Verdict.Outcome);
    }

    [Fact] // RFC 4443: an error about what went out is an answer to it
    public void An_icmp_error_about_what_went_out_comes_in()
    {
        Run run = Start();
        Sent asked = run.Send(Udp.Datagram(Web, Outside, 33434)).ShouldBeDelivered();
        run.Send(asked.Packet.ErrorFrom(Outside, 1, 4)).ShouldBeDelivered(to: "web");
        run.Send(Udp.Datagram(Web, Outside, 33435).ErrorFrom(Outside, 1, 4)).ShouldBeDropped(DropReason.EigwBlocksNewConnections);
    }

    [Fact] // VPC guide, "Egress-only internet gateways": the network ACL of the subnet filters what goes to and comes from the gateway
    public void The_subnets_network_acl_applies_both_ways()
    {
        Run With(params string[] entries) => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").EgressOnlyGateway().Main("::/0 eigw").Acl("acl", entries)
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64", acl: "acl").Eni("web", $"10.0.1.10 {Web}").Start();
        With("in 100 allow all from ::/0", "out 100 deny tcp 443 to ::/0", "out 200 allow all to ::/0").Send(Tcp.Syn(Web, Outside, 443))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web egress REJECT");
        Run run = With("in 100 deny tcp 1024-65535 from ::/0", "in 200 allow all from ::/0", "out 100 allow all to ::/0");
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "eigw");
        run.Reply().ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl").ShouldBeRecorded("web ingress REJECT");
    }

    private static Run Start() => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().EgressOnlyGateway().Main("::/0 eigw")
        .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("web", $"10.0.1.10 {Web}").Start();
}
