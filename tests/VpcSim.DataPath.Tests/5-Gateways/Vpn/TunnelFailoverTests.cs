namespace VpcSim.DataPath.Tests.Gateways.Vpn;

/// <summary>The first packet of each dialogue starts the run's clock; tunnel 1 goes down after 60 seconds and comes back after 300.</summary>
public class TunnelFailoverTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5";
    private const string ByFirst = "192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)", BySecond = "192.168.0.0/16 by paris tunnel 2 (BGP, AS path 65001, MED 0)";

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": when a tunnel is lost, traffic moves to the other one
    public void When_a_tunnel_is_lost_traffic_moves_to_the_other_one()
    {
        Run run = Start("announce 192.168.0.0/16", "down 1 60 300");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(59).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw", rule: ByFirst).ShouldBeRecorded("web egress ACCEPT");
        run.Wait(29).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldBeDelivered(to: "vgw").ShouldGoBy(BySecond);
        run.Wait(209).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // a remembered path must not outlive the moment: the same dialogue, many packets between the changes
    public void What_was_remembered_ends_with_the_tunnel()
    {
        Run run = Start("announce 192.168.0.0/16", "down 1 60 300");
        run.Send(Udp.Datagram(Web, Office, 5000)).ShouldBeDelivered();
        Assert.False(run.Send(Udp.Datagram(Web, Office, 5000)).Walked);
        run.Wait(60).Send(Udp.Datagram(Web, Office, 5000)).ShouldBeDropped(DropReason.BadStateVpn);
        Assert.False(run.Send(Udp.Datagram(Web, Office, 5000)).ShouldBeDropped(DropReason.BadStateVpn).Walked);
        run.Wait(30).Send(Udp.Datagram(Web, Office, 5000)).ShouldBeDelivered();
        Assert.False(run.Send(Udp.Datagram(Web, Office, 5000)).ShouldGoBy(BySecond).Walked);
    }

    [Theory] // Site-to-Site VPN guide, "VPN tunnel options": dead peer detection, 30 seconds by default and more where the options say so
    [InlineData("dpd clear 30", 30)]
    [InlineData("dpd restart 30", 30)]
    [InlineData("dpd clear 45", 45)]
    public void A_static_tunnel_is_given_up_after_the_time_of_dead_peer_detection(string option, double seconds)
    {
        Run run = Start("static 192.168.0.0/16", "down 1 60 300", option);
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (static)");
        run.Wait(60 + seconds - 0.001).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, rule: "192.168.0.0/16 by paris tunnel 1 (static)");
        run.Wait(0.001).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 2 (static)");
    }

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": the action "none" takes no action
    public void With_the_action_none_a_static_tunnel_is_never_given_up()
    {
        Run run = Start("static 192.168.0.0/16", "down 1 60 300", "dpd none 30");
        run.Send(Tcp.Syn(Web, Office, 443));
        run.Wait(299).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldBeDelivered();
    }

    [Theory] // Site-to-Site VPN guide, "Troubleshooting your customer gateway device": the BGP session is held for 30 seconds
    [InlineData(30, 30)]
    [InlineData(10, 10)]
    public void Over_bgp_the_end_of_the_session_moves_traffic_whatever_the_action(int hold, double seconds)
    {
        Run run = Design("announce 192.168.0.0/16", "down 1 60 300", "dpd none 60").Start(new DataPathSettings { VpnBgpHoldSeconds = hold });
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(60 + seconds - 1).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": the other tunnel's outage changes nothing
    public void The_loss_of_the_idle_tunnel_is_not_felt()
    {
        Run run = Start("announce 192.168.0.0/16", "down 2 60");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(61).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(100).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // not documented: propagated BGP routes are withdrawn with the last session, so that a shorter route may win
    public void With_both_tunnels_down_propagated_routes_are_withdrawn()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Vgw().Connection("paris", 65001, "announce 198.51.100.0/24", "down 1 60 300", "down 2 60 300")
            .Main("propagate vgw", "0.0.0.0/0 igw").Eni("web", Web, publicAddress: "203.0.113.10").Start();
        const string site = "198.51.100.7";
        run.Send(Tcp.Syn(Web, site, 443)).ShouldBeDelivered(to: "vgw").ShouldTakePath(3);
        run.Wait(61).Send(Tcp.Data(Web, site, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
        run.Wait(30).Send(Tcp.Data(Web, site, 443)).ShouldBeDelivered(to: "igw").ShouldTakePath(8);
        run.Wait(300).Send(Tcp.Data(Web, site, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // not documented: static VPN routes stay in the tables and lead nowhere
    public void With_both_tunnels_down_static_routes_stay_and_drop()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Vgw().Connection("paris", 65001, "static 198.51.100.0/24", "down 1 60 300", "down 2 60 300")
            .Main("propagate vgw", "0.0.0.0/0 igw").Eni("web", Web, publicAddress: "203.0.113.10").Start();
        run.Send(Tcp.Syn(Web, "198.51.100.7", 443)).ShouldBeDelivered(to: "vgw");
        run.Wait(200).Send(Tcp.Data(Web, "198.51.100.7", 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
        run.Wait(100).Send(Tcp.Data(Web, "198.51.100.7", 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": the health of a tunnel comes before all other attributes
    public void A_healthy_tunnel_is_preferred_to_a_better_route()
    {
        Run run = DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "static 192.168.5.0/24", "down 1 60", "down 2 60")
            .Connection("london", 65002, "announce 192.168.0.0/16").Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.5.0/24 by paris tunnel 1 (static)");
        run.Wait(100).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by london tunnel 1 (BGP, AS path 65002, MED 0)");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": what comes in may use either tunnel (asymmetric routing)
    public void What_comes_in_may_use_the_tunnel_that_what_leaves_does_not()
    {
        Run run = Start("announce 192.168.0.0/16", "ingress 2", "down 1 60 300");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Reply().ShouldBeDelivered(to: "web");
        run.Wait(70).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Reply().ShouldBeDelivered(to: "web");
        Run symmetric = Start("announce 192.168.0.0/16", "down 1 60 300");
        symmetric.Send(Tcp.Syn(Web, Office, 443));
        symmetric.Wait(70).Send(Tcp.Data(Office, Web, 40000, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw").ShouldNotBeRecorded();
        symmetric.Wait(20).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        symmetric.Reply().ShouldBeDelivered(to: "web");
    }

    [Fact] // Site-to-Site VPN guide, "Routing during VPN tunnel endpoint updates": a lower MED on the other tunnel moves traffic beforehand
    public void An_update_of_a_tunnel_endpoint_loses_nothing_over_bgp()
    {
        Run run = Start("announce 192.168.0.0/16", "update 1 60 300");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Reply().ShouldBeDelivered();
        run.Wait(60).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        run.Reply().ShouldBeDelivered(to: "web");
        Run isStatic = Start("static 192.168.0.0/16", "update 1 60 300", "ingress 1");
        isStatic.Send(Tcp.Syn(Web, Office, 443));
        isStatic.Wait(60).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 2 (static)");
        isStatic.Reply().ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
        isStatic.Wait(30).Send(Tcp.Data(Web, Office, 443)).ShouldBeDelivered();
        isStatic.Reply().ShouldBeDelivered(to: "web");
    }

    [Fact] // what BGP would bring is not said, and the gateway is believed as long as one of its tunnels is up
    public void A_believed_gateway_needs_a_tunnel_too()
    {
        Run run = Start("down 1 60 300", "down 2 60 300");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
        run.Wait(60).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw");
        run.Wait(240).Send(Tcp.Data(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // a design that changes under way keeps the run's clock
    public void A_change_of_the_design_keeps_the_outages_where_they_are()
    {
        Run run = Start("announce 192.168.0.0/16", "down 1 60 300");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(50).Change(design => design).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(10).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Change(design => design).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(30).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
    }

    [Fact] // else an outage would come later the longer nobody could speak, and causal replay deliver what open replay loses
    public void A_packet_that_is_not_sent_starts_the_clock_as_well()
    {
        Run causal = Start("announce 192.168.0.0/16", "down 1 60 300"), open = Start("announce 192.168.0.0/16", "down 1 60 300");
        Packet answer = Icmp.Echo(Office, Web, identifier: 1).Reply();
        Assert.Equal(Outcome.NotSent, causal.SendCausally(answer).Verdict.Outcome);
        open.Send(answer);
        foreach (Run run in new[] { causal, open })
        {
            run.Wait(60).SendCausally(Tcp.Syn(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "vgw", rule: ByFirst);
            run.Wait(30).SendCausally(Tcp.Syn(Web, Office, 443)).ShouldGoBy(BySecond);
        }
    }

    private static DesignBuilder Design(params string[] connection) =>
        DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, connection).Main("0.0.0.0/0 vgw").Eni("web", Web);

    private static Run Start(params string[] connection) => Design(connection).Start();
}
