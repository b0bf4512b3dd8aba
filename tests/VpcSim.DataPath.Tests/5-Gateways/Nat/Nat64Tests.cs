using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Gateways.Nat;

/// <summary>NAT64: IPv6 inside, IPv4 beyond the NAT gateway.</summary>
public class Nat64Tests
{
    private const string Instance = "2001:db8:0:1::5", NatAddress = "10.0.0.220", Host = "203.0.113.5";
    private static readonly string Mapped = IpAddress.Parse("64:ff9b::cb00:7105").ToString();

    [Fact] // VPC guide, "DNS64 and NAT64": 64:ff9b::/96 goes to the NAT gateway, which translates to IPv4 and back; records of its interface are of either type
    public void A_conversation_is_IPv6_inside_and_IPv4_beyond()
    {
        Run run = Start();
        Sent asked = run.Send(Tcp.Syn(Instance, Mapped, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"instance egress ACCEPT {Instance} {Mapped} {Instance} {Mapped}",
            $"nat ingress ACCEPT {Instance} {Mapped} {Instance} {Mapped}",
            $"nat egress ACCEPT {NatAddress} {Host} {NatAddress} {Host}");
        Assert.Equal([true, true, false], asked.Seen.Select(seen => seen.Observation.IPv6));
        Sent answered = run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded(
            $"nat ingress ACCEPT {Host} {NatAddress} {Host} {NatAddress}",
            $"nat egress ACCEPT {Mapped} {Instance} {Mapped} {Instance}",
            $"instance ingress ACCEPT {Mapped} {Instance} {Mapped} {Instance}");
        Assert.Equal([false, true, true], answered.Seen.Select(seen => seen.Observation.IPv6));
    }

    [Fact] // RFC 7915: a header of IPv4 is 20 bytes shorter; on the fast path too
    public void Bytes_are_20_fewer_beyond_the_gateway()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Instance, Mapped, 53)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        bool[] walked = new bool[4];
        for (int i = 0; i < walked.Length; i++)
        {
            Sent asked = run.Send(Udp.Datagram(Instance, Mapped, 53).OfLength(1000)).ShouldBeDelivered();
            Assert.Equal([1000, 1000, 980], asked.Seen.Select(seen => seen.Bytes));
            Assert.Equal([980, 1000, 1000], run.Send(Udp.Datagram(Mapped, Instance, 40000, sourcePort: 53).OfLength(1000)).ShouldBeDelivered().Seen.Select(seen => seen.Bytes));
            walked[i] = asked.Walked;
        }
        Assert.False(walked[^1]);
    }

    [Fact] // RFC 7915 section 4.2: echo requests and replies have counterparts
    public void A_ping_passes_as_icmp_and_comes_back_as_icmpv6()
    {
        Run run = Start();
        Assert.Equal([58, 58, 1], run.Send(Icmp.Echo(Instance, Mapped, identifier: 7)).ShouldBeDelivered(to: "igw").Seen.Select(seen => (int)seen.Observation.Protocol));
        Assert.Equal([1, 58, 58], run.Reply().ShouldBeDelivered(to: "instance").Seen.Select(seen => (int)seen.Observation.Protocol));
    }

    [Fact] // captured on the internet side an answer is a packet of IPv4 to the gateway's Elastic IP
    public void An_answer_captured_on_the_internet_side_grows_by_20_bytes()
    {
        Run run = Start();
        ushort port = run.Send(Udp.Datagram(Instance, Mapped, 53)).ShouldBeDelivered().Seen[2].Observation.SourcePort;
        Sent answer = run.Send(Udp.Datagram(Host, "198.51.100.20", port, sourcePort: 53).OfLength(100)).ShouldBeDelivered(to: "instance");
        Assert.Equal([100, 120, 120], answer.Seen.Select(seen => seen.Bytes));
    }

    [Fact] // VPC guide, "DNS64 and NAT64": the gateway serves IPv6 for that prefix alone
    public void Other_IPv6_destinations_are_refused()
    {
        Run run = Start(["::/0 nat"]);
        run.Send(Tcp.Syn(Instance, "2001:db8:ffff::1", 443)).ShouldBeDropped(DropReason.ProtocolRestriction, by: "nat")
            .ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT");
        run.Send(Tcp.Syn(Instance, Mapped, 443)).ShouldBeDelivered(to: "igw");
    }

    [Theory] // VPC guide, "NAT gateway basics": TCP, UDP and ICMP, of IPv6 too
    [InlineData(132)]
    [InlineData(47)]
    public void Other_protocols_do_not_pass(int protocol) =>
        Start().Send(Ip.Of(Instance, Mapped, protocol)).ShouldBeDropped(DropReason.ProtocolRestriction, by: "nat");

    [Fact] // VPC guide, "NAT gateway basics": nobody initiates from beyond
    public void An_answer_that_nobody_asked_for_ends_at_the_gateway() =>
        Start().Send(Tcp.Syn(Mapped, Instance, 22)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat").ShouldBeRecorded("nat ingress ACCEPT");

    [Theory] // EC2 guide, "Network MTU for your EC2 instance": 1500 bytes of IPv4 through the internet gateway
    [InlineData(1520, Outcome.Delivered)]
    [InlineData(1521, Outcome.Dropped)]
    public void The_mtu_counts_the_packet_as_it_is_there(int bytes, Outcome outcome)
    {
        Sent sent = Start().Send(Udp.Datagram(Instance, Mapped, 5000).OfLength(bytes));
        Assert.Equal(outcome, sent.Verdict.Outcome);
        Assert.Equal(outcome == Outcome.Dropped ? DropReason.PacketTooBig : DropReason.None, sent.Verdict.Reason);
    }

    [Fact] // VPC guide, "Compare NAT gateways and NAT instances": the RST after the timeout is one of IPv6 here
    public void The_reset_of_a_forgotten_connection_is_IPv6()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Mapped, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        Sent late = run.Wait(351).Send(Tcp.Data(Instance, Mapped, 443)).ShouldBeDropped(DropReason.NgwIdleTimeout, by: "nat").ShouldBeRecorded(
            $"instance egress ACCEPT {Instance} {Mapped} {Instance} {Mapped}",
            $"nat ingress ACCEPT {Instance} {Mapped} {Instance} {Mapped}",
            $"nat egress ACCEPT {Mapped} {Instance} {Mapped} {Instance}",
            $"instance ingress ACCEPT {Mapped} {Instance} {Mapped} {Instance}");
        Assert.Equal(60, late.Seen[^1].Bytes);
    }

    [Fact] // what one IPv6 address asks is not another's
    public void Instances_share_the_gateways_address_and_are_told_apart_by_port()
    {
        Run run = Start();
        ushort first = run.Send(Udp.Datagram(Instance, Mapped, 53)).ShouldBeDelivered().Seen[2].Observation.SourcePort;
        ushort second = run.Send(Udp.Datagram("2001:db8:0:1::6", Mapped, 53)).ShouldBeDelivered().Seen[2].Observation.SourcePort;
        Assert.NotEqual(first, second);
        run.Send(Udp.Datagram(Host, "198.51.100.20", second, sourcePort: 53)).ShouldBeDelivered(to: "neighbour");
        run.Send(Udp.Datagram(Host, "198.51.100.20", first, sourcePort: 53)).ShouldBeDelivered(to: "instance");
    }

    private static Run Start(string[]? routes = null) => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Table("public", "0.0.0.0/0 igw")
        .Subnet("public", "10.0.0.0/24", table: "public").Nat("nat", "public", NatAddress, "198.51.100.20").Main(routes ?? ["64:ff9b::/96 nat"])
        .Subnet("private", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("instance", $"10.0.1.5 {Instance}").Eni("neighbour", "10.0.1.6 2001:db8:0:1::6").Start();
}
