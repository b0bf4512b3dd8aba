using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Scenarios.Linting;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Linting;

/// <summary>Security groups under the lint.</summary>
public class SecurityGroupLintTests
{
    private const string Out = "out all 0.0.0.0/0";

    [Theory] // Security Hub, EC2.53 and EC2.54
    [InlineData("in tcp 22 from 0.0.0.0/0", "open-admin-port")]
    [InlineData("in tcp 3389 from ::/0", "open-admin-port")]
    [InlineData("in tcp 20-30 from 0.0.0.0/0", "open-admin-port")]
    [InlineData("in all 0.0.0.0/0", "open-all-ports")]
    [InlineData("in tcp 0-65535 from ::/0", "open-all-ports")]
    [InlineData("in udp 0-65535 from 0.0.0.0/0", "open-all-ports")]
    [InlineData("in tcp 5432 from 0.0.0.0/0", "open-risky-port")]
    public void A_rule_that_opens_a_dangerous_port_to_everybody_is_told(string rule, string id)
    {
        Linted linted = Linted.Of(Online(rule, Out));

        string[] open = [.. new[] { LintRules.OpenAdminPort, LintRules.OpenAllPorts, LintRules.OpenRiskyPort }.SelectMany(linted.All).Select(finding => finding.Rule)];
        Assert.Equal([id], open);
    }

    [Theory]
    [InlineData("in tcp 443 from 0.0.0.0/0")]
    [InlineData("in tcp 22 from 198.51.100.0/24")]
    [InlineData("in tcp 22 from sg-web")]
    [InlineData("in udp 22 from 0.0.0.0/0")]
    [InlineData("in icmp from 0.0.0.0/0")]
    [InlineData("in all 10.0.0.0/8")]
    public void What_is_meant_to_be_open_is_left_in_peace(string rule)
    {
        Linted linted = Linted.Of(Online(rule, Out));
        linted.HasNo(LintRules.OpenAdminPort);
        linted.HasNo(LintRules.OpenAllPorts);
        linted.HasNo(LintRules.OpenRiskyPort);
    }

