namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>What a transit gateway's route tables decide, among the VPCs <c>one</c>, <c>two</c> and <c>three</c> of 10.1.0.0/16, 10.2.0.0/16 and 10.3.0.0/16.</summary>
public class TransitRoutingTests
{
    private const string One = "10.1.1.10", Two = "10.2.1.10", Three = "10.3.1.10";
    private static readonly string[] Associated = ["associate one-attachment", "associate two-attachment", "associate three-attachment"];

    [Fact] // Transit Gateway guide, "Route propagation": the blocks of attached VPCs enter the tables that they propagate to
    public void Only_what_is_propagated_is_known()
    {
        Run run = Start([.. Associated, "propagate one-attachment", "propagate two-attachment"]);
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Send(Tcp.Syn(One, Three, 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment, by: "table", rule: "no route")
            .ShouldBeRecorded("one egress ACCEPT", "one-attachment/one-a ingress ACCEPT");
    }

    [Fact] // Transit Gateway guide, "Route table association": an attachment asks the table that it is associated with
    public void Each_attachment_asks_its_own_table()
    {
        Run run = Builder().TransitTable("spokes", "tgw", "associate one-attachment", "associate two-attachment", "propagate three-attachment")
            .TransitTable("hub", "tgw", "associate three-attachment", "propagate one-attachment", "propagate two-attachment").Start();
        run.Send(Tcp.Syn(One, Three, 443)).ShouldBeDelivered(to: "three");
        run.Reply().ShouldBeDelivered(to: "one");
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment, by: "spokes");
    }

    [Fact] // Transit Gateway guide, "Route table association": without one nothing is routed
    public void Without_an_association_nothing_is_routed()
    {
        Run run = Start(["associate two-attachment", "propagate one-attachment", "propagate two-attachment"]);
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDropped(DropReason.TgwAttachMissingTgwRtbAssociation, by: "one-attachment");
        run.Send(Tcp.Syn(Two, One, 443)).ShouldBeDelivered(to: "one");
    }

    [Fact] // Transit Gateway guide, "Route tables": a blackhole route drops what matches
    public void A_blackhole_route_drops()
    {
        Run run = Start([.. Associated, "10.0.0.0/8 two-attachment", "10.3.0.0/16 blackhole"]);
        run.Send(Tcp.Syn(One, Three, 443)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute, by: "table", rule: "10.3.0.0/16 -> blackhole");
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": the most specific route
    public void The_most_specific_route_wins()
    {
        Run run = Start([.. Associated, "10.2.0.0/16 blackhole", "10.2.1.0/24 two-attachment"]);
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Send(Tcp.Syn(One, "10.2.2.10", 443)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute);
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": a more specific propagated route beats a static one
    public void A_more_specific_propagated_route_beats_a_static_one() =>
        Start([.. Associated, "10.0.0.0/8 blackhole", "propagate two-attachment"]).Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");

    [Fact] // Transit Gateway guide, "Route propagation": of a static and a propagated route to one destination the static one is in the table
    public void A_static_route_beats_a_propagated_one_to_the_same_destination()
    {
        Run run = Start([.. Associated, "propagate two-attachment", "10.2.0.0/16 blackhole"]);
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute, by: "table", rule: "10.2.0.0/16 -> blackhole");
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": VPC before Direct Connect gateway before Site-to-Site VPN
    public void Of_propagated_routes_a_VPCs_comes_before_Direct_Connect_and_that_before_VPN()
    {
        DesignBuilder all = Builder().AttachVpn("vpn", prefixes: ["10.2.0.0/16", "172.16.0.0/12"]).AttachDirectConnect("direct", "tgw", "10.2.0.0/16", "172.16.0.0/12")
            .TransitTable("table", "tgw", [.. Associated, "propagate vpn", "propagate direct", "propagate two-attachment"]);
        Run run = all.Start();
        run.Send(Tcp.Syn(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Send(Tcp.Syn(One, "172.16.1.1", 443)).ShouldBeDelivered(to: "direct");
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": static VPN routes are static routes
    public void A_static_VPN_route_comes_before_what_Direct_Connect_announces()
    {
        Run run = Builder().AttachDirectConnect("direct", "tgw", "172.16.0.0/12").AttachVpn("vpn", isStatic: true, prefixes: ["172.16.0.0/12"])
            .TransitTable("table", "tgw", [.. Associated, "propagate vpn", "propagate direct"]).Start();
        run.Send(Tcp.Syn(One, "172.16.1.1", 443)).ShouldBeDelivered(to: "vpn");
    }

    [Fact] // Transit Gateway guide, "VPC attachments": the routes of a VPC that overlaps one that is attached already are not propagated
    public void An_overlapping_vpc_is_not_propagated()
    {
        Run run = Builder().Vpc("again", "10.2.0.0/16").Main("10.1.0.0/16 tgw").Subnet("again-a", "10.2.1.0/24", zone: 'a').Eni("again", "10.2.1.20").Attach("again-attachment", "again-a")
            .TransitTable("table", "tgw", [.. Associated, "propagate again-attachment", "propagate two-attachment"]).Start();
        run.Send(Tcp.Syn(One, "10.2.1.20", 443)).ShouldBeDropped(DropReason.NoPossibleDestination, by: "two");
    }

    [Fact] // not documented; a packet that two gateways' routes send in a circle ends by its TTL
    public void A_circle_of_routes_ends()
    {
        Run run = Builder().Vpc("loop", "10.4.0.0/16").Main("10.0.0.0/8 tgw").Subnet("loop-a", "10.4.1.0/24", zone: 'a').Eni("loop", "10.4.1.10").Attach("loop-attachment", "loop-a")
            .TransitTable("table", "tgw", [.. Associated, "associate loop-attachment", "10.9.0.0/16 loop-attachment"]).Start();
        run.Send(Tcp.Syn(One, "10.9.1.1", 443)).ShouldBeDropped(DropReason.TtlExpired, by: "tgw");
    }

    private static DesignBuilder Builder() => Vpc(Vpc(Vpc(new DesignBuilder().Transit(defaults: false), "one", 1), "two", 2), "three", 3);

    private static DesignBuilder Vpc(DesignBuilder builder, string name, int number) => builder
        .Vpc(name, $"10.{number}.0.0/16").Table($"{name}-main", "10.0.0.0/8 tgw", "172.16.0.0/12 tgw").Subnet($"{name}-a", $"10.{number}.1.0/24", zone: 'a', table: $"{name}-main")
        .Eni(name, $"10.{number}.1.10").Attach($"{name}-attachment", $"{name}-a");

    private static Run Start(string[] lines) => Builder().TransitTable("table", "tgw", lines).Start();
}
