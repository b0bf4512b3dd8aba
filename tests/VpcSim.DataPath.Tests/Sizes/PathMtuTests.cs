namespace VpcSim.DataPath.Tests.Sizes;

/// <summary>What becomes of packets that are larger than a link on their way takes.</summary>
public class PathMtuTests
{
    private const string Web = "10.0.1.10", WebPublic = "198.51.100.10", Peer = "10.1.1.10", Client = "203.0.113.5";

    [Fact] // EC2 guide, "Network MTU for your EC2 instance": an internet gateway takes 1500 bytes and fragments what is larger
    public void Behind_an_internet_gateway_a_large_packet_is_its_fragments()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
            .Eni("web", Web, publicAddress: WebPublic).Eni("other", "10.0.1.20", publicAddress: "198.51.100.20").Start();
        // Out through the gateway and back in to a neighbour's public address: only the neighbour's interface lies behind the link.
        for (int i = 0; i < 2; i++)
        {
            run.Send(Udp.Datagram(Web, "198.51.100.20", 53).OfLength(4000)).ShouldBeDelivered(to: "other").ShouldCount(
                "web egress ACCEPT 40000>53 1 of 4000 bytes", "other ingress ACCEPT 40000>53 1 of 1500 bytes", "other ingress ACCEPT 0>0 2 of 2540 bytes");
        }
        run.Send(Udp.Datagram(Web, "198.51.100.20", 53).OfLength(1500)).ShouldBeDelivered(to: "other").ShouldCount(
            "web egress ACCEPT 40000>53 1 of 1500 bytes", "other ingress ACCEPT 40000>53 1 of 1500 bytes");
    }

    [Fact] // the same page: what comes from the internet comes in packets of 1500 bytes at most
    public void From_the_internet_a_large_packet_comes_in_fragments()
    {
        Run run = Internet();
        run.Send(Udp.Datagram(Client, Web, 53).OfLength(2000)).ShouldBeDelivered(to: "web").ShouldCount(
            "web ingress ACCEPT 40000>53 1 of 1500 bytes", "web ingress ACCEPT 0>0 1 of 520 bytes");
        run.Send(Udp.Datagram(Client, Web, 53).OfLength(2000).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "igw").ShouldNotBeRecorded();
    }

    [Fact] // the same page: with the Don't Fragment flag the packet is dropped and its sender told with ICMP type 3 code 4
    public void What_must_not_be_fragmented_is_dropped_and_the_router_tells_its_sender()
    {
        Run run = Internet();
        run.Send(Udp.Datagram(Web, Client, 53).OfLength(1501).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "igw")
            .ShouldBeAnswered("10.0.1.1 > 10.0.1.10 3/4 mtu 1500").ShouldBeRecorded("web egress ACCEPT");
        Assert.Equal(1, run.DataPath.Generated);
        run.Send(Udp.Datagram(Web, Client, 53).OfLength(1501)).ShouldBeDelivered(to: "igw").ShouldBeAnswered(null);
        run.Send(Udp.Datagram(Web, Client, 53).OfLength(1500).DontFragment()).ShouldBeDelivered(to: "igw").ShouldBeAnswered(null);
        Assert.Equal(1, run.DataPath.Generated);
    }

    [Fact] // the same page: IPv6 packets are never fragmented on their way, and the error is ICMPv6 type 2
    public void A_large_IPv6_packet_brings_packet_too_big()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Main("::/0 igw")
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Udp.Datagram("2001:db8:0:1::10", "2001:db8:ffff::1", 53).OfLength(1501)).ShouldBeDropped(DropReason.PacketTooBig, by: "igw")
            .ShouldBeAnswered("2001:db8:0:1::1 > 2001:db8:0:1::10 2/0 mtu 1500");
        run.Send(Udp.Datagram("2001:db8:0:1::10", "2001:db8:ffff::1", 53).OfLength(1500)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // the error comes from the router's reserved address, which no group, ACL or flow log sees
    public void The_routers_error_reaches_an_interface_whose_group_and_acl_let_nothing_in()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Table("public", "0.0.0.0/0 igw").Acl("out", "out 100 allow all to 0.0.0.0/0").Group("out", "out all to 0.0.0.0/0")
            .Subnet("b", "10.0.2.0/24", table: "public", acl: "out").Eni("web", "10.0.2.10", "out", publicAddress: WebPublic).Start();
        Packet large = Udp.Datagram("10.0.2.10", Client, 53).OfLength(1501).DontFragment();
        run.Send(large).ShouldBeAnswered("10.0.2.1 > 10.0.2.10 3/4 mtu 1500");
        run.Send(large.ErrorFrom("10.0.2.1", 3, 4)).ShouldBeConsumed(VpcService.Router).ShouldNotBeRecorded();
        run.Send(Udp.Datagram("10.0.1.99", "10.0.2.10", 53)).ShouldNotBeRecorded();
    }

    [Theory] // EC2 guide, "Network MTU for your EC2 instance": 9001 bytes within a VPC and over peering in a region, 8500 between regions
    [InlineData("us-east-1", 9001, 1)]
    [InlineData("us-east-1", 9002, 2)]
    [InlineData("eu-west-1", 8500, 1)]
    [InlineData("eu-west-1", 9001, 2)]
    public void Over_peering_the_far_interface_sees_the_fragments(string region, int bytes, int fragments)
    {
        Run run = Peered(region);
        Sent sent = run.Send(Udp.Datagram(Web, Peer, 53).OfLength(bytes)).ShouldBeDelivered(to: "far");
        Assert.Equal(fragments, sent.Seen.Where(seen => !seen.Observation.Egress).Sum(seen => seen.Packets));
        Assert.Equal(bytes + 20 * (fragments - 1), sent.Seen.Where(seen => !seen.Observation.Egress).Sum(seen => seen.Bytes));
    }

    [Fact] // a sender whose datagram is larger than its own interface takes splits it before it leaves
    public void Above_the_interfaces_mtu_the_sender_itself_splits()
    {
        Run run = DesignBuilder.OneSubnet.Eni("web", Web).Eni("app", "10.0.1.20").Start();
        run.Send(Udp.Datagram(Web, "10.0.1.20", 53).OfLength(20_000)).ShouldCount(
            "web egress ACCEPT 40000>53 1 of 8996 bytes", "web egress ACCEPT 0>0 2 of 11044 bytes",
            "app ingress ACCEPT 40000>53 1 of 8996 bytes", "app ingress ACCEPT 0>0 2 of 11044 bytes");
    }

    [Fact] // AWS documents two links in a row nowhere: each splits what the one before left
    public void Fragments_are_split_again_by_a_smaller_link()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
            .Eni("web", Web, publicAddress: WebPublic).Eni("other", "10.0.1.20", publicAddress: "198.51.100.20").Start();
        // 20,000 bytes: 8976 + 8976 + 2028 bytes of payload, of which each of the large ones becomes 7 and the last one 2.
        Sent sent = run.Send(Udp.Datagram(Web, "198.51.100.20", 53).OfLength(20_000));
        Assert.Equal((16, 19_980 + 16 * 20L), (sent.Seen.Where(seen => !seen.Observation.Egress).Sum(seen => seen.Packets), sent.Seen.Where(seen => !seen.Observation.Egress).Sum(seen => seen.Bytes)));
    }

    [Fact] // a later fragment that is split shows ports in none of its pieces
    public void A_later_fragment_is_split_into_later_fragments()
    {
        Run run = Internet();
        run.Send(Udp.Datagram(Client, Web, 53).OfLength(1500).FirstFragment(7));
        run.Send(Udp.Datagram(Client, Web, 53).OfLength(3000).LaterFragment(7)).ShouldBeDelivered(to: "web").ShouldCount("web ingress ACCEPT 0>0 3 of 3040 bytes");
    }

    [Fact] // VPC guide, "Compare NAT gateways and NAT instances": fragments of UDP pass a NAT gateway, those of ICMP do not
    public void What_the_internet_gateway_split_meets_the_nat_gateway_as_fragments()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("p", "10.0.0.0/24", table: "public")
            .Nat("nat", "p", "10.0.0.220", "198.51.100.220").Main("0.0.0.0/0 nat").Eni("web", Web).Start();
        run.Send(Icmp.Echo(Web, Client).OfLength(3000)).ShouldBeDelivered(to: "igw");
        run.Send(Icmp.Echo(Web, Client).OfLength(3000).Reply()).ShouldBeDropped(DropReason.NgwFragmentNotSupported, by: "nat");
        run.Send(Udp.Datagram(Web, Client, 53)).ShouldBeDelivered(to: "igw");
        Sent answer = run.Send(Udp.Datagram(Web, Client, 53).OfLength(3000).Reply()).ShouldBeDelivered(to: "web");
        Assert.Equal(3, answer.Seen.Where(seen => seen.Observation.PacketDestination.ToString() == Web && !seen.Observation.Egress).Sum(seen => seen.Packets));
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": 1446 bytes, and no path MTU discovery
    public void Over_a_vpn_connection_nobody_is_told()
    {
        Run run = DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Eni("web", Web).Start();
        run.Send(Udp.Datagram(Web, "192.168.5.5", 53).OfLength(1447).DontFragment()).ShouldBeDropped(DropReason.PacketTooBig, by: "vgw").ShouldBeAnswered(null);
        run.Send(Udp.Datagram("192.168.5.5", Web, 53).OfLength(2000)).ShouldBeDelivered(to: "web").ShouldCount(
            "web ingress ACCEPT 40000>53 1 of 1444 bytes", "web ingress ACCEPT 0>0 1 of 576 bytes");
        Assert.Equal(0, run.DataPath.Generated);
    }

    [Fact] // a packet that must be split walks; the smaller ones of its flow repeat what one of them found
    public void A_split_packet_leaves_nothing_behind_for_smaller_ones()
    {
        Run run = Peered("eu-west-1");
        run.Send(Udp.Datagram(Web, Peer, 53).OfLength(9001));
        run.Reply();
        run.Send(Udp.Datagram(Web, Peer, 53));
        Assert.False(run.Send(Udp.Datagram(Web, Peer, 53)).ShouldCount("web egress ACCEPT 40000>53 1 of 60 bytes", "far ingress ACCEPT 40000>53 1 of 60 bytes").Walked);
        run.Send(Udp.Datagram(Web, Peer, 53).OfLength(9001)).ShouldCount(
            "web egress ACCEPT 40000>53 1 of 9001 bytes", "far ingress ACCEPT 40000>53 1 of 8500 bytes", "far ingress ACCEPT 0>0 1 of 521 bytes");
    }

    private static Run Internet() => DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Eni("web", Web, publicAddress: WebPublic).Start();

    private static Run Peered(string region) => new DesignBuilder().Vpc("far", "10.1.0.0/16", region: region).Peering("pcx", "near", "far").Table("back", "10.0.0.0/16 pcx")
        .Subnet("far-a", "10.1.1.0/24", table: "back").Eni("far", Peer).Vpc("near").Main("10.1.0.0/16 pcx").Subnet("a", "10.0.1.0/24").Eni("web", Web).Start();
}
