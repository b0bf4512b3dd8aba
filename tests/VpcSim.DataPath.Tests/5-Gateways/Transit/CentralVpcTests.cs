namespace VpcSim.DataPath.Tests.Gateways.Transit;

/// <summary>What a spoke uses of a central VPC behind a transit gateway: <c>spoke</c>, 10.0.0.0/16, and <c>central</c>, 10.9.0.0/16.</summary>
public class CentralVpcTests
{
    private const string Spoke = "10.0.1.10", Host = "203.0.113.5", NatAddress = "10.9.0.220";

    [Fact] // Transit Gateway guide, "Centralized outbound routing": a NAT gateway of the central VPC serves the spokes, and the answers come back through it
    public void A_NAT_gateway_of_the_central_vpc_serves_the_spokes_both_ways()
    {
        Run run = Egress("0.0.0.0/0 nat");
        run.Send(Tcp.Syn(Spoke, Host, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"spoke egress ACCEPT {Spoke} {Host} {Spoke} {Host}",
            $"spoke-attachment/spoke-a ingress ACCEPT {Spoke} 10.0.1.4 {Spoke} {Host}",
            $"central-attachment/central-t egress ACCEPT 10.9.9.4 {Host} {Spoke} {Host}",
            $"nat ingress ACCEPT {Spoke} {NatAddress} {Spoke} {Host}",
            $"nat egress ACCEPT {NatAddress} {Host} {NatAddress} {Host}");
        run.Reply().ShouldBeDelivered(to: "spoke").ShouldBeRecorded(
            $"nat ingress ACCEPT {Host} {NatAddress} {Host} {NatAddress}",
            $"nat egress ACCEPT {NatAddress} {Spoke} {Host} {Spoke}",
            $"central-attachment/central-p ingress ACCEPT {Host} 10.9.0.4 {Host} {Spoke}",
            $"spoke-attachment/spoke-a egress ACCEPT 10.0.1.4 {Spoke} {Host} {Spoke}",
            $"spoke ingress ACCEPT {Host} {Spoke} {Host} {Spoke}");
    }

    [Fact] // the same, on the fast path
    public void The_next_packets_go_the_same_way()
    {
        Run run = Egress("0.0.0.0/0 nat");
        run.Send(Tcp.Syn(Spoke, Host, 443)).ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDelivered(to: "spoke");
        string[] walked = [.. run.Send(Tcp.Data(Spoke, Host, 443)).ShouldBeDelivered(to: "igw").AddressedRecords];
        Assert.False(run.Send(Tcp.Data(Spoke, Host, 443)).ShouldBeRecorded(walked).Walked);
    }

    [Fact] // the contrast: the internet cannot initiate through it
    public void Nobody_on_the_internet_reaches_a_spoke_unasked()
    {
        Run run = Egress("0.0.0.0/0 nat");
        run.Send(Tcp.Syn(Host, Spoke, 443)).ShouldBeDropped(DropReason.VpcHasNoInternetGateway, by: "spoke");
        run.Send(Tcp.Syn(Host, "198.51.100.20", 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
    }

    [Fact] // VPC guide, "Enable VPC internet access using internet gateways": an address without a public one of this VPC cannot communicate through it
    public void An_internet_gateway_alone_does_not_serve_the_spokes() =>
        Egress("0.0.0.0/0 igw").Send(Tcp.Syn(Spoke, Host, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress, by: "igw");

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": an endpoint connection cannot be extended over a transit gateway
    public void A_gateway_endpoint_of_the_central_vpc_is_out_of_reach()
    {
        Run run = Egress("0.0.0.0/0 nat", endpoint: true);
        run.Send(Tcp.Syn(Spoke, "52.216.0.1", 443)).ShouldBeDropped(DropReason.VpceGatewayRequiresSourceInVpc, by: "s3");
        run.Send(Tcp.Syn("10.9.9.10", "52.216.0.1", 443)).ShouldBeDelivered(to: "s3");
    }

    [Fact] // VPC peering guide, "Peering limitations": what comes from elsewhere does not go on over a peering
    public void A_peering_of_the_central_vpc_is_out_of_reach()
    {
        Run run = new DesignBuilder().Vpc("far", "10.5.0.0/16").Peering("pcx", "central", "far").Table("far-main", "0.0.0.0/0 pcx").Subnet("far-a", "10.5.1.0/24", zone: 'a', table: "far-main").Eni("far", "10.5.1.10")
            .Transit(defaults: false).Vpc("central", "10.9.0.0/16").Table("inside", "10.5.0.0/16 pcx", "10.0.0.0/16 tgw").Subnet("central-t", "10.9.9.0/24", zone: 'a', table: "inside").Eni("inner", "10.9.9.10")
            .Attach("central-attachment", "central-t")
            .Vpc("spoke").Table("spoke-main", "0.0.0.0/0 tgw").Subnet("spoke-a", "10.0.1.0/24", zone: 'a', table: "spoke-main").Eni("spoke", Spoke).Attach("spoke-attachment", "spoke-a")
            .TransitTable("spokes", "tgw", "associate spoke-attachment", "0.0.0.0/0 central-attachment")
            .TransitTable("hub", "tgw", "associate central-attachment", "propagate spoke-attachment").Start();
        run.Send(Tcp.Syn(Spoke, "10.5.1.10", 443)).ShouldBeDropped(DropReason.PcxRequiresAddressInVpcCidr, by: "pcx");
        run.Send(Tcp.Syn("10.9.9.10", "10.5.1.10", 443)).ShouldBeDelivered(to: "far");
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": an interface endpoint is reachable from VPCs that are connected
    public void An_interface_endpoint_of_the_central_vpc_serves_the_spokes()
    {
        Run run = Egress("0.0.0.0/0 nat");
        run.Send(Tcp.Syn(Spoke, "10.9.9.5", 443)).ShouldBeDelivered(to: "endpoint");
        run.Reply().ShouldBeDelivered(to: "spoke");
    }

    [Fact] // VPC guide, "NAT gateways": a private NAT gateway translates for a transit gateway
    public void A_private_NAT_gateway_hides_a_spoke_from_another_vpc()
    {
        Run run = new DesignBuilder().Transit()
            .Vpc("far", "10.1.0.0/16").Main("10.0.0.0/16 tgw").Subnet("far-a", "10.1.1.0/24", zone: 'a').Group("nat-only", "in tcp 443 10.0.9.220/32").Eni("far", "10.1.1.10", "nat-only").Attach("far-attachment", "far-a")
            .Vpc("near").Table("routable", "10.1.0.0/16 tgw").Subnet("near-t", "10.0.9.0/24", zone: 'a', table: "routable").Nat("nat", "near-t", "10.0.9.220", null)
            .Table("hidden", "10.1.0.0/16 nat").Subnet("near-a", "10.0.1.0/24", zone: 'a', table: "hidden").Eni("near", "10.0.1.10").Attach("near-attachment", "near-t").Start();
        Sent asked = run.Send(Tcp.Syn("10.0.1.10", "10.1.1.10", 443)).ShouldBeDelivered(to: "far");
        Assert.Equal("10.0.9.220", asked.Seen[^1].Observation.Source.ToString());
        run.Send(Tcp.SynAck("10.1.1.10", "10.0.9.220", asked.Seen[^1].Observation.SourcePort, sourcePort: 443)).ShouldBeDelivered(to: "near");
    }

    private static Run Egress(string centralRoute, bool endpoint = false)
    {
        DesignBuilder central = new DesignBuilder().Transit(defaults: false)
            .Vpc("central", "10.9.0.0/16").InternetGateway()
            .Table("public", "0.0.0.0/0 igw", "10.0.0.0/16 tgw").Subnet("central-p", "10.9.0.0/24", zone: 'b', table: "public").Nat("nat", "central-p", NatAddress, "198.51.100.20")
            .Table("inside", centralRoute, "10.0.0.0/16 tgw").Subnet("central-t", "10.9.9.0/24", zone: 'a', table: "inside").Eni("inner", "10.9.9.10")
            .Group("https", "in tcp 443 10.0.0.0/16").InterfaceEndpoint("endpoint", "10.9.9.5", "https").Attach("central-attachment", "central-t central-p");
        if (endpoint) central = central.GatewayEndpoint("s3", "s3", "inside");
        return central.Vpc("spoke").Table("spoke-main", "0.0.0.0/0 tgw").Subnet("spoke-a", "10.0.1.0/24", zone: 'a', table: "spoke-main").Eni("spoke", Spoke).Attach("spoke-attachment", "spoke-a")
            .TransitTable("spokes", "tgw", "associate spoke-attachment", "0.0.0.0/0 central-attachment")
            .TransitTable("hub", "tgw", "associate central-attachment", "propagate spoke-attachment").Start();
    }
}
