using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Three VPCs as AWS tells of them: a transit gateway, a peering, a VPN with static routes, IPv6, an ingress route table. The shapes are those of the EC2 API reference.</summary>
public class WideNetworkTests
{
    private static readonly Lazy<ImportResult> _loaded = new(() =>
        DesignImporter.Load(Path.Combine(Repository.Root, "tests", "VpcSim.Import.Tests", "Describe", "Wide"), new ImportOptions()));

    private static Design Design => Templates.Succeeded(_loaded.Value).Design;

    [Fact]
    public void The_transit_gateway_has_the_attachments_that_live_in_the_table_that_AWS_made()
    {
        Assert.Equal(("core", "tgw-rtb-0a000000000000f9"), (Design.TransitGateways.Single().Name, Design.TransitGateways[0].AssociationDefaultRouteTableId));
        Assert.Equal(["tgw-attach-0a0000000000000f1", "tgw-attach-0a0000000000000f2"], Design.TransitGatewayAttachments.Select(a => a.Id));
        Assert.All(Design.TransitGatewayAssociations, association => Assert.Equal("tgw-rtb-0a000000000000f9", association.RouteTableId));
        Assert.Single(Design.TransitGatewayRouteTables);
        Assert.Equal("10.1.0.200", Design.NetworkInterfaces.Single(eni => eni.Id == "eni-0a0000000000000d5").PrivateAddresses[0].Address.ToString());
        Assert.Equal(["eni-0a0000000000000d5"], Design.TransitGatewayAttachments[0].NetworkInterfaceIds);
    }

    [Fact]
    public void Hub_and_spoke_talk_through_the_transit_gateway_but_for_what_its_blackhole_covers()
    {
        Run run = Answers.Run(_loaded.Value);
        run.Send(Tcp.Syn("10.1.0.10", "10.2.0.10", 80)).ShouldBeDelivered(to: "app");
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn("10.2.0.10", "10.1.0.200", 80)).ShouldBeDropped(DropReason.TgwRtbBadStateRoute);
    }

    [Fact]
    public void The_spoke_reaches_its_peer_and_the_hub_does_not()
    {
        Assert.True(Design.PeeringConnections.Single().IsActive);
        Run run = Answers.Run(_loaded.Value);
        run.Send(Tcp.Syn("10.2.0.10", "10.3.0.10", 80)).ShouldBeDelivered(to: "partner-host");
        run.Reply().ShouldBeDelivered(to: "app");
        run.Send(Tcp.Syn("10.3.0.10", "10.1.0.10", 80)).ShouldBeDropped(DropReason.NoRouteToDestination);
    }

    [Fact]
    public void The_VPN_has_the_static_routes_that_are_not_deleted_and_the_table_learns_them()
    {
        Assert.Equal(("office", true), (Design.VpnConnections.Single().Name, Design.VpnConnections[0].StaticRoutesOnly));
        Assert.Equal(["192.168.0.0/16"], Design.VpnConnections[0].Routes.Select(route => route.ToString()));
        Assert.Contains(Design.RouteTables.Single(t => t.Id == "rtb-0a0000000000000a1").Routes, route => route.ToString() == "192.168.0.0/16 -> vgw-0a0000000000000e2");
        Run run = Answers.Run(_loaded.Value);
        run.Send(Tcp.Syn("192.168.7.7", "10.1.0.10", 443)).ShouldBeDelivered(to: "web");
    }

    [Fact]
    public void An_interface_has_its_IPv6_address_and_the_internet_reaches_it_there()
    {
        Assert.Equal("2a05:d018:10:100::10", Design.NetworkInterfaces.Single(eni => eni.Name == "web").Ipv6Addresses.Single().ToString());
        Answers.Run(_loaded.Value).Send(Tcp.Syn("2001:db8::7", "2a05:d018:10:100::10", 443)).ShouldBeDelivered(to: "web");
        Assert.Empty(Design.NetworkInterfaces.Single(eni => eni.Name == "app").Ipv6Addresses);
    }

    [Fact]
    public void What_comes_from_the_internet_takes_the_ingress_route_table_and_so_the_guard()
    {
        Assert.Equal(["igw-0a0000000000000e1"], Design.RouteTables.Single(t => t.Id == "rtb-0a0000000000000a4").GatewayIds);
        Run run = Answers.Run(_loaded.Value);
        Sent v4 = run.Send(Tcp.Syn("203.0.113.9", "10.1.0.10", 443)).ShouldBeDelivered(to: "web");
        Sent v6 = run.Send(Tcp.Syn("2001:db8::7", "2a05:d018:10:100::10", 443)).ShouldBeDelivered(to: "web"); // its route to the guard is for IPv4 alone
        Assert.Equal((3, 1), (v4.Seen.Length, v6.Seen.Length)); // into the guard, out of it, into the host
    }
}
