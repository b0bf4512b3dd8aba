namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>The tunnels of VPN connections that end at a transit gateway. The first packet of each dialogue starts the run's clock.</summary>
public class TransitVpnTests
{
    private const string Inside = "10.0.1.10", Office = "192.168.5.5";
    private const string ByFirst = "192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)", BySecond = "192.168.0.0/16 by paris tunnel 2 (BGP, AS path 65001, MED 0)";
    private const string StaticFirst = "192.168.0.0/16 by paris tunnel 1 (static)", StaticSecond = "192.168.0.0/16 by paris tunnel 2 (static)";

    [Fact] // AWS Knowledge Center, "How do I configure my Site-to-Site VPN connection to prefer tunnel A over tunnel B?": with ECMP the tunnels of a dynamic connection share the flows
    public void The_tunnels_of_a_dynamic_connection_share_the_flows() =>
        Assert.Equal([ByFirst, BySecond], Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16"))));

    [Fact] // AWS Knowledge Center, "How do I configure my Site-to-Site VPN connection to prefer tunnel A over tunnel B?": without ECMP, and over a static connection, one tunnel carries all
    public void Without_ECMP_or_dynamic_routing_one_tunnel_carries_all()
    {
        Assert.Equal([ByFirst], Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16"), ecmp: false)));
        Assert.Equal([BySecond], Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "egress 2"), ecmp: false)));
        Assert.Equal([StaticFirst], Ways(Start(b => b.AttachConnection("paris", 65001, "static 192.168.0.0/16"))));
    }

    [Fact] // AWS Knowledge Center, "How do I configure my Site-to-Site VPN connection to prefer tunnel A over tunnel B?": of the tunnels of several connections those of the shortest AS path share
    public void Shorter_AS_paths_and_lower_MEDs_are_preferred()
    {
        Assert.Equal([BySecond], Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16 path 65001 65001 tunnel 1", "announce 192.168.0.0/16 tunnel 2"))));
        Assert.Equal([ByFirst], Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16 tunnel 1", "announce 192.168.0.0/16 med 10 tunnel 2"))));
        Assert.Equal(["192.168.0.0/16 by london tunnel 1 (BGP, AS path 65002, MED 0)", "192.168.0.0/16 by london tunnel 2 (BGP, AS path 65002, MED 0)"],
            Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16 path 65001 65009").AttachConnection("london", 65002, "announce 192.168.0.0/16"))));
        Assert.Equal(4, Ways(Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16").AttachConnection("london", 65002, "announce 192.168.0.0/16"))).Count);
    }

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": when a tunnel is lost, traffic moves to the other one
    public void When_a_tunnel_is_lost_its_flows_move_to_the_other_one()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300"), ecmp: false);
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(59).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(1).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment", rule: ByFirst)
            .ShouldBeRecorded("inside egress ACCEPT", "attachment/inside-a ingress ACCEPT");
        run.Wait(29).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment").ShouldGoBy(BySecond);
        run.Wait(209).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(BySecond);
        run.Wait(1).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // Transit Gateway guide, "Equal Cost Multipath routing": a tunnel that is lost takes its own flows with it, both ways, and no others
    public void A_flow_keeps_to_its_tunnel_both_ways()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300"));
        string[] before = [.. Ports.Select(port => run.Send(Tcp.Syn(Inside, Office, 443, sourcePort: port)).Rule)];
        run.Wait(70);
        for (int i = 0; i < Ports.Length; i++)
        {
            bool lost = before[i] == ByFirst;
            Sent request = run.Send(Tcp.Data(Inside, Office, 443, Ports[i])), answer = run.Send(Tcp.Data(Office, Inside, Ports[i], 443));
            if (lost)
            {
                request.ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment", rule: ByFirst);
                answer.ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment", rule: ByFirst).ShouldNotBeRecorded();
            }
            else
            {
                request.ShouldGoBy(BySecond);
                answer.ShouldBeDelivered(to: "inside");
            }
        }
        run.Wait(30);
        foreach (ushort port in Ports)
        {
            run.Send(Tcp.Data(Inside, Office, 443, port)).ShouldGoBy(BySecond);
            run.Send(Tcp.Data(Office, Inside, port, 443)).ShouldBeDelivered(to: "inside");
        }
        Assert.Equal([ByFirst, BySecond], before.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact] // a remembered path must not outlive the moment
    public void What_was_remembered_ends_with_the_tunnel()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300"), ecmp: false);
        run.Send(Udp.Datagram(Inside, Office, 5000)).ShouldBeDelivered();
        Assert.False(run.Send(Udp.Datagram(Inside, Office, 5000)).ShouldGoBy(ByFirst).Walked);
        run.Wait(60).Send(Udp.Datagram(Inside, Office, 5000)).ShouldBeDropped(DropReason.BadStateVpn);
        Assert.False(run.Send(Udp.Datagram(Inside, Office, 5000)).ShouldBeDropped(DropReason.BadStateVpn).Walked);
        run.Wait(30).Send(Udp.Datagram(Inside, Office, 5000)).ShouldGoBy(BySecond);
        Assert.False(run.Send(Udp.Datagram(Inside, Office, 5000)).ShouldGoBy(BySecond).Walked);
    }

    [Fact] // not documented: propagated BGP routes are withdrawn with the last session, static ones stay and drop
    public void With_both_tunnels_down_routes_by_BGP_are_withdrawn_and_static_ones_stay()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300", "down 2 60 300"));
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        run.Wait(60).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(30).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment, by: "tgw/default-route-table");
        run.Send(Tcp.Data(Office, Inside, 40000, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment");
        run.Wait(210).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        Run isStatic = Start(b => b.AttachConnection("paris", 65001, "static 192.168.0.0/16", "down 1 60 300", "down 2 60 300"));
        isStatic.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(StaticFirst);
        isStatic.Wait(200).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment", rule: StaticFirst);
        isStatic.Wait(100).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(StaticFirst);
    }

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": a static tunnel is given up after the time of dead peer detection, over BGP with the session
    public void A_static_tunnel_is_given_up_by_dead_peer_detection()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "static 192.168.0.0/16", "down 1 60 300", "dpd clear 45"));
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(StaticFirst);
        run.Wait(104).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(StaticSecond);
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": a connection that is down leaves its prefix to the next best one, both ways
    public void Another_connection_takes_over()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300", "down 2 60 300")
            .AttachConnection("london", 65002, "announce 192.168.0.0/16 path 65002 65001"), ecmp: false);
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(ByFirst);
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Wait(90).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "london-attachment")
            .ShouldGoBy("192.168.0.0/16 by london tunnel 1 (BGP, AS path 65002 65001, MED 0)");
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Wait(210).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": static, then Direct Connect, then private VPN, then public VPN
    public void A_VPN_between_private_addresses_comes_before_one_through_the_internet()
    {
        string[] announce = ["announce 192.168.0.0/16"];
        Run run = Start(b => b.AttachConnection("paris", 65001, announce).AttachConnection("private", 65001, [.. announce, "private", "down 1 60 300", "down 2 60 300"]), ecmp: false);
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy("192.168.0.0/16 by private tunnel 1 (BGP, AS path 65001, MED 0)");
        run.Wait(90).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(ByFirst);
        Run direct = Start(b => b.AttachConnection("private", 65001, [.. announce, "private"]).AttachDirectConnect("direct", "tgw", "192.168.0.0/16"));
        direct.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered(to: "direct");
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": VPN as the backup of Direct Connect has the same prefixes by BGP; a static one would come first
    public void A_static_VPN_that_is_down_leaves_its_prefix_to_Direct_Connect()
    {
        Run run = Start(b => b.AttachDirectConnect("direct", "tgw", "192.168.0.0/16").AttachConnection("paris", 65001, "static 192.168.0.0/16", "down 1 60 300", "down 2 60 300"));
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(StaticFirst);
        run.Wait(90).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "direct");
        run.Reply().ShouldBeDelivered(to: "inside");
    }

    [Fact] // Transit Gateway guide, "VPN attachments": a written route to a VPN attachment is not filtered by what the connection announces
    public void A_written_route_to_a_VPN_attachment_needs_a_tunnel_and_no_announcement()
    {
        Run run = new DesignBuilder().Transit(defaults: false).Vpc("vpc").Main("0.0.0.0/0 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a').Eni("inside", Inside).Attach("attachment", "inside-a")
            .AttachConnection("paris", 65001, "announce nothing", "down 1 60 300", "down 2 100 300")
            .TransitTable("table", "tgw", "associate attachment", "associate paris", "propagate attachment", "192.168.0.0/16 paris").Start();
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Wait(90).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        run.Wait(50).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment");
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": the tunnel's own MTU, of which nobody is told, below the gateway's 1500 bytes, of which senders in a VPC are told
    public void A_tunnel_has_its_own_MTU()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "cipher AES128 SHA1"));
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(1438).DontFragment()).ShouldBeDelivered(to: "paris-attachment");
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(1439).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "paris-attachment");
        run.Send(Udp.Datagram(Office, Inside, 5000).OfLength(1438).DontFragment()).ShouldBeDelivered(to: "inside");
        run.Send(Udp.Datagram(Office, Inside, 5000).OfLength(1439).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "paris-attachment");
        Assert.Equal(0, run.DataPath.Generated);
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(1501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "tgw");
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Fact] // EC2 API, VpnConnectionOptionsSpecification: the tunnels carry the blocks of both sides and nothing else
    public void A_tunnel_carries_the_blocks_that_its_options_name()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "between 192.168.5.0/24 10.0.1.0/28"));
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Inside, "192.168.6.6", 443)).ShouldBeDropped(DropReason.VpnTrafficSelectorMismatch, by: "paris-attachment");
        run.Send(Tcp.Syn("192.168.6.6", Inside, 443)).ShouldBeDropped(DropReason.VpnTrafficSelectorMismatch, by: "paris-attachment");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": what comes in may use either tunnel (asymmetric routing)
    public void What_comes_in_may_use_the_tunnel_that_what_leaves_does_not()
    {
        Run run = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "ingress 2", "down 1 60 300"), ecmp: false);
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(70).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Send(Tcp.Data(Office, Inside, 40000, 443)).ShouldBeDelivered(to: "inside");
        Run symmetric = Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16", "down 1 60 300"), ecmp: false);
        symmetric.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(ByFirst);
        symmetric.Wait(70).Send(Tcp.Data(Office, Inside, 40000, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "paris-attachment", rule: ByFirst);
        symmetric.Wait(20).Send(Tcp.Data(Office, Inside, 40000, 443)).ShouldBeDelivered(to: "inside");
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": a session at a transit gateway takes 1,000 routes; RFC 4271: a path through the receiver's own AS is a loop
    public void A_session_takes_a_thousand_prefixes_and_a_loop_is_not_taken()
    {
        string[] thousand = [.. Enumerable.Range(0, 1000).Select(i => $"announce 172.{16 + i / 256}.{i % 256}.0/24")];
        Start(b => b.AttachConnection("paris", 65001, thousand)).Send(Tcp.Syn(Inside, "172.16.7.1", 443)).ShouldBeDelivered();
        Start(b => b.AttachConnection("paris", 65001, [.. thousand, "announce 192.168.0.0/16"])).Send(Tcp.Syn(Inside, "172.16.7.1", 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
        Start(b => b.AttachConnection("paris", 65001, "announce 192.168.0.0/16 path 65001 64512")).Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
    }

    [Fact] // Site-to-Site VPN guide, "IPv4 and IPv6 traffic": the tunnels of one connection carry IPv4 or IPv6, and IPv6 at a transit gateway alone
    public void A_connection_carries_one_family_of_addresses()
    {
        const string site = "2001:db8:50::5", inside6 = "2001:db8:0:1::10";
        Run run = new DesignBuilder().Transit(defaults: false).Vpc("vpc", ipv6: "2001:db8::/56").Main("0.0.0.0/0 tgw", "::/0 tgw")
            .Subnet("inside-a", "10.0.1.0/24", "2001:db8:0:1::/64", zone: 'a').Eni("inside", $"{Inside} {inside6}").Attach("attachment", "inside-a", ipv6: true)
            .AttachConnection("paris", 65001, "announce 192.168.0.0/16", "announce 2001:db8:60::/48").AttachConnection("six", 65001, "ipv6", "announce 2001:db8:50::/48", "announce 172.16.0.0/12")
            .TransitTable("table", "tgw", "associate attachment", "associate paris", "associate six", "propagate attachment", "propagate paris", "propagate six", "10.9.0.0/16 six").Start();
        run.Send(Tcp.Syn(inside6, site, 443)).ShouldBeDelivered(to: "six-attachment");
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        run.Send(Tcp.Syn(inside6, "2001:db8:60::5", 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
        run.Send(Tcp.Syn(Inside, "172.16.0.1", 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
        run.Send(Tcp.Syn(Inside, "10.9.0.1", 443)).ShouldBeDropped(DropReason.ProtocolRestriction, by: "six-attachment");
    }

    private static ushort[] Ports { get; } = [.. Enumerable.Range(40000, 40).Select(port => (ushort)port)];

    private static SortedSet<string> Ways(Run run) =>
        new(Ports.Select(port => run.Send(Tcp.Syn(Inside, Office, 443, sourcePort: port)).ShouldBeDelivered().Rule), StringComparer.Ordinal);

    private static Run Start(Func<DesignBuilder, DesignBuilder> attach, bool ecmp = true) => attach(new DesignBuilder().Transit(ecmp: ecmp)
        .Vpc("vpc").Main("0.0.0.0/0 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a').Eni("inside", Inside).Attach("attachment", "inside-a")).Start();
}
