namespace VpcSim.DataPath.Tests.Gateways.Vpn;

public class LearnedRouteTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5";

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": prefixes that BGP announces are known, others are not
    public void A_gateway_knows_what_bgp_announces_and_nothing_else()
    {
        Run run = Start(Vpn.Connection("paris", 65001, "announce 192.168.0.0/16"));
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldBeDelivered(to: "vgw").ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)");
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
        run.Send(Tcp.Syn(Web, "172.20.0.1", 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown, by: "vgw");
    }

    [Fact] // a session that is known to announce nothing is another thing than one of which nobody says anything
    public void A_session_that_announces_nothing_brings_nothing()
    {
        Start(Vpn.Connection("paris", 65001, "announce nothing")).Send(Tcp.Syn(Web, Office, 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown, by: "vgw");
        Start(Vpn.Connection("paris", 65001)).Send(Tcp.Syn(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": the longest prefix first
    public void The_longest_prefix_wins_whatever_its_kind()
    {
        Run run = Start(Vpn.VirtualInterface("dx", 65009, lines: "announce 192.168.0.0/16").Connection("paris", 65001, "announce 192.168.5.0/24 path 65001 65002 65003"));
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.5.0/24 by paris tunnel 1 (BGP, AS path 65001 65002 65003, MED 0)");
        run.Send(Tcp.Syn(Web, "192.168.6.6", 443)).ShouldGoBy("192.168.0.0/16 by dx (Direct Connect, AS path 65009, MED 0)");
    }

    [Theory] // Site-to-Site VPN guide, "Route tables and VPN route priority": Direct Connect, then static VPN, then BGP VPN
    [InlineData(true, true, "192.168.0.0/16 by dx (Direct Connect, AS path 65009 65009 65009, MED 900)")]
    [InlineData(false, true, "192.168.0.0/16 by london tunnel 1 (static)")]
    [InlineData(false, false, "192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)")]
    public void Of_equal_prefixes_direct_connect_beats_static_beats_bgp(bool directConnect, bool isStatic, string way)
    {
        DesignBuilder design = Vpn.Connection("paris", 65001, "announce 192.168.0.0/16");
        if (isStatic) design.Connection("london", 65002, "static 192.168.0.0/16");
        if (directConnect) design.VirtualInterface("dx", 65009, lines: "announce 192.168.0.0/16 path 65009 65009 65009 med 900");
        Start(design).Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(way);
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": the shortest AS path, so that prepending makes a path less preferred
    public void Of_bgp_routes_the_shortest_AS_path_wins()
    {
        Run run = Start(Vpn.Connection("paris", 65001, "announce 192.168.0.0/16 path 65001 65001 tunnel 1", "announce 192.168.0.0/16 path 65001 med 500 tunnel 2"));
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 2 (BGP, AS path 65001, MED 500)");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": then the lowest MED where the first AS is the same
    public void Of_equal_paths_the_lowest_MED_wins()
    {
        Run run = Start(Vpn.Connection("paris", 65001, "announce 192.168.0.0/16 med 200 tunnel 1", "announce 192.168.0.0/16 med 100 tunnel 2"));
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 2 (BGP, AS path 65001, MED 100)");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": MEDs of different neighbours are not compared
    public void MEDs_of_different_first_ASes_are_not_compared()
    {
        Run run = Start(Vpn.Connection("paris", 65001, "announce 192.168.0.0/16 med 200").Connection("rome", 65002, "announce 192.168.0.0/16 med 100"));
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 200)");
    }

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": one tunnel of all connections carries what leaves; the choice is AWS's, here the first by name or the pinned one
    public void One_tunnel_of_all_connections_carries_what_leaves()
    {
        string[] announce = ["announce 192.168.0.0/16 path 65001"];
        Run run = Start(Vpn.Connection("paris", 65001, announce).Connection("rome", 65001, announce));
        for (int port = 1000; port < 1010; port++)
            run.Send(Tcp.Syn(Web, Office, (ushort)port)).ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)");
        Run turned = Start(Vpn.Connection("rome", 65001, announce).Connection("paris", 65001, announce));
        turned.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)");
        Run chosen = Start(Vpn.Connection("paris", 65001, announce).Connection("rome", 65001, [.. announce, "egress 2"]));
        chosen.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by rome tunnel 2 (BGP, AS path 65001, MED 0)");
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": propagation copies what BGP announces into the tables that propagate
    public void What_bgp_announces_is_propagated()
    {
        DesignBuilder design = DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, "announce 192.168.0.0/16").VirtualInterface("dx", 65009, lines: "announce 172.16.0.0/12")
            .Main("propagate vgw").Table("other").Subnet("b", "10.0.2.0/24", table: "other").Eni("web", Web).Eni("quiet", "10.0.2.20");
        Run run = design.Start();
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
        run.Send(Tcp.Syn(Web, "172.16.1.1", 443)).ShouldGoBy("172.16.0.0/12 by dx (Direct Connect, AS path 65009, MED 0)");
        run.Send(Tcp.Syn("10.0.2.20", Office, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "other");
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": a session takes 100 routes; RFC 4271: a path through the receiver's own AS is a loop
    public void A_session_of_more_than_a_hundred_prefixes_brings_nothing_and_a_loop_is_not_taken()
    {
        string[] hundred = [.. Enumerable.Range(0, 100).Select(i => $"announce 172.16.{i}.0/24")];
        Start(Vpn.Connection("paris", 65001, hundred)).Send(Tcp.Syn(Web, "172.16.7.1", 443)).ShouldBeDelivered();
        Start(Vpn.Connection("paris", 65001, [.. hundred, "announce 192.168.0.0/16"])).Send(Tcp.Syn(Web, "172.16.7.1", 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown);
        Start(Vpn.Connection("paris", 65001, "announce 192.168.0.0/16 path 65001 64512")).Send(Tcp.Syn(Web, Office, 443)).ShouldBeDropped(DropReason.VgwPrefixUnknown);
    }

    private static DesignBuilder Vpn => DesignBuilder.OneSubnet.Vgw();

    private static Run Start(DesignBuilder design) => design.Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
}
