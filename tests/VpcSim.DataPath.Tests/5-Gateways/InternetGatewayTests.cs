using VpcSim.DataPath.Gateways;

namespace VpcSim.DataPath.Tests.Gateways;

public class InternetGatewayTests
{
    private const string Web = "10.0.1.10", Public = "198.51.100.10", Outside = "203.0.113.12";

    [Fact] // VPC guide, "Internet gateways": an instance needs a public address
    public void Without_a_public_address_nothing_leaves()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, Outside, 443))
            .ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress, by: "igw").ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // the same page: one-to-one translation outside the interface, so that records show the private address
    public void The_private_address_is_translated_outside_the_interface()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, Outside, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded($"web egress ACCEPT {Web} {Outside} {Web} {Outside}");
        run.Send(Tcp.SynAck(Outside, Public, 40000, 443)).ShouldBeDelivered(to: "web").ShouldBeRecorded($"web ingress ACCEPT {Outside} {Web} {Outside} {Web}");
    }

    [Fact] // a capture on the instance shows the packet behind the gateway: it is the same packet
    public void A_packet_captured_behind_the_gateway_enters_through_it()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Outside, Web, 443)).ShouldBeDelivered(to: "web");
        DesignBuilder.OneSubnet.InternetGateway().Eni("web", Web).Start().Send(Tcp.Syn(Outside, Web, 443))
            .ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress, by: "igw").ShouldNotBeRecorded();
    }

    [Fact] // VPC guide, "Internet gateways": a public address that maps to no interface leads nowhere
    public void An_unmapped_public_address_is_dropped_without_a_record()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public).Eip("spare", "198.51.100.99").Start();
        run.SendThrough(EntryPoint.Internet(0), Tcp.Syn(Outside, "198.51.100.99", 443))
            .ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress, by: "igw").ShouldNotBeRecorded();
        run.Send(Tcp.Syn(Outside, Public, 443)).ShouldBeDelivered(to: "web");
    }

    [Theory] // Reachability Analyzer explanation codes: nothing to private (RFC 1918) or shared (RFC 6598) addresses
    [InlineData("192.168.7.7", DropReason.IgwDestinationPrivateForEgress)]
    [InlineData("172.31.0.1", DropReason.IgwDestinationPrivateForEgress)]
    [InlineData("10.99.0.1", DropReason.IgwDestinationPrivateForEgress)]
    [InlineData("100.64.0.1", DropReason.IgwDestinationSharedForEgress)]
    public void Private_destinations_are_refused(string destination, DropReason reason) =>
        Start().Send(Tcp.Syn(Web, destination, 443)).ShouldBeDropped(reason, by: "igw");

    [Theory] // the contrast: the addresses beside those ranges
    [InlineData("192.167.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("11.0.0.1")]
    [InlineData("100.128.0.1")]
    public void Addresses_beside_the_private_ranges_are_public(string destination) =>
        Start().Send(Tcp.Syn(Web, destination, 443)).ShouldBeDelivered(to: "igw");

    [Theory]
    [InlineData("192.168.7.7", DropReason.IgwSourcePrivateForIngress)]
    [InlineData("100.127.255.255", DropReason.IgwSourceSharedForIngress)]
    public void Private_sources_are_refused(string source, DropReason reason) =>
        Start().Send(Tcp.Syn(source, Public, 443)).ShouldBeDropped(reason, by: "igw").ShouldNotBeRecorded();

    [Fact]
    public void Nothing_comes_from_the_internet_to_a_vpc_without_a_gateway()
    {
        Run run = DesignBuilder.OneSubnet.Eni("web", Web).Start();
        run.Send(Tcp.Syn(Outside, Web, 443)).ShouldBeDropped(DropReason.VpcHasNoInternetGateway, by: "vpc").ShouldNotBeRecorded();
    }

    [Fact] // VPC guide, "Internet gateways": IPv6 addresses are public, no translation takes place
    public void IPv6_passes_untranslated()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").InternetGateway()
            .Main("::/0 igw").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:ffff::1", 443)).ShouldBeDelivered(to: "igw").ShouldTakePath(8);
        run.Send(Tcp.Syn("2001:db8:ffff::2", "2001:db8:0:1::10", 22)).ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn("2001:db8:ffff::2", "2001:db8:0:1::99", 22)).ShouldBeDropped(DropReason.NoPossibleDestination);
    }

    [Theory] // EC2 guide, "Network MTU": 1500 bytes through an internet gateway; what must not be fragmented is dropped
    [InlineData(1500, true, Outcome.Delivered)]
    [InlineData(1501, true, Outcome.Dropped)]
    [InlineData(1501, false, Outcome.Delivered)]
    public void The_mtu_is_1500_bytes(int bytes, bool dontFragment, Outcome outcome)
    {
        Packet datagram = Udp.Datagram(Web, Outside, 5000).OfLength(bytes);
        Sent sent = Start().Send(dontFragment ? datagram.DontFragment() : datagram);
        Assert.Equal(outcome, sent.Verdict.Outcome);
        sent.ShouldBeRecorded("web egress ACCEPT");
        if (outcome == Outcome.Dropped) sent.ShouldBeDropped(DropReason.PacketTooBig, by: "igw");
    }

    [Fact] // RFC 8200 section 5: no router fragments IPv6
    public void A_large_IPv6_packet_is_dropped()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").InternetGateway()
            .Main("::/0 igw").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Udp.Datagram("2001:db8:0:1::10", "2001:db8:ffff::1", 5000).OfLength(1501)).ShouldBeDropped(DropReason.PacketTooBig, by: "igw");
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Theory] // a capture on Linux holds segments before offload splits them: they stand for their MSS-sized parts
    [InlineData(0, 2, 2960)] // no MSS seen: MTU − 40
    [InlineData(1000, 3, 3000)]
    public void A_large_tcp_segment_counts_as_the_segments_it_stands_for(ushort mss, int packets, long bytes)
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, Outside, 443, mss: mss)).ShouldBeDelivered();
        for (int i = 0; i < 2; i++) // the walk and its repetition
        {
            Sent sent = run.Send(Tcp.Data(Web, Outside, 443, payload: 2880).DontFragment()).ShouldBeDelivered(to: "igw");
            Assert.Equal((packets, bytes), (sent.Seen[0].Packets, sent.Seen[0].Bytes));
        }
    }

    [Fact] // --strict-mtu takes the captured length at its word
    public void Under_strict_mtu_a_large_tcp_segment_is_dropped()
    {
        Run run = Start(new DataPathSettings { StrictMtu = true });
        Sent sent = run.Send(Tcp.Data(Web, Outside, 443, payload: 2880).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "igw");
        Assert.Equal((1L, 2920L), (sent.Seen[0].Packets, sent.Seen[0].Bytes));
        run.Send(Tcp.Data(Web, Outside, 443, payload: 100).DontFragment()).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Internet gateways": to a public address of the same VPC the way goes out and back, and arrives from the public one
    public void Traffic_to_a_public_address_of_the_vpc_comes_back_in_from_the_public_address()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public)
            .Group("db", "in tcp 5432 from 198.51.100.10/32").Eni("db", "10.0.1.20", "db", publicAddress: "198.51.100.20").Start();
        run.Send(Tcp.Syn(Web, "198.51.100.20", 5432)).ShouldBeDelivered(to: "db").ShouldBeRecorded(
            $"web egress ACCEPT {Web} 198.51.100.20 {Web} 198.51.100.20",
            $"db ingress ACCEPT {Public} 10.0.1.20 {Public} 10.0.1.20");
        run.Send(Tcp.SynAck("10.0.1.20", Public, 40000, 5432)).ShouldBeDelivered(to: "web").ShouldBeRecorded(
            $"db egress ACCEPT 10.0.1.20 {Public} 10.0.1.20 {Public}",
            $"web ingress ACCEPT 198.51.100.20 {Web} 198.51.100.20 {Web}");
        run.Send(Tcp.Syn(Web, "10.0.1.20", 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "db");
    }

    [Fact] // not documented: the other position of same-vpc-source
    public void Traffic_to_a_public_address_of_the_vpc_may_arrive_from_the_private_address()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public)
            .Group("db", "in tcp 5432 from 10.0.1.10/32").Eni("db", "10.0.1.20", "db", publicAddress: "198.51.100.20")
            .Start(new DataPathSettings { SameVpcSource = SameVpcSource.PrivateAddress });
        run.Send(Tcp.Syn(Web, "198.51.100.20", 5432)).ShouldBeDelivered(to: "db").ShouldBeRecorded(
            $"web egress ACCEPT {Web} 198.51.100.20 {Web} 198.51.100.20",
            $"db ingress ACCEPT {Web} 10.0.1.20 {Web} 10.0.1.20");
        run.Send(Tcp.Syn(Outside, "198.51.100.20", 5432)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "db").ShouldBeRecorded(
            $"db ingress REJECT {Outside} 10.0.1.20 {Outside} 10.0.1.20");
    }

    [Fact] // not documented: between VPCs the packet passes the internet, whatever same-vpc-source says
    public void Traffic_to_a_public_address_of_another_vpc_arrives_from_the_public_address()
    {
        Run run = new DesignBuilder().Vpc("other", "10.9.0.0/16").InternetGateway("other-igw").Table("o", "0.0.0.0/0 other-igw").Subnet("o", "10.9.1.0/24", table: "o")
            .Eni("far", "10.9.1.5", publicAddress: "198.51.100.30").Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Eni("web", Web, publicAddress: Public)
            .Start(new DataPathSettings { SameVpcSource = SameVpcSource.PrivateAddress });
        run.Send(Tcp.Syn(Web, "198.51.100.30", 443)).ShouldBeDelivered(to: "far").ShouldBeRecorded(
            $"web egress ACCEPT {Web} 198.51.100.30 {Web} 198.51.100.30",
            $"far ingress ACCEPT {Public} 10.9.1.5 {Public} 10.9.1.5");
    }

    [Fact] // what the request opens at the receiver lets its answer out, though both carry other addresses than each other
    public void An_answer_that_was_dropped_before_the_request_came_round_passes_after_it()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public)
            .Group("db", "in udp 53 from 0.0.0.0/0").Eni("db", "10.0.1.20", "db", publicAddress: "198.51.100.20").Start();
        Packet answer = Udp.Datagram("10.0.1.20", Public, 40000, sourcePort: 53);
        for (int i = 0; i < 2; i++) run.Send(answer).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "db");
        run.Send(Udp.Datagram(Web, "198.51.100.20", 53)).ShouldBeDelivered(to: "db");
        run.Send(answer).ShouldBeDelivered(to: "web");
    }

    [Theory] // a gateway takes one from the TTL; RFC 1812 section 5.3.1
    [InlineData(1, Outcome.Dropped)]
    [InlineData(2, Outcome.Delivered)]
    public void A_ttl_that_ends_at_the_gateway_drops_the_packet(byte ttl, Outcome outcome)
    {
        Run run = Start();
        run.Send(Udp.Datagram(Web, Outside, 33434)).ShouldBeDelivered();
        Sent sent = run.Send(Udp.Datagram(Web, Outside, 33434).WithTtl(ttl)).ShouldBeRecorded("web egress ACCEPT");
        Assert.Equal(outcome, sent.Verdict.Outcome);
        Assert.Equal(outcome == Outcome.Dropped ? DropReason.TtlExpired : DropReason.None, sent.Verdict.Reason);
        Assert.Equal(outcome == Outcome.Dropped ? 1 : 0, run.DataPath.Generated);
    }

    private static Run Start(DataPathSettings? settings = null) =>
        DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: Public).Start(settings);
}
