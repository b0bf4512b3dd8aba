namespace VpcSim.DataPath.Tests.Gateways.Nat;

public class NatGatewayTests
{
    private const string Instance = "10.0.1.5", NatAddress = "10.0.0.220", NatPublic = "198.51.100.20", Host = "203.0.113.5";

    [Fact] // VPC guide, "Flow log record examples", "Traffic through a NAT gateway": four records at the gateway, two at the instance
    public void A_conversation_through_the_gateway_is_recorded_as_in_AWSs_example()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded(
            $"instance egress ACCEPT {Instance} {Host} {Instance} {Host}",
            $"nat ingress ACCEPT {Instance} {NatAddress} {Instance} {Host}",
            $"nat egress ACCEPT {NatAddress} {Host} {NatAddress} {Host}");
        run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded(
            $"nat ingress ACCEPT {Host} {NatAddress} {Host} {NatAddress}",
            $"nat egress ACCEPT {NatAddress} {Instance} {Host} {Instance}",
            $"instance ingress ACCEPT {Host} {Instance} {Host} {Instance}");
    }

    [Fact] // the same, on the fast path
    public void The_next_packets_are_recorded_alike()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        string[] walked = [.. run.Send(Tcp.Data(Instance, Host, 443)).ShouldBeDelivered().AddressedRecords];
        Sent repeated = run.Send(Tcp.Data(Instance, Host, 443)).ShouldBeRecorded(walked);
        Assert.False(repeated.Walked);
    }

    [Fact] // VPC guide, "NAT gateways": the internet cannot initiate; re:Post, unsolicited inbound traffic shows as ACCEPT
    public void Unsolicited_inbound_traffic_is_logged_as_accepted_and_then_dropped() =>
        Start().Send(Tcp.Syn(Host, NatPublic, 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat")
            .ShouldBeRecorded($"nat ingress ACCEPT {Host} {NatAddress} {Host} {NatAddress}");

    [Fact] // the contrast: the network ACL of the gateway's subnet does filter
    public void A_network_acl_rejects_unsolicited_inbound_traffic_at_the_gateways_interface()
    {
        Run run = Start(natAcl: ["in 100 allow all from 10.0.0.0/8", "out 100 allow all to 0.0.0.0/0"]);
        run.Send(Tcp.Syn(Host, NatPublic, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "inbound * deny")
            .ShouldBeRecorded("nat ingress REJECT");
    }

    [Fact] // VPC guide, "NAT gateway basics": the network ACL of its subnet controls traffic to and from it
    public void A_network_acl_rejects_at_the_gateways_interface_on_the_way_out()
    {
        Run run = Start(natAcl: ["in 100 allow all from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0"]);
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Instance, Host, 80)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "outbound * deny")
            .ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT", "nat egress REJECT");
    }

    [Theory] // VPC guide, "NAT gateway basics": TCP, UDP and ICMP
    [InlineData(47, Outcome.Dropped)]
    [InlineData(132, Outcome.Dropped)]
    [InlineData(17, Outcome.Delivered)]
    public void Only_tcp_udp_and_icmp_pass(int protocol, Outcome outcome)
    {
        Sent sent = Start().Send(protocol == 17 ? Udp.Datagram(Instance, Host, 53) : Ip.Of(Instance, Host, protocol));
        Assert.Equal(outcome, sent.Verdict.Outcome);
        if (outcome == Outcome.Dropped)
            sent.ShouldBeDropped(DropReason.ProtocolRestriction, by: "nat").ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT");
    }

    [Fact] // VPC guide, "NAT gateways": created in a public subnet; it has the route table of that subnet, as the instances in it
    public void A_gateway_whose_own_subnet_routes_to_it_leads_nowhere()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Subnet("private", "10.0.1.0/24", table: "private")
            .Nat("nat", "private", "10.0.1.220", NatPublic).Table("private", "0.0.0.0/0 nat").Eni("instance", Instance).Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDropped(DropReason.NgwRouteLeadsBack, by: "nat")
            .ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT", "nat egress ACCEPT");
    }

    [Fact] // the contrast: with a route of its subnet that leads on it serves others, and the instances beside it go by that route too
    public void Instances_of_its_own_subnet_do_not_use_it_where_their_table_leads_past_it()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Table("both", "0.0.0.0/0 igw").Subnet("both", "10.0.1.0/24", table: "both")
            .Nat("nat", "both", "10.0.1.220", NatPublic).Table("private", "0.0.0.0/0 nat").Subnet("private", "10.0.2.0/24", table: "private")
            .Eni("beside", Instance).Eni("elsewhere", "10.0.2.5").Start();
        run.Send(Tcp.Syn("10.0.2.5", Host, 443)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress, by: "igw").ShouldBeRecorded("beside egress ACCEPT");
    }

    [Fact]
    public void A_ping_passes_and_its_reply_comes_back()
    {
        Run run = Start();
        run.Send(Icmp.Echo(Instance, Host, identifier: 77)).ShouldBeDelivered(to: "igw");
        run.Reply().ShouldBeDelivered(to: "instance");
    }

    [Fact] // VPC guide, "NAT gateway basics": fragments of UDP pass, those of TCP and ICMP are dropped
    public void Fragments_of_udp_pass_and_others_are_dropped()
    {
        Run run = Start();
        Packet udp = Udp.Datagram(Instance, Host, 5000), tcp = Tcp.Data(Instance, Host, 443), icmp = Icmp.Echo(Instance, Host);
        run.Send(udp.FirstFragment(1)).ShouldBeDelivered(to: "igw");
        run.Send(udp.LaterFragment(1)).ShouldBeDelivered(to: "igw");
        run.Send(tcp.FirstFragment(2)).ShouldBeDropped(DropReason.NgwFragmentNotSupported, by: "nat");
        run.Send(icmp.FirstFragment(3)).ShouldBeDropped(DropReason.NgwFragmentNotSupported, by: "nat");
        run.Send(tcp).ShouldBeDelivered(to: "igw");
    }

    [Fact] // the same page, for what comes back
    public void Fragmented_answers_of_tcp_are_dropped_and_of_udp_delivered()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Send(Tcp.Data(Host, Instance, 40000, sourcePort: 443).FirstFragment(1)).ShouldBeDropped(DropReason.NgwFragmentNotSupported, by: "nat");
        run.Send(Udp.Datagram(Instance, Host, 5000)).ShouldBeDelivered();
        Packet answer = Udp.Datagram(Host, Instance, 40000, sourcePort: 5000);
        run.Send(answer.FirstFragment(2)).ShouldBeDelivered(to: "instance");
        run.Send(answer.LaterFragment(2)).ShouldBeDelivered(to: "instance");
    }

    [Fact] // VPC guide, "Compare NAT gateways and NAT instances": IP fragmentation of TCP and ICMP is not supported, in answers neither
    public void Fragmented_echo_replies_are_dropped()
    {
        Run run = Start();
        run.Send(Icmp.Echo(Instance, Host)).ShouldBeDelivered();
        Packet reply = Icmp.Echo(Instance, Host).Reply();
        run.Send(reply.FirstFragment(4)).ShouldBeDropped(DropReason.NgwFragmentNotSupported, by: "nat").ShouldBeRecorded("nat ingress ACCEPT");
        run.Send(reply.WithSequence(2)).ShouldBeDelivered(to: "instance");
    }

    [Theory] // VPC guide, "NAT gateway basics": an idle connection ends after 350 s
    [InlineData(349, Outcome.Delivered)]
    [InlineData(351, Outcome.Dropped)]
    public void An_idle_connection_ends_after_350_seconds(int idleSeconds, Outcome outcome)
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Data(Instance, Host, 443)).ShouldBeDelivered();
        run.Wait(idleSeconds);
        Assert.Equal(outcome, run.Send(Tcp.Data(Host, Instance, 40000, sourcePort: 443)).Verdict.Outcome);
    }

    [Fact] // traffic in either direction keeps it, on the fast path too
    public void A_busy_connection_lives_on()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered();
        for (int i = 0; i < 10; i++) run.Wait(340).Send(Tcp.Data(Host, Instance, 40000, sourcePort: 443)).ShouldBeDelivered(to: "instance");
        run.Wait(340).Send(Tcp.Data(Instance, Host, 443)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "NAT gateway basics": not to be used over peering, VPN or Direct Connect
    public void The_gateway_serves_interfaces_of_its_own_vpc_only()
    {
        Run run = new DesignBuilder()
            .Vpc("far", "10.9.0.0/16").Subnet("far-a", "10.9.1.0/24").Eni("far", "10.9.1.5").Vpc("near").InternetGateway().Table("public", "0.0.0.0/0 igw")
            .Subnet("public", "10.0.0.0/24", table: "public").Nat("nat", "public", NatAddress, NatPublic).Peering("pcx", "far", "near").Start();
        // Over a peering connection only addresses of the other VPC are reached: the gateway is not in the way of anything else.
        run.Send(Tcp.Syn("10.9.1.5", Host, 443)).ShouldBeDropped(DropReason.NoRouteToDestination);
        run.SendThrough(EntryPoint.OtherNetwork(1), Tcp.Syn("10.9.1.5", NatAddress, 443)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
    }

    [Fact] // Reachability Analyzer, NGW_REQUIRES_SOURCE_IN_VPC
    public void An_interface_of_another_vpc_is_refused()
    {
        Run run = new DesignBuilder().Vpc("near").InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("public", "10.0.0.0/24", table: "public")
            .Nat("nat", "public", NatAddress, NatPublic)
            .Vpc("far", "10.9.0.0/16").Table("far", "0.0.0.0/0 nat").Subnet("far-a", "10.9.1.0/24", table: "far").Eni("far", "10.9.1.5").Start();
        run.Send(Tcp.Syn("10.9.1.5", Host, 443)).ShouldBeDropped(DropReason.NgwRequiresSourceInVpc, by: "nat");
    }

    [Fact] // VPC guide, "NAT gateway basics": 55,000 simultaneous connections to each unique destination (ErrorPortAllocation)
    public void The_next_connection_after_55_000_to_one_destination_is_dropped()
    {
        Run run = Start();
        for (int i = 0; i < 55_000; i++) run.Send(Tcp.Syn(Instance, Host, 443, sourcePort: (ushort)(1024 + i)));
        run.Send(Tcp.Syn(Instance, Host, 443, sourcePort: 60_000)).ShouldBeDropped(DropReason.NgwPortAllocationFailed, by: "nat")
            .ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT");
        run.Send(Tcp.Syn(Instance, Host, 444, sourcePort: 60_000)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn(Instance, Host, 443, sourcePort: 1024)).ShouldBeDelivered(to: "igw");
        run.Wait(351).Send(Tcp.Syn(Instance, Host, 443, sourcePort: 60_000)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // VPC guide, "NAT gateways": an internet gateway drops what comes from a private NAT gateway
    public void The_internet_gateway_drops_what_a_private_nat_gateway_sends()
    {
        Run run = Start(natPublic: null);
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress, by: "igw")
            .ShouldBeRecorded("instance egress ACCEPT", "nat ingress ACCEPT", "nat egress ACCEPT");
    }

    [Fact] // an instance with a public address of its own whose route leads to the gateway is answered there
    public void Answers_come_back_to_the_gateway_even_for_an_instance_with_a_public_address()
    {
        Run run = Start(instancePublic: "198.51.100.77");
        run.Send(Tcp.Syn(Instance, Host, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "instance").ShouldBeRecorded("nat ingress ACCEPT", "nat egress ACCEPT", "instance ingress ACCEPT");
        run.Send(Tcp.Syn(Host, "198.51.100.77", 22)).ShouldBeDelivered(to: "instance").ShouldBeRecorded("instance ingress ACCEPT");
    }

    [Theory] // RFC 5508: an ICMP error is translated by the tuple that it quotes
    [InlineData(false)]
    [InlineData(true)]
    public void An_icmp_error_about_an_outbound_packet_reaches_the_instance(bool ping)
    {
        Run run = Start();
        Packet asked = ping ? Icmp.Echo(Instance, Host, identifier: 5) : Udp.Datagram(Instance, Host, 33434);
        run.Send(asked).ShouldBeDelivered();
        run.Send(asked.ErrorFrom("192.0.2.99", 11, 0)).ShouldBeDelivered(to: "instance");
        Packet other = ping ? Icmp.Echo(Instance, Host, identifier: 6) : Udp.Datagram(Instance, Host, 33435);
        run.Send(other.ErrorFrom("192.0.2.99", 11, 0)).ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress);
    }

    [Fact] // an instance's own error about an answer goes out through the gateway
    public void An_icmp_error_about_an_answer_leaves_through_the_gateway()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Instance, Host, 53)).ShouldBeDelivered();
        Sent answer = run.Reply().ShouldBeDelivered();
        run.Send(answer.Packet.ErrorFrom(Instance, 3, 3)).ShouldBeDelivered(to: "igw");
        run.Send(Udp.Datagram(Host, Instance, 40000, sourcePort: 99).ErrorFrom(Instance, 3, 3)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
    }

    [Fact] // VPC guide, "NAT gateways": nobody outside initiates a connection; RFC 5508 section 3.1: a session of ICMP queries begins inside
    public void A_ping_from_outside_is_no_answer_though_it_has_the_identifier_of_one()
    {
        Run run = Start();
        ushort identifier = run.Send(Icmp.Echo(Instance, Host, identifier: 5)).ShouldBeDelivered(to: "igw").Arrived.IcmpIdentifier;
        run.Send(Icmp.Echo(Host, NatPublic, identifier)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
        run.Send(Icmp.EchoReply(Host, NatPublic, identifier)).ShouldBeDelivered(to: "instance");
    }

    [Fact] // the contrast: a reply out of the instance answers nothing that the gateway let in, and begins no session either
    public void An_echo_reply_does_not_leave_through_the_gateway()
    {
        Run run = Start();
        run.Send(Icmp.EchoReply(Instance, Host, identifier: 5)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound, by: "nat");
        run.Send(Icmp.Echo(Instance, Host, identifier: 5)).ShouldBeDelivered(to: "igw");
    }

    [Fact] // captured on the internet side an answer carries the gateway's address and translated port, whichever that is
    public void Answers_to_the_gateways_own_address_find_their_instance_by_port()
    {
        Run run = Start();
        run.Send(Udp.Datagram(Instance, Host, 53)).ShouldBeDelivered();
        int port = (int)run.Meter.Totals.Single(seen => seen.Observation.Egress && seen.Observation.PacketSource == Ip.Of(NatAddress, Host, 17).Source)
            .Observation.SourcePort;
        Assert.InRange(port, 1024, 65535);
        run.Send(Udp.Datagram(Host, NatPublic, (ushort)port, sourcePort: 53)).ShouldBeDelivered(to: "instance");
        run.Send(Udp.Datagram(Host, NatPublic, (ushort)(port == 65535 ? 1024 : port + 1), sourcePort: 53)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound);
        run.Send(Udp.Datagram("203.0.113.6", NatPublic, (ushort)port, sourcePort: 53)).ShouldBeDropped(DropReason.NgwUnsolicitedInbound);
    }

    private static Run Start(string? natPublic = NatPublic, string[]? natAcl = null, string? instancePublic = null)
    {
        DesignBuilder builder = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw");
        if (natAcl is not null) builder.Acl("acl", natAcl);
        return builder.Subnet("public", "10.0.0.0/24", table: "public", acl: natAcl is null ? null : "acl")
            .Nat("nat", "public", NatAddress, natPublic).Main("0.0.0.0/0 nat").Subnet("private", "10.0.1.0/24")
            .Group("instance", "out all to 0.0.0.0/0", "in tcp 22 from 0.0.0.0/0").Eni("instance", Instance, "instance", publicAddress: instancePublic).Start();
    }
}
