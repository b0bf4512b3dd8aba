using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Tunnels, BGP sessions and prefixes that the timeline takes away and gives back.</summary>
public class LinkChangeTests
{
    private const string Web = "10.0.1.10", Office = "192.168.5.5";
    private const string ByFirst = "192.168.0.0/16 by paris tunnel 1 (BGP, AS path 65001, MED 0)", BySecond = "192.168.0.0/16 by paris tunnel 2 (BGP, AS path 65001, MED 0)";

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": when a tunnel is lost, traffic moves to the other one
    public void A_tunnel_that_the_timeline_takes_down_fails_over_as_one_of_the_design()
    {
        Run run = Start("announce 192.168.0.0/16");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(60).Do("tunnel-down tunnel=paris/1");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn, rule: ByFirst);
        run.Wait(29).Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.BadStateVpn);
        run.Wait(1).Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        run.Wait(30).Do("tunnel-up tunnel=paris/1");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Wait(30).Do("tunnel-down tunnel=paris").Wait(30);
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.NoRouteToDestination);
        run.Do("tunnel-up tunnel=paris");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": routes of a BGP session leave with it
    public void A_closed_session_withdraws_what_it_announced_at_once()
    {
        Run run = Start("announce 192.168.0.0/16");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Do("bgp-down tunnel=paris/1");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        run.Do("bgp-down tunnel=paris/2");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
        run.Do("bgp-up tunnel=paris");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(ByFirst);
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": propagated routes are what the customer gateway device advertises
    public void A_withdrawn_prefix_leaves_the_route_tables_and_an_announced_one_enters_them()
    {
        Run run = Start("announce 192.168.0.0/16");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldGoBy(ByFirst);
        run.Do("withdraw-prefix tunnel=paris/1 prefix=192.168.0.0/16");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy(BySecond);
        run.Do("withdraw-prefix tunnel=paris prefix=192.168.0.0/16");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.NoRouteToDestination);
        run.Do("announce-prefix tunnel=paris prefix=192.168.5.0/24 as-path=65001,65001 med=5");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldGoBy("192.168.5.0/24 by paris tunnel 1 (BGP, AS path 65001 65001, MED 5)");
    }

    [Fact] // EC2 API, "DetachVpnGateway": the gateway no longer serves the VPC
    public void What_went_to_a_detached_virtual_private_gateway_goes_nowhere()
    {
        Run run = Start("announce 192.168.0.0/16");
        run.Send(Tcp.Syn(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
        run.Do("detach-vpn-gateway gateway=vgw vpc=vpc");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "main");
        run.Do("attach-vpn-gateway gateway=vgw vpc=vpc").Do("enable-vgw-route-propagation route-table=main gateway=vgw");
        run.Send(Tcp.Data(Web, Office, 443)).ShouldBeDelivered(to: "vgw");
    }

    [Fact]
    public void Links_are_refused_by_name_and_kind()
    {
        Design design = Design("static 192.168.0.0/16").Complete();
        Assert.Equal("InvalidVpnConnectionID.NotFound", design.RefusalOf("tunnel-down tunnel=pairs/1"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf("bgp-down tunnel=paris/1"));
        Assert.Equal("InvalidParameterValue", design.RefusalOf("announce-prefix tunnel=paris prefix=10.9.0.0/16"));
        Assert.Equal("InvalidParameterValue", Design("announce nothing").Complete().RefusalOf("withdraw-prefix tunnel=paris prefix=10.9.0.0/16"));
        Assert.Equal("Gateway.NotAttached", design.After("detach-vpn-gateway gateway=vgw vpc=vpc").RefusalOf("detach-vpn-gateway gateway=vgw vpc=vpc"));
    }

    private static DesignBuilder Design(params string[] lines) => DesignBuilder.OneSubnet.Vgw().Connection("paris", 65001, lines).Main("propagate vgw").Eni("web", Web);

    private static Run Start(params string[] lines) => Design(lines).Start();
}
