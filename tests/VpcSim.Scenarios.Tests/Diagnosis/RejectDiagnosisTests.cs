using VpcSim.Model.Gateways;
using VpcSim.Scenarios.Diagnosis;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Diagnosis;

/// <summary>Designs with a fault, traffic through them, its flow log explained, the change made, the traffic sent again.</summary>
public class RejectDiagnosisTests
{
    private const string Home = "203.0.113.12", Instance = "172.31.16.139", Web = "10.0.1.10", App = "10.0.2.20";

    [Theory] // VPC guide, "Flow log record examples", security group and network ACL rules: ping is let in, and its answer refused on the way out
    [InlineData(null)]
    [InlineData(Logged.Full)]
    public void A_ping_that_the_network_ACL_lets_in_and_not_out_needs_an_outbound_entry(string? format)
    {
        Logged logged = Logged.Of(PingDesign("in 100 allow icmp 0.0.0.0/0"), Ping, format);
        Assert.Contains($"{Home} {Instance} 0 0 1 1 84", logged.Text, StringComparison.Ordinal);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.NetworkAcl, true, true, 1L), (group.Cause, group.Egress, group.IsAnswer, group.Records));
        Assert.Equal(["create-network-acl-entry acl: outbound 100 allow icmp type 0 0.0.0.0/0"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Fact] // the same page: with both in order there is nothing to explain
    public void A_ping_that_both_let_pass_leaves_nothing_to_explain() =>
        Assert.Empty(Logged.Of(PingDesign("in 100 allow icmp 0.0.0.0/0", "out 100 allow icmp 0.0.0.0/0"), Ping).Explain());

    [Fact] // the same page: "If your security group didn't permit inbound ICMP traffic, the flow log would display a single REJECT record"
    public void A_ping_that_no_rule_lets_in_needs_an_inbound_rule_of_the_group()
    {
        DesignBuilder design = Public("172.31.0.0/16", "172.31.16.0/24").Group("web", "out all 0.0.0.0/0").Eni("instance", Instance, "web", publicAddress: "198.51.100.10");
        Logged logged = Logged.Of(design, Ping);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.SecurityGroup, false, false), (group.Cause, group.Egress, group.IsAnswer));
        Assert.Equal([$"authorize-security-group-ingress web: icmp type 8 {Home}/32"], Logged.Words(group.Plan));
        Assert.True(group.IsUnsolicited);
        AssertMends(logged, group);
    }

    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": "Diagnosing overly restrictive security group rules"
    public void Too_strict_a_group_needs_the_port_and_the_group_of_who_asks()
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app", "in tcp 80 from sg-web")
            .Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn(Web, App, 8080)));

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal(["authorize-security-group-ingress app: tcp 8080 web"], Logged.Words(group.Plan));
        Assert.Equal((8080, false), (group.Ports.Single(), group.IsUnsolicited));
        AssertMends(logged, group);
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs", ephemeral ports
    public void An_ACL_that_forgot_the_way_back_needs_the_ephemeral_ports_for_all_whom_it_let_ask()
    {
        Logged logged = Logged.Of(WebBehind("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 0.0.0.0/0"), Browse);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.NetworkAcl, true, 443), (group.Cause, group.IsAnswer, group.Ports.Single()));
        Assert.Equal(["create-network-acl-entry acl: outbound 200 allow tcp 1024-65535 0.0.0.0/0"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Fact] // the lowest number that matches decides
    public void An_entry_that_denies_before_needs_one_with_a_lower_number_for_the_peer_alone()
    {
        Logged logged = Logged.Of(WebBehind("in 90 deny tcp 443 from 203.0.113.0/24", "in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow all 0.0.0.0/0"), Browse);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal([$"create-network-acl-entry acl: inbound 80 allow tcp 443 {Home}/32"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Fact]
    public void Below_the_number_1_nothing_is_free_and_that_is_said()
    {
        Logged logged = Logged.Of(WebBehind("in 1 deny tcp 443 from 203.0.113.0/24", "in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow all 0.0.0.0/0"), Browse);

        ChangePlan plan = Assert.Single(logged.Explain()).Plan!;

        Assert.Equal(("no number below 1 is free in acl: renumber the entry 'inbound 1 deny tcp 443 203.0.113.0/24' first", false), (plan.Refusal, plan.Passes));
    }

    [Fact]
    public void What_several_components_keep_out_needs_a_change_of_each()
    {
        DesignBuilder design = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Acl("acl", "in 100 allow tcp 80 from 10.0.0.0/16", "out 100 allow tcp 80 10.0.0.0/16").Subnet("b", "10.0.2.0/24", acl: "acl")
            .Group("web", "out tcp 443 to 0.0.0.0/0").Group("app").Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn(Web, App, 5432)));

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal(
            [
                "authorize-security-group-egress web: tcp 5432 app",
                "create-network-acl-entry acl: inbound 200 allow tcp 5432 10.0.1.10/32",
                "authorize-security-group-ingress app: tcp 5432 web",
                "create-network-acl-entry acl: outbound 200 allow tcp 1024-65535 10.0.1.10/32",
            ],
            Logged.Words(group.Plan).Select(static words => words.Replace("10.0.2.20/32", "app", StringComparison.Ordinal)));
        AssertMends(logged, group);
    }

    [Theory] // VPC guide, "Block public access to VPCs and subnets": such rejects have the reason BPA
    [InlineData(null)]
    [InlineData(Logged.Full)]
    public void Block_Public_Access_needs_an_exclusion_of_the_subnet(string? format)
    {
        DesignBuilder design = Public("10.0.0.0/16", "10.0.1.0/24").Group("web", "in tcp 443 from 0.0.0.0/0").Eni("web", Web, "web", publicAddress: "198.51.100.10")
            .BlockPublicAccess(BlockPublicAccessMode.BlockBidirectional);
        Logged logged = Logged.Of(design, Browse, format);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal(RejectCause.BlockPublicAccess, group.Cause);
        Assert.Equal(["create-vpc-block-public-access-exclusion a: allow-bidirectional"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Theory] // VPC guide, "Flow log records", action: REJECT also of "packets that arrived after the connection was closed"
    [InlineData(null)]
    [InlineData(Logged.Full)]
    public void A_packet_behind_the_end_of_its_connection_needs_no_change(string? format)
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Group("web", "out tcp 443 to 0.0.0.0/0").Group("app", "in tcp 443 from 0.0.0.0/0").Eni("web", Web, "web").Eni("app", App, "app");
        Packet syn = Tcp.Syn(Web, App, 443);
        Logged logged = Logged.Of(design, run =>
        {
            run.Send(syn);
            run.Reply();
            run.Send(syn.WithFlags(4)); // RST
            run.Wait(120);
            run.Send(syn.Reply().WithFlags(16));
        }, format);

        // AWS tracks the sender's side too: its rules allow nothing outbound, so that the late answer is rejected there.
        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.ConnectionOver, true, true), (group.Cause, group.IsAnswer, group.IsExplained));
        Assert.Null(group.Plan);
    }

    [Fact]
    public void What_the_design_would_let_pass_was_rejected_by_other_rules_than_its()
    {
        DesignBuilder open = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app", "in tcp 8080 from sg-web").Eni("web", Web, "web").Eni("app", App, "app");
        DesignBuilder strict = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app").Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(strict, static run => run.Send(Tcp.Syn(Web, App, 8080)));

        RejectGroup group = Assert.Single(logged.Explain(open.Complete()));

        Assert.Equal((RejectCause.AcceptedByDesign, false), (group.Cause, group.IsExplained));
    }

    [Fact]
    public void An_interface_of_a_real_account_is_found_by_its_address()
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app").Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn(Web, App, 8080)));

        RejectGroup group = Assert.Single(logged.Explain(edit: static text => text.Replace("eni-app", "eni-0123456789abcdef0", StringComparison.Ordinal)));

        Assert.Equal((RejectCause.SecurityGroup, "app"), (group.Cause, logged.Design.NetworkInterfaces[group.Interface].Name));
        Assert.Equal(["eni-0123456789abcdef0"], group.InterfaceIds);
    }

    [Fact]
    public void An_interface_that_the_design_does_not_hold_is_not_placed()
    {
        FlowBook book = Logged.BookOf("2 999999999999 eni-0123456789abcdef0 192.0.2.9 172.16.5.5 40000 22 6 1 40 1767225600 1767225610 REJECT OK\n");

        RejectGroup group = Assert.Single(Logged.Explain(book, DesignBuilder.OneSubnet.Eni("web", Web).Complete()));

        Assert.Equal((RejectCause.NotPlaced, -1, false), (group.Cause, group.Interface, group.IsExplained));
    }

    [Fact]
    public void Ten_thousand_rejects_of_scanners_are_few_lines()
    {
        DesignBuilder design = Public("10.0.0.0/16", "10.0.1.0/24").Group("web", "in tcp 443 from 0.0.0.0/0").Eni("web", Web, "web", publicAddress: "198.51.100.10");
        Logged logged = Logged.Of(design, static run =>
        {
            for (int i = 0; i < 10_000; i++)
                run.Send(Tcp.Syn($"203.0.{112 + (i / 250 % 4)}.{1 + (i % 250)}", Web, (ushort)(i % 3 == 0 ? 22 : 1000 + (i % 777)), (ushort)(30_000 + i)));
        });

        var groups = logged.Explain();

        Assert.InRange(groups.Length, 1, 4);
        Assert.Equal(10_000, groups.Sum(static group => group.Records));
        Assert.All(groups, static group => Assert.True(group.IsUnsolicited));
        Assert.Equal(22, groups.Single(static group => group.Ports is [22]).Ports[0]);
        Assert.All(groups, static group => Assert.False(group.Plan!.ForAll));
    }

    [Fact]
    public void IPv6_is_explained_as_IPv4_is()
    {
        DesignBuilder design = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8::/64").Subnet("b", "10.0.2.0/24", "2001:db8:0:1::/64")
            .Group("web", "out all ::/0").Group("app").Eni("web", "10.0.1.10 2001:db8::10", "web").Eni("app", "10.0.2.20 2001:db8:0:1::20", "app");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn("2001:db8::10", "2001:db8:0:1::20", 22)));

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal(["authorize-security-group-ingress app: tcp 22 2001:db8::10/128"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Fact]
    public void Like_peers_are_joined_to_blocks()
    {
        DesignBuilder design = Public("10.0.0.0/16", "10.0.1.0/24").Group("web").Eni("web", Web, "web", publicAddress: "198.51.100.10");
        Logged logged = Logged.Of(design, static run =>
        {
            foreach (string peer in new[] { "192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7", "198.18.0.9" }) run.Send(Tcp.Syn(peer, Web, 443));
        });

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal(["authorize-security-group-ingress web: tcp 443 192.0.2.4/30", "authorize-security-group-ingress web: tcp 443 198.18.0.9/32"], Logged.Words(group.Plan).Order(StringComparer.Ordinal));
        Assert.True(group.Plan!.ForAll);
        AssertMends(logged, group);
    }

    [Fact]
    public void Two_hosts_that_talk_with_each_other_alone_are_told_apart_by_where_the_design_rejects()
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app").Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn(Web, App, 8080)));
        string rejected = string.Join('\n', logged.Text.Split('\n').Where(static line => !line.Contains("eni-web", StringComparison.Ordinal))).Replace("eni-app", "eni-0123456789abcdef0", StringComparison.Ordinal);

        RejectGroup group = Assert.Single(Logged.Explain(Logged.BookOf(rejected), logged.Design));

        Assert.Equal((RejectCause.SecurityGroup, "app"), (group.Cause, logged.Design.NetworkInterfaces[group.Interface].Name));
    }

    [Fact]
    public void What_the_sender_may_not_send_is_a_reject_at_its_own_interface()
    {
        DesignBuilder design = DesignBuilder.TwoSubnets.Group("web", "out tcp 443 to 0.0.0.0/0").Group("app", "in udp 514 from sg-web").Eni("web", Web, "web").Eni("app", App, "app");
        Logged logged = Logged.Of(design, static run => run.Send(Udp.Datagram(Web, App, 514)));

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.SecurityGroup, true, "web"), (group.Cause, group.Egress, logged.Design.NetworkInterfaces[group.Interface].Name));
        Assert.Equal(["authorize-security-group-egress web: udp 514 app"], Logged.Words(group.Plan));
        AssertMends(logged, group);
    }

    [Fact]
    public void A_design_that_drops_it_at_the_other_end_is_another_network()
    {
        DesignBuilder logged = DesignBuilder.TwoSubnets.Group("web", "out all 0.0.0.0/0").Group("app").Eni("web", Web, "web").Eni("app", App, "app");
        DesignBuilder strict = DesignBuilder.TwoSubnets.Group("web").Group("app").Eni("web", Web, "web").Eni("app", App, "app");

        RejectGroup group = Assert.Single(Logged.Of(logged, static run => run.Send(Tcp.Syn(Web, App, 8080))).Explain(strict.Complete()));

        Assert.Equal((RejectCause.DroppedElsewhere, false), (group.Cause, group.IsExplained));
        Assert.Equal(["authorize-security-group-egress web: tcp 8080 app", "authorize-security-group-ingress app: tcp 8080 web"], Logged.Words(group.Plan));
    }

    [Fact]
    public void A_flow_log_of_rejects_alone_is_explained_too()
    {
        Logged logged = Logged.Of(WebBehind("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 0.0.0.0/0"), Browse);
        string rejects = string.Join('\n', logged.Text.Split('\n').Where(static line => !line.Contains("ACCEPT", StringComparison.Ordinal)));

        RejectGroup group = Assert.Single(Logged.Explain(Logged.BookOf(rejects), logged.Design));

        Assert.Equal((RejectCause.NetworkAcl, true), (group.Cause, group.IsAnswer));
        Assert.Equal(["create-network-acl-entry acl: outbound 200 allow tcp 1024-65535 0.0.0.0/0"], Logged.Words(group.Plan));
    }

    [Fact] // VPC guide, "Flow log records", pkt-srcaddr: what a NAT gateway sends shows its own address; its network ACL stops it all the same
    public void The_network_ACL_of_a_NAT_gateway_is_found_at_the_gateways_interface()
    {
        DesignBuilder design = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Acl("edge", "in 100 allow all 10.0.0.0/16", "in 110 allow tcp 1024-65535 from 0.0.0.0/0", "out 100 allow all 10.0.0.0/16")
            .Subnet("edge", "10.0.0.0/24", table: "public", acl: "edge").Nat("nat", "edge", "10.0.0.220", "198.51.100.20").Main("0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24")
            .Group("web", "out all 0.0.0.0/0").Eni("web", Web, "web");
        Logged logged = Logged.Of(design, static run => run.Send(Tcp.Syn(Web, Home, 443)), Logged.Full);

        RejectGroup group = Assert.Single(logged.Explain());

        Assert.Equal((RejectCause.NetworkAcl, true), (group.Cause, group.Egress));
        Assert.Equal([$"create-network-acl-entry edge: outbound 200 allow tcp 443 {Home}/32"], Logged.Words(group.Plan));
    }

    [Fact] // the very records of AWS's page, "Flow log record examples", security group and network ACL rules
    public void AWSs_own_records_of_the_ping_are_explained_by_a_design_of_it()
    {
        string file = Path.Combine(Repository.Root, "..", "shared", "flow-logs", "aws-docs-v2-default.log");
        Assert.SkipUnless(File.Exists(file), "the shared flow logs are not here");
        string ping = string.Join('\n', File.ReadLines(file).Where(static line => line.Contains($" {Home} ", StringComparison.Ordinal))) + "\n";

        RejectGroup group = Assert.Single(Logged.Explain(Logged.BookOf(ping), PingDesign("in 100 allow all 0.0.0.0/0").Complete()));

        Assert.Equal((RejectCause.NetworkAcl, true, 4L), (group.Cause, group.IsAnswer, group.Packets));
        Assert.Equal(["create-network-acl-entry acl: outbound 100 allow icmp type 0 0.0.0.0/0"], Logged.Words(group.Plan));
    }

    [Fact] // the very records of that page: RDP is rejected, SSH accepted
    public void AWSs_own_records_of_a_rejected_RDP_connection_are_explained_by_a_design_of_it()
    {
        string file = Path.Combine(Repository.Root, "..", "shared", "flow-logs", "aws-docs-v2-default.log");
        Assert.SkipUnless(File.Exists(file), "the shared flow logs are not here");
        string rdp = string.Join('\n', File.ReadLines(file).Where(static line => line.Contains(" 3389 ", StringComparison.Ordinal))) + "\n";
        DesignBuilder design = new DesignBuilder().Vpc(cidr: "172.31.0.0/16").Subnet("a", "172.31.9.0/24").Group("ssh", "in tcp 22 from 172.31.0.0/16").Eni("instance", "172.31.9.12", "ssh")
            .Group("desk", "out all 0.0.0.0/0").Eni("desk", "172.31.9.69", "desk");

        RejectGroup group = Assert.Single(Logged.Explain(Logged.BookOf(rdp), design.Complete()));

        Assert.Equal((RejectCause.SecurityGroup, 20L), (group.Cause, group.Packets));
        Assert.Equal(["authorize-security-group-ingress ssh: tcp 3389 desk"], Logged.Words(group.Plan));
    }

    private static DesignBuilder Public(string vpc, string subnet) => new DesignBuilder().Vpc(cidr: vpc).InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", subnet);

    private static DesignBuilder PingDesign(params string[] entries) => new DesignBuilder().Vpc(cidr: "172.31.0.0/16").InternetGateway().Main("0.0.0.0/0 igw").Acl("acl", entries)
        .Subnet("a", "172.31.16.0/24", acl: "acl").Group("web", "in icmp from 0.0.0.0/0").Eni("instance", Instance, "web", publicAddress: "198.51.100.10");

    private static DesignBuilder WebBehind(params string[] entries) => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Acl("acl", entries)
        .Subnet("a", "10.0.1.0/24", acl: "acl").Group("web", "in tcp 443 from 0.0.0.0/0").Eni("web", Web, "web", publicAddress: "198.51.100.10");

    private static void Ping(Run run)
    {
        Packet echo = Icmp.Echo(Home, Instance);
        run.SendCausally(echo);
        run.SendCausally(echo.Reply());
    }

    private static void Browse(Run run)
    {
        Packet syn = Tcp.Syn(Home, Web, 443);
        run.SendCausally(syn);
        run.SendCausally(syn.Reply());
    }

    // The plan says that it passes, and the same traffic does.
    private static void AssertMends(Logged logged, RejectGroup group)
    {
        Assert.NotNull(group.Plan);
        Assert.True(group.Plan.Passes);
        Assert.False(logged.IsThrough);
        Logged mended = logged.After(group.Plan.Changes);
        Assert.True(mended.IsThrough);
        Assert.DoesNotContain("REJECT", mended.Text, StringComparison.Ordinal);
    }
}
