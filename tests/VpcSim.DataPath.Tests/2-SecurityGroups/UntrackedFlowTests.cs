namespace VpcSim.DataPath.Tests.SecurityGroups;

public class UntrackedFlowTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // EC2 guide, "Security group connection tracking", untracked connections: open to everywhere, and all responses may leave
    public void A_flow_open_to_everywhere_both_ways_is_untracked()
    {
        Run run = Guarded("in tcp 80 from 0.0.0.0/0", "out all to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        Assert.False(run.Reply().ShouldBeDelivered().PassedAsTracked);
        Assert.False(run.Send(Tcp.Data(Client, Server, 80)).ShouldBeDelivered().PassedAsTracked);
    }

    [Theory] // the same page's example: a rule for one address, or no outbound rule for all, tracks
    [InlineData("in tcp 80 from 10.0.1.10/32", "out all to 0.0.0.0/0")]
    [InlineData("in tcp 80 from 0.0.0.0/0", "out tcp 1024-65535 to 0.0.0.0/0")]
    [InlineData("in tcp 80 from 0.0.0.0/0", "out all to 10.0.0.0/8")]
    [InlineData("in tcp 80 from 0.0.0.0/0", "out all to ::/0")]
    public void Anything_narrower_is_tracked(string inbound, string outbound)
    {
        Run run = Guarded(inbound, outbound);
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        Assert.True(run.Reply().ShouldBeDelivered().PassedAsTracked);
    }

    [Theory] // EC2 guide, "Security group connection tracking", AWS's own example: SSH from one address, HTTP from everywhere, ICMP, everything out
    [InlineData("tcp 22", true, true, true)]
    [InlineData("tcp 80", false, true, false)]
    [InlineData("icmp", true, true, true)]
    [InlineData("tcp 80 by IPv6", false, false, true)]
    public void AWSs_example_is_tracked_as_AWS_says(string what, bool tracked, bool withoutIPv4Out, bool withoutIPv6Out)
    {
        const string OutIPv4 = "out all to 0.0.0.0/0", OutIPv6 = "out all to ::/0";
        Assert.Equal(tracked, IsTracked(what, OutIPv4, OutIPv6));
        Assert.Equal(withoutIPv4Out, IsTracked(what, OutIPv6));
        Assert.Equal(withoutIPv6Out, IsTracked(what, OutIPv4));
    }

    [Fact] // AWS closes only what it tracks
    public void Untracked_flows_never_close()
    {
        Run run = Guarded("in tcp 80 from 0.0.0.0/0", "out all to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Reset(Client, Server, 80)).ShouldBeDelivered();
        run.Wait(1_000_000).Send(Tcp.Data(Server, Client, 40000, sourcePort: 80)).ShouldBeDelivered(to: "client");
    }

    [Fact] // EC2 guide, "Network MTU": an ICMP error needs a rule where no tracked flow stands behind it
    public void An_icmp_error_about_an_untracked_flow_needs_a_rule()
    {
        Run run = Guarded("in tcp 80 from 0.0.0.0/0", "out all to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        Sent answer = run.Reply().ShouldBeDelivered();
        run.Send(answer.Packet.ErrorFrom(Client, 3, 4)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // the contrast
    public void An_icmp_error_about_a_tracked_flow_needs_none()
    {
        Run run = Guarded("in tcp 80 from 10.0.1.0/24", "out all to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered();
        Sent answer = run.Reply().ShouldBeDelivered();
        run.Send(answer.Packet.ErrorFrom(Client, 3, 4)).ShouldBeDelivered(to: "server");
    }

    [Theory] // EC2 guide, "Security group connection tracking": ICMP is always tracked; so is what is neither TCP nor UDP
    [InlineData(1)]
    [InlineData(47)]
    public void Only_tcp_and_udp_can_be_untracked(int protocol)
    {
        Run run = Guarded("in all from 0.0.0.0/0", "out all to 0.0.0.0/0");
        Packet packet = protocol == 1 ? Icmp.Echo(Client, Server) : Ip.Of(Client, Server, protocol);
        run.Send(packet).ShouldBeDelivered();
        Assert.True(run.Reply().ShouldBeDelivered().PassedAsTracked);
    }

    private static bool IsTracked(string what, params string[] outbound)
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
            .Group("server", [$"in tcp 22 from {Client}/32", "in tcp 80 from 0.0.0.0/0", "in tcp 80 from ::/0", "in icmp from 0.0.0.0/0", .. outbound])
            .Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", $"{Server} 2001:db8:0:2::20", "server").Start();
        run.Send(what switch
        {
            "icmp" => Icmp.Echo(Client, Server),
            "tcp 80 by IPv6" => Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:2::20", 80),
            _ => Tcp.Syn(Client, Server, ushort.Parse(what[4..])),
        }).ShouldBeDelivered(to: "server");
        return run.Reply().ShouldBeDelivered(to: "client").Trail.Any(record => record is { Stage: Stage.SecurityGroup, Egress: true, Tracked: true });
    }

    private static Run Guarded(params string[] rules) => DesignBuilder.TwoSubnets.Group("server", rules)
        .Group("client", "out all to 0.0.0.0/0", "in all from 0.0.0.0/0").Eni("client", Client, "client").Eni("server", Server, "server").Start();
}
