namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>What lies behind a transit gateway besides VPCs: VPN connections, Direct Connect gateways, peers.</summary>
public class TransitOutsideTests
{
    private const string Inside = "10.0.1.10", Office = "192.168.5.5";

    [Fact] // Site-to-Site VPN guide, "Transit gateway": a VPN connection may end at a transit gateway
    public void A_VPN_connection_joins_the_office_to_the_vpcs()
    {
        Run run = Start(b => b.AttachVpn("office", prefixes: ["192.168.0.0/16"]));
        run.Send(Tcp.Syn(Office, Inside, 443)).ShouldBeDelivered(to: "inside").ShouldBeRecorded("attachment/inside-a egress ACCEPT", "inside ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "office").ShouldBeRecorded("inside egress ACCEPT", "attachment/inside-a ingress ACCEPT");
    }

    [Fact] // Transit Gateway guide, "Route propagation": what no connection announces the gateway does not know
    public void An_address_that_nobody_announces_is_unknown() =>
        Start(b => b.AttachVpn("office", prefixes: ["192.168.0.0/24"])).Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment, by: "tgw/default-route-table");

    [Fact] // Transit Gateway guide, "Quotas": 1500 bytes over a VPN connection, and no path MTU discovery for what comes by one
    public void The_mtu_over_VPN_is_1500_bytes()
    {
        Run run = Start(b => b.AttachVpn("office", prefixes: ["192.168.0.0/16"]));
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(1500).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "office");
        Assert.Equal(0, run.DataPath.Generated);
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(1501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "tgw");
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Fact] // Transit Gateway guide, "Quotas": path MTU discovery for what comes from VPCs, and not for what comes by another attachment
    public void Only_senders_in_a_vpc_are_told_of_the_mtu()
    {
        Run run = Start(b => b.AttachVpn("office", prefixes: ["192.168.0.0/16"]).AttachDirectConnect("direct", "tgw", "172.16.0.0/12"));
        EntryPoint direct = EntryPoint.TransitAttachment(2);
        run.SendThrough(direct, Udp.Datagram("172.16.1.1", Office, 5000).OfLength(1400).DontFragment()).ShouldBeDelivered(to: "office");
        run.SendThrough(direct, Udp.Datagram("172.16.1.1", Office, 5000).OfLength(1501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "tgw");
        Assert.Equal(0, run.DataPath.Generated);
    }

    [Fact] // Transit Gateway guide, "Quotas": 8500 bytes over Direct Connect
    public void The_mtu_over_Direct_Connect_is_8500_bytes()
    {
        Run run = Start(b => b.AttachDirectConnect("direct", "tgw", "192.168.0.0/16"));
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(8500).DontFragment()).ShouldBeDelivered(to: "direct");
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(8501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "tgw");
    }

    [Fact] // Transit Gateway guide, "Quotas": the gateway lowers the segment size of SYNs, to its own MTU or that of a VPN connection
    public void The_segment_size_of_syns_is_lowered()
    {
        Run run = Start(b => b.AttachVpn("office", prefixes: ["192.168.0.0/16"]).AttachDirectConnect("direct", "tgw", "172.16.0.0/12"));
        Assert.Equal(1460, run.Send(Tcp.Syn(Inside, Office, 443, mss: 8961)).ShouldBeDelivered(to: "office").Arrived.Mss);
        Assert.Equal(8460, run.Send(Tcp.Syn(Inside, "172.16.1.1", 443, mss: 8961)).ShouldBeDelivered(to: "direct").Arrived.Mss);
        Assert.Equal(1460, run.Send(Tcp.Syn(Office, Inside, 80, mss: 8961)).ShouldBeDelivered(to: "inside").Arrived.Mss);
        Assert.Equal(1400, run.Send(Tcp.Syn(Inside, Office, 443, sourcePort: 40001, mss: 1400)).Arrived.Mss);
    }

    [Fact] // Transit Gateway guide, "Equal Cost Multipath routing": equal routes of VPN connections by BGP share the flows
    public void Equal_routes_of_dynamic_VPN_connections_share_the_flows() =>
        Assert.Equal(["one", "two"], Ends(b => b.AttachVpn("one", prefixes: ["192.168.0.0/16"]).AttachVpn("two", prefixes: ["192.168.0.0/16"])));

    [Fact] // Transit Gateway guide, "Quotas": not by static routes
    public void Static_VPN_connections_do_not_share() =>
        Assert.Single(Ends(b => b.AttachVpn("one", isStatic: true, prefixes: ["192.168.0.0/16"]).AttachVpn("two", isStatic: true, prefixes: ["192.168.0.0/16"])));

    [Fact] // Transit Gateway guide, "Equal Cost Multipath routing": nor where the gateway's VPN ECMP support is off
    public void Without_VPN_ECMP_support_one_connection_carries_all() =>
        Assert.Single(Ends(b => b.AttachVpn("one", prefixes: ["192.168.0.0/16"]).AttachVpn("two", prefixes: ["192.168.0.0/16"]), ecmp: false));

    [Fact] // Transit Gateway guide, "Peering attachments": static routes on both sides join VPCs of two regions
    public void A_peering_joins_the_vpcs_of_two_gateways()
    {
        Run run = Peered("10.1.0.0/16 peering");
        run.Send(Tcp.Syn(Inside, "10.1.1.10", 443)).ShouldBeDelivered(to: "abroad").ShouldTakePath(1).ShouldBeRecorded(
            "inside egress ACCEPT", "attachment/inside-a ingress ACCEPT", "abroad-attachment/abroad-a egress ACCEPT", "abroad ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "inside");
    }

    [Fact] // Transit Gateway guide, "Routes for peering attachments": routes do not propagate over a peering
    public void Without_a_static_route_a_peering_carries_nothing() =>
        Peered("10.9.0.0/16 peering").Send(Tcp.Syn(Inside, "10.1.1.10", 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment, by: "table");

    [Fact] // Transit Gateway guide, "Peering attachments": a request that was not accepted carries nothing
    public void A_peering_that_is_not_accepted_carries_nothing() =>
        Peered("10.1.0.0/16 peering", available: false).Send(Tcp.Syn(Inside, "10.1.1.10", 443)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute, by: "table");

    [Fact] // not documented; a peer that the design does not hold is believed to carry on
    public void To_a_peer_elsewhere_packets_leave_the_simulated_network_and_come_from_it()
    {
        Run run = new DesignBuilder().Transit(defaults: false).Vpc("vpc").Main("0.0.0.0/0 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a').Eni("inside", Inside).Attach("attachment", "inside-a")
            .AttachPeer("peering", "tgw", "elsewhere").TransitTable("table", "tgw", "associate attachment", "associate peering", "propagate attachment", "172.16.0.0/12 peering").Start();
        run.Send(Tcp.Syn(Inside, "172.16.1.1", 443)).ShouldBeDelivered(to: "peering");
        run.Send(Tcp.Syn("172.16.1.1", Inside, 443)).ShouldBeDelivered(to: "inside").ShouldBeRecorded("attachment/inside-a egress ACCEPT", "inside ingress ACCEPT");
    }

    private static SortedSet<string> Ends(Func<DesignBuilder, DesignBuilder> attach, bool ecmp = true)
    {
        Run run = Start(attach, ecmp);
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        string[] names = ["one", "two"];
        for (ushort port = 40000; port < 40040; port++)
            ends.UnionWith(names.Where(name => IsDeliveredTo(run.Send(Tcp.Syn(Inside, Office, 443, sourcePort: port)), name)));
        return ends;
    }

    private static bool IsDeliveredTo(Sent sent, string name) => sent.ShouldBeDelivered().Explanation.Contains($"at {name} ", StringComparison.Ordinal);

    private static Run Start(Func<DesignBuilder, DesignBuilder> attach, bool ecmp = true) => attach(new DesignBuilder().Transit(ecmp: ecmp)
        .Vpc("vpc").Main("0.0.0.0/0 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a').Eni("inside", Inside).Attach("attachment", "inside-a")).Start();

    private static Run Peered(string route, bool available = true) => new DesignBuilder()
        .Vpc("abroad-vpc", "10.1.0.0/16", region: "eu-west-1").Transit("abroad-tgw", defaults: false).Main("10.0.0.0/16 abroad-tgw").Subnet("abroad-a", "10.1.1.0/24", zone: 'a')
        .Eni("abroad", "10.1.1.10").Attach("abroad-attachment", "abroad-a", "abroad-tgw")
        .Vpc("vpc").Transit(defaults: false).Table("vpc-main", "10.1.0.0/16 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a', table: "vpc-main").Eni("inside", Inside).Attach("attachment", "inside-a")
        .AttachPeer("peering", "tgw", "abroad-tgw", available)
        .TransitTable("table", "tgw", "associate attachment", "associate peering", "propagate attachment", route)
        .TransitTable("abroad-table", "abroad-tgw", "associate abroad-attachment", "associate peering", "propagate abroad-attachment", "10.0.0.0/16 peering").Start();
}
