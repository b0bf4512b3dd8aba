namespace VpcSim.DataPath.Tests.Gateways.Nat;

/// <summary>Private NAT gateways: their own private address, towards networks that are reached without the internet.</summary>
public class PrivateNatTests
{
    private const string Instance = "10.0.1.5", NatAddress = "10.0.0.220", Office = "192.168.5.5", Far = "10.9.1.5";

    [Fact] // VPC guide, "NAT gateway use cases": through a virtual private gateway the source is the NAT gateway's private address, and answers come back
    public void Through_a_virtual_private_gateway_the_source_is_the_gateways_private_address()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Office, 443)).ShouldBeDelivered(to: "vgw").ShouldBeRecorded(
            $"instance egress ACCEPT {Instance} {Office} {Instance} {Office}",
            $"nat ingress ACCEPT {Instance} {NatAddress} {Instance} {Office}",
            $"nat egress ACCEPT {NatAddress} {Office} {NatAddress} {Office}");
        run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded(
            $"nat ingress ACCEPT {Office} {NatAddress} {Office} {NatAddress}",
            $"nat egress ACCEPT {NatAddress} {Instance} {Office} {Instance}",
            $"instance ingress ACCEPT {Office} {Instance} {Office} {Instance}");
    }

    [Fact] // the contrast: what the office begins finds no connection behind the gateway
    public void The_office_cannot_initiate_through_it()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Office, NatAddress, 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat").ShouldBeRecorded("nat ingress ACCEPT");
    }

    [Fact] // answers captured at the instance came back through the gateway, from an interface of a peered VPC too
    public void A_peered_VPC_answers_the_gateway()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Instance, Far, 53)).ShouldBeDelivered(to: "far").ShouldBeRecorded(
            "instance egress ACCEPT", "nat ingress ACCEPT", "nat egress ACCEPT", "far ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded(
            $"far egress ACCEPT {Far} {NatAddress} {Far} {NatAddress}",
            $"nat ingress ACCEPT {Far} {NatAddress} {Far} {NatAddress}",
            $"nat egress ACCEPT {NatAddress} {Instance} {Far} {Instance}",
            $"instance ingress ACCEPT {Far} {Instance} {Far} {Instance}");
        run.Send(Udp.Datagram(Far, Instance, 5000, sourcePort: 5000)).ShouldBeDelivered(to: "instance").ShouldBeRecorded("far egress ACCEPT", "instance ingress ACCEPT");
    }

    [Theory] // what the gateway serves takes its way as long as it serves it, remembered or not, tracked by the groups or not
    [InlineData(false)]
    [InlineData(true)]
    public void A_direct_way_that_was_remembered_gives_way_to_the_gateways(bool tracked)
    {
        Run run = Start(tracked ? "far" : null, tracked ? "instance" : null);
        Packet answer = Udp.Datagram(Far, Instance, 40000, sourcePort: 53);
        for (int i = 0; i < 3; i++) run.Send(answer).ShouldBeRecorded("far egress ACCEPT", "instance ingress ACCEPT");
        run.Send(Udp.Datagram(Instance, Far, 53)).ShouldBeDelivered(to: "far");
        for (int i = 0; i < 3; i++) Assert.Equal(4, run.Send(answer).ShouldBeDelivered(to: "instance").Seen.Length);
        run.Wait(351);
        run.Send(answer).ShouldBeRecorded("far egress ACCEPT", "instance ingress ACCEPT");
    }

    private static Run Start(string? farGroup = null, string? group = null) => new DesignBuilder().Vpc("far", "10.9.0.0/16").Group("far", "in udp 53 10.0.0.0/16", "out udp 40000 10.0.0.0/16").Peering("back", "far", "vpc").Table("far", "10.0.0.0/16 back").Subnet("far-a", "10.9.1.0/24", table: "far").Eni("far", Far, farGroup)
        .Vpc().Group("instance", "in udp 40000 10.9.0.0/16", "out udp 53 10.9.0.0/16").Vpn("vgw", "192.168.0.0/16").Table("nat", "192.168.0.0/16 vgw", "10.9.0.0/16 back").Subnet("nat", "10.0.0.0/24", table: "nat").Nat("nat", "nat", NatAddress, null)
        .Table("private", "192.168.0.0/16 nat", "10.9.0.0/16 nat").Subnet("private", "10.0.1.0/24", table: "private").Eni("instance", Instance, group).Start();
}
