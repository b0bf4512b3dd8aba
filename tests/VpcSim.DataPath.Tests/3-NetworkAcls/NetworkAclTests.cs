namespace VpcSim.DataPath.Tests.NetworkAcls;

public class NetworkAclTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const string EverythingIn = "in 900 allow all from 0.0.0.0/0", EverythingOut = "out 900 allow all to 0.0.0.0/0";

    [Fact] // VPC guide, "Network ACLs": entries in the order of their numbers, the first that matches decides
    public void The_lowest_number_that_matches_decides()
    {
        Guarded("in 200 allow tcp 22 from 0.0.0.0/0", "in 100 deny tcp 22 from 10.0.1.0/24").Send(Tcp.Syn(Client, Server, 22))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "inbound 100 deny tcp 22 10.0.1.0/24");
        Guarded("in 200 deny tcp 22 from 10.0.1.0/24", "in 100 allow tcp 22 from 0.0.0.0/0").Send(Tcp.Syn(Client, Server, 22)).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Network ACLs": each ends with an entry * that denies what nothing else matched
    public void The_star_entry_denies_the_rest() =>
        Guarded("in 100 allow tcp 80 from 0.0.0.0/0").Send(Tcp.Syn(Client, Server, 22))
            .ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "inbound * deny")
            .ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");

    [Fact] // VPC guide, "Custom network ACLs": a new one denies everything until rules are added
    public void A_new_network_acl_denies_everything()
    {
        Run run = Guarded();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "inbound * deny");
        run.Send(Tcp.Syn(Server, Client, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "outbound * deny")
            .ShouldBeRecorded("server egress REJECT");
    }

    [Fact] // VPC guide, "Default network ACL": it allows everything, IPv6 too where the VPC has a block
    public void The_default_network_acl_allows_everything()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56")
            .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64")
            .Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", $"{Server} 2001:db8:0:2::20").Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:2::20", 443)).ShouldBeDelivered();
    }

    [Fact] // VPC guide, "Network ACLs": stateless, replies need their own entry
    public void A_reply_is_dropped_where_no_outbound_entry_covers_the_client_port()
    {
        Run run = Guarded("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "outbound * deny").ShouldBeRecorded("server egress REJECT");
    }

    [Fact] // the contrast: VPC guide, "Ephemeral ports"
    public void A_reply_passes_where_an_entry_covers_ephemeral_ports()
    {
        Run run = Guarded("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 32768-65535 to 0.0.0.0/0");
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "client");
    }

    [Fact] // VPC guide, "Network ACLs": evaluated when traffic enters and leaves the subnet, not inside it
    public void Inside_a_subnet_no_network_acl_is_asked()
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl").Subnet("b", "10.0.2.0/24", acl: "acl")
            .Eni("client", Client).Eni("server", Server).Eni("neighbour", "10.0.2.21").Start();
        run.Send(Tcp.Syn("10.0.2.21", Server, 443)).ShouldBeDelivered(to: "server");
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction);
    }

    [Fact] // VPC guide, "Network ACLs": each subnet has its own; both are asked
    public void Both_subnets_network_acls_are_asked()
    {
        Run run = DesignBuilder.OneSubnet.Acl("strict", "in 100 allow all from 0.0.0.0/0", "out 100 allow tcp 80 to 0.0.0.0/0").Subnet("b", "10.0.2.0/24", acl: "strict")
            .Acl("lax", "in 50 deny tcp 80 from 10.0.2.99/32", EverythingIn, EverythingOut).Subnet("c", "10.0.3.0/24", acl: "lax")
            .Eni("from", Server).Eni("other", "10.0.2.99").Eni("to", "10.0.3.30").Start();
        run.Send(Tcp.Syn(Server, "10.0.3.30", 22)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "strict");
        run.Send(Tcp.Syn("10.0.2.99", "10.0.3.30", 80)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "lax");
        run.Send(Tcp.Syn(Server, "10.0.3.30", 80)).ShouldBeDelivered(to: "to");
    }

    [Theory] // EC2 API, CreateNetworkAclEntry: type and code of ICMP, −1 for all
    [InlineData("icmp 8/0", 8, 0, true)]
    [InlineData("icmp 8/0", 8, 1, false)]
    [InlineData("icmp 3", 3, 4, true)]
    [InlineData("icmp 3", 11, 0, false)]
    [InlineData("icmp", 11, 0, true)]
    public void An_icmp_entry_names_type_and_code(string what, byte type, byte code, bool allowed)
    {
        Sent sent = Guarded($"in 100 allow {what} from 0.0.0.0/0").Send(Icmp.Message(Client, Server, type, code));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Theory] // EC2 API, CreateNetworkAclEntry: for protocols other than TCP, UDP and ICMP all ports and types are meant
    [InlineData("47", 47, true)]
    [InlineData("47", 50, false)]
    [InlineData("47 8080", 47, true)]
    [InlineData("all", 50, true)]
    public void A_protocol_number_covers_the_whole_protocol(string what, int protocol, bool allowed)
    {
        Sent sent = Guarded($"in 100 allow {what} from 0.0.0.0/0").Send(Ip.Of(Client, Server, protocol));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Fact] // EC2 API, CreateNetworkAclEntry: protocol 58 with an IPv4 block covers all types, whatever is given
    public void Protocol_58_with_an_ipv4_block_covers_every_type()
    {
        Packet odd = Ip.Of(Client, Server, 58);
        Wire.PacketHeader header = odd.Header;
        header.IcmpType = 129;
        Guarded("in 100 allow icmpv6 128/0 from 0.0.0.0/0").Send(new Packet(header)).ShouldBeDelivered();
    }

    [Theory] // the contrast: with an IPv6 block type and code count
    [InlineData("icmpv6 128/0", true)]
    [InlineData("icmpv6 129/0", false)]
    public void Protocol_58_with_an_ipv6_block_names_type_and_code(string what, bool allowed)
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64")
            .Acl("acl", $"in 100 allow {what} from ::/0").Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64", acl: "acl")
            .Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", $"{Server} 2001:db8:0:2::20").Start();
        Sent sent = run.Send(Icmp.Echo("2001:db8:0:1::10", "2001:db8:0:2::20"));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Fact] // VPC guide, "Network ACLs": IPv4 and IPv6 entries are independent
    public void An_ipv4_entry_does_not_cover_ipv6()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64")
            .Acl("acl", EverythingIn, EverythingOut).Subnet("b", "10.0.2.0/24", "2001:db8:0:2::/64", acl: "acl")
            .Eni("client", $"{Client} 2001:db8:0:1::10").Eni("server", $"{Server} 2001:db8:0:2::20").Start();
        run.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn("2001:db8:0:1::10", "2001:db8:0:2::20", 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl", rule: "inbound * deny");
    }

    [Theory] // the port range is the packet's destination port in both directions
    [InlineData(443, 40000, true)]
    [InlineData(40000, 443, false)]
    public void The_ports_are_destination_ports(ushort port, ushort sourcePort, bool allowed)
    {
        Sent sent = Guarded("in 100 allow udp 443 from 0.0.0.0/0").Send(Udp.Datagram(Client, Server, port, sourcePort));
        Assert.Equal(allowed ? Outcome.Delivered : Outcome.Dropped, sent.Verdict.Outcome);
    }

    [Theory] // a later fragment shows no ports: only entries for all of them match where its first one is unknown
    [InlineData("udp 5000", Outcome.Dropped)]
    [InlineData("udp 0-65535", Outcome.Delivered)]
    [InlineData("all", Outcome.Delivered)]
    public void A_lone_later_fragment_matches_no_entry_with_ports(string what, Outcome outcome) =>
        Assert.Equal(outcome, Guarded($"in 100 allow {what} from 0.0.0.0/0").Send(Udp.Datagram(Client, Server, 5000).LaterFragment(3)).Verdict.Outcome);

    private static Run Guarded(params string[] entries) => DesignBuilder.OneSubnet
        .Acl("acl", entries).Subnet("b", "10.0.2.0/24", acl: "acl").Eni("client", Client).Eni("server", Server).Start();
}
