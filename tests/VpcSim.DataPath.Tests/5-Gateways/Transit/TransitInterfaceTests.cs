namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>Transit virtual interfaces of Direct Connect, which lead to a transit gateway over a Direct Connect gateway.</summary>
public class TransitInterfaceTests
{
    private const string Inside = "10.0.1.10", Office = "192.168.5.5";
    private const string ByOne = "192.168.0.0/16 by one (Direct Connect, AS path 65009, MED 0)", ByTwo = "192.168.0.0/16 by two (Direct Connect, AS path 65009, MED 0)";

    [Fact] // Direct Connect guide, "Transit gateway associations": what the customer's router announces over a transit virtual interface is propagated
    public void What_a_transit_virtual_interface_announces_is_propagated()
    {
        Run run = Start(b => b.TransitInterface("one", "direct", lines: "announce 192.168.0.0/16"));
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldBeDelivered(to: "direct").ShouldGoBy(ByOne);
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Send(Tcp.Syn(Inside, "172.16.0.1", 443)).ShouldBeDropped(DropReason.TgwRtbNoRouteToTgwAttachment);
    }

    [Fact] // Transit Gateway guide, "Equal Cost Multipath routing": Direct Connect shares without being asked, where the AS paths are alike
    public void Equal_virtual_interfaces_share_the_flows()
    {
        Assert.Equal([ByOne, ByTwo], Ways(Start(b => b.TransitInterface("one", "direct", lines: "announce 192.168.0.0/16").TransitInterface("two", "direct", lines: "announce 192.168.0.0/16"))));
        Assert.Equal([ByTwo], Ways(Start(b => b.TransitInterface("one", "direct", lines: "announce 192.168.0.0/16 path 65009 65009").TransitInterface("two", "direct", lines: "announce 192.168.0.0/16"))));
    }

    [Fact] // Transit Gateway guide, "Route evaluation order": a VPN connection takes over once the BGP session of Direct Connect has ended
    public void A_VPN_connection_takes_over_when_Direct_Connect_is_lost()
    {
        Run run = Start(b => b.TransitInterface("one", "direct", lines: ["announce 192.168.0.0/16", "down 0 60 600"]).AttachConnection("paris", 65001, "announce 192.168.0.0/16", "egress 1"), ecmp: false);
        run.Send(Tcp.Syn(Inside, Office, 443)).ShouldGoBy(ByOne);
        run.Wait(60).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "direct", rule: ByOne);
        run.Send(Tcp.Data(Office, Inside, 40000, 443)).ShouldBeDropped(DropReason.BadStateVpn, by: "direct", rule: ByOne);
        run.Wait(90).Send(Tcp.Data(Inside, Office, 443)).ShouldBeDelivered(to: "paris-attachment");
        run.Reply().ShouldBeDelivered(to: "inside");
        run.Wait(450).Send(Tcp.Data(Inside, Office, 443)).ShouldGoBy(ByOne);
    }

    [Theory] // Direct Connect guide, "Set network MTU for private virtual interfaces or transit virtual interfaces": 1500 bytes, or 8500 with jumbo frames
    [InlineData(1500, "direct")]
    [InlineData(8500, "tgw")]
    public void A_transit_virtual_interface_has_its_own_MTU(int mtu, string by)
    {
        Run run = Start(b => b.TransitInterface("one", "direct", mtu, "announce 192.168.0.0/16"));
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(mtu).DontFragment()).ShouldBeDelivered(to: "direct");
        run.Send(Udp.Datagram(Inside, Office, 5000).OfLength(mtu + 1).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: by);
        Assert.Equal(1, run.DataPath.Generated);
    }

    private static SortedSet<string> Ways(Run run) => new(Enumerable.Range(40000, 40).Select(port =>
        run.Send(Tcp.Syn(Inside, Office, 443, sourcePort: (ushort)port)).ShouldBeDelivered().Rule), StringComparer.Ordinal);

    private static Run Start(Func<DesignBuilder, DesignBuilder> attach, bool ecmp = true) => attach(new DesignBuilder().Transit(ecmp: ecmp)
        .Vpc("vpc").Main("0.0.0.0/0 tgw").Subnet("inside-a", "10.0.1.0/24", zone: 'a').Eni("inside", Inside).Attach("attachment", "inside-a").AttachDirectConnect("direct")).Start();
}