    [Fact]
    public void An_open_door_weighs_less_where_no_internet_is()
    {
        LintFinding online = Linted.Of(Online("in tcp 22 from 0.0.0.0/0", Out)).The(LintRules.OpenAdminPort);
        LintFinding offline = Linted.Of(DesignBuilder.OneSubnet.Group("web", "in tcp 22 from 0.0.0.0/0", Out).Eni("host", "10.0.1.10", "web")).The(LintRules.OpenAdminPort);

        Assert.Equal((Severity.Warning, Severity.Note), (online.Severity, offline.Severity));
        Assert.EndsWith("; host can be reached from there", online.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("can be reached", offline.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in tcp 443 from 10.0.0.0/8", "in tcp 443 from 10.1.0.0/16")]
    [InlineData("in tcp 80-443 from 0.0.0.0/0", "in tcp 443 from 0.0.0.0/0")]
    [InlineData("in all 0.0.0.0/0", "in udp 53 from 10.0.0.0/8")]
    [InlineData("in icmp from 0.0.0.0/0", "in icmp 8/0 from 0.0.0.0/0")]
    [InlineData("in all sg-web", "in tcp 5432 from sg-web")]
    public void A_rule_that_another_one_contains_is_redundant(string wide, string narrow)
    {
        LintFinding finding = Linted.Of(Online(wide, narrow, Out)).The(LintRules.RuleRedundant);
        Assert.Equal(finding, Linted.Of(Online(narrow, wide, Out)).The(LintRules.RuleRedundant));
        Assert.Equal(Severity.Note, finding.Severity);
    }

    [Theory]
    [InlineData("in tcp 443 from 10.0.0.0/8", "in tcp 443 from 0.0.0.0/0", 1)]
    [InlineData("in tcp 443 from 10.0.0.0/8", "in tcp 443 from 172.16.0.0/12", 0)]
    [InlineData("in tcp 443 from 0.0.0.0/0", "in tcp 443 from ::/0", 0)]
    [InlineData("in tcp 443 from 0.0.0.0/0", "in tcp 443-444 from 10.0.0.0/8", 0)]
    [InlineData("in tcp 443 from 0.0.0.0/0", "in udp 443 from 10.0.0.0/8", 0)]
    [InlineData("in tcp 0-65535 from 0.0.0.0/0", "in all 10.0.0.0/8", 0)]
    [InlineData("in icmp 8/0 from 0.0.0.0/0", "in icmp from 10.0.0.0/8", 0)]
    [InlineData("in tcp 443 from 0.0.0.0/0", "out tcp 443 to 10.0.0.0/8", 0)]
    public void A_rule_with_a_packet_of_its_own_is_not(string one, string other, int expected) =>
        Assert.Equal(expected, Linted.Of(Online(one, other)).All(LintRules.RuleRedundant).Count());

    [Fact] // VPC guide, "Security group rules"
    public void A_rule_that_names_a_group_allows_the_interfaces_that_have_it_and_so_nobody_where_none_has()
    {
        DesignBuilder empty = DesignBuilder.OneSubnet.Group("app").Group("db", "in tcp 5432 from sg-app", Out).Eni("database", "10.0.1.20", "db");
        DesignBuilder filled = DesignBuilder.OneSubnet.Group("app", Out).Group("db", "in tcp 5432 from sg-app", Out).Eni("database", "10.0.1.20", "db").Eni("server", "10.0.1.10", "app");

        Assert.Contains("no interface of the design has the group app", Linted.Of(empty).The(LintRules.RuleOfEmptyGroup).Message, StringComparison.Ordinal);
        Linted.Of(filled).HasNo(LintRules.RuleOfEmptyGroup);
    }

    [Fact] // VPC guide, "Security groups"
    public void A_group_without_rules_lets_nothing_in_or_out()
    {
        Linted mute = Linted.Of(DesignBuilder.OneSubnet.Group("nothing").Eni("host", "10.0.1.10", "nothing"));
        Linted besides = Linted.Of(DesignBuilder.OneSubnet.Group("nothing").Group("some", Out).Eni("host", "10.0.1.10", "nothing some"));

        Assert.Equal(Severity.Warning, mute.The(LintRules.GroupWithoutRules).Severity);
        Assert.Contains("host has no other group", mute.The(LintRules.GroupWithoutRules).Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Note, besides.The(LintRules.GroupWithoutRules).Severity);
        Linted.Of(Online("in tcp 443 from 0.0.0.0/0")).HasNo(LintRules.GroupWithoutRules);
    }

    [Theory] // VPC guide, "Security groups"
    [InlineData("in tcp 3306 from 10.0.0.0/16", true)]
    [InlineData("in udp 5432 from 10.0.0.0/16", true)]
    [InlineData("in tcp 5432 from 10.0.0.0/16", false)]
    [InlineData("in all sg-db", false)]
    public void A_port_that_no_rule_opens_is_closed(string rule, bool told)
    {
        Design written = DesignBuilder.OneSubnet.Group("db", rule, Out).Eni("database", "10.0.1.20", "db").Written;
        Linted linted = Linted.Of(written with { NetworkInterfaces = [written.NetworkInterfaces[0] with { ListeningPorts = [ListeningPort.Tcp(5432)] }] });

        if (told) Assert.Contains("database listens at tcp/5432, and its security groups (db) open that to nobody", linted.The(LintRules.PortClosed).Message, StringComparison.Ordinal);
        else linted.HasNo(LintRules.PortClosed);
    }

    [Fact]
    public void A_group_that_nobody_has_is_unused_unless_a_rule_names_it_or_the_design_holds_no_hosts()
    {
        DesignBuilder spare = Online(Out).Group("spare", Out);

        Assert.Equal("spare", Linted.Of(spare).The(LintRules.GroupUnused).Component);
        Linted.Of(Online("in tcp 443 from sg-spare", Out).Group("spare", Out)).HasNo(LintRules.GroupUnused);
        Linted.Of(DesignBuilder.OneSubnet.Group("spare", Out)).HasNo(LintRules.GroupUnused);
        Assert.Equal("spare", Linted.Of(Online(Out).Group("spare", "in all sg-spare", Out)).The(LintRules.GroupUnused).Component); // nobody but itself names it
    }

    private static DesignBuilder Online(params string[] rules) => new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Main("0.0.0.0/0 igw")
        .Subnet("a", "10.0.1.0/24").Group("web", rules).Eni("host", "10.0.1.10", "web", publicAddress: "198.51.100.1");
}
