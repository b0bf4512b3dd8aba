namespace VpcSim.DataPath.Tests.Gateways.Vpn;

public class DirectConnectTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5";

    [Theory] // Direct Connect guide, "Set network MTU for private virtual interfaces or transit virtual interfaces": 1500 or jumbo frames
    [InlineData(1500)]
    [InlineData(8500)]
    [InlineData(9001)]
    public void A_virtual_interface_has_its_own_MTU(int mtu)
    {
        Run run = Start(mtu, "announce 192.168.0.0/16");
        run.Send(Udp.Datagram(Web, Office, 5000).OfLength(mtu).DontFragment()).ShouldBeDelivered(to: "vgw");
        if (mtu == 9001) return;
        run.Send(Udp.Datagram(Web, Office, 5000).OfLength(mtu + 1).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "vgw");
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Fact] // Direct Connect guide, "Direct Connect gateways": a virtual interface reaches the VPC over one as well
    public void A_direct_connect_gateway_joins_interface_and_gateway()
    {
        Run run = DesignBuilder.OneSubnet.Vgw().VirtualInterface("dx", 65009, lines: "announce 192.168.0.0/16").OverDirectConnectGateway("dx")
            .Main("propagate vgw").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by dx (Direct Connect, AS path 65009, MED 0)");
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded("web ingress ACCEPT");
    }

    [Theory] // Direct Connect guide, "Active/Active and Active/Passive configurations": VPN as the backup; the session is held for 90 seconds
    [InlineData(90)]
    [InlineData(3)]
    public void When_direct_connect_is_lost_the_VPN_takes_over(int hold)
    {
        Run run = DesignBuilder.OneSubnet.Vgw().VirtualInterface("dx", 65009, lines: ["announce 192.168.0.0/16", "down 0 60 600"])
            .Connection("paris", 65001, "announce 192.168.0.0/16").Main("propagate vgw").Eni("web", Web).Start(new DataPathSettings { DirectConnectBgpHoldSeconds = hold });
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by dx (Direct Connect, AS path 65009, MED 0)");
        run.Wait(60 + hold - 1).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)");
        run.Wait(600).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.0.0/16 by dx (Direct Connect, AS path 65009, MED 0)");
    }

    private static Run Start(int mtu, params string[] lines) =>
        DesignBuilder.OneSubnet.Vgw().VirtualInterface("dx", 65009, mtu, lines).Main("0.0.0.0/0 vgw").Eni("web", Web).Start();
}
