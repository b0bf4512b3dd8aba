using VpcSim.Scenarios.Linting;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Linting;

/// <summary>Network ACLs under the lint.</summary>
public class NetworkAclLintTests
{
    private const string Everything = "out 100 allow all 0.0.0.0/0";

    [Theory] // VPC guide, "Control traffic to subnets using network ACLs"
    [InlineData("in 100 allow all 0.0.0.0/0", "in 200 deny tcp 22 from 198.51.100.0/24", Severity.Warning)]
    [InlineData("in 100 allow tcp 0-65535 from 0.0.0.0/0", "in 200 deny tcp from 198.51.100.0/24", Severity.Warning)]
    [InlineData("in 100 allow all 0.0.0.0/0", "in 200 allow tcp 443 from 0.0.0.0/0", Severity.Note)]
    [InlineData("in 100 deny icmp from 10.0.0.0/8", "in 200 allow icmp 8/0 from 10.1.0.0/16", Severity.Warning)]
    public void An_entry_decides_nothing_where_one_with_a_lower_number_matches_all_that_it_matches(string first, string second, Severity severity)
    {
        LintFinding finding = Linted.Of(With(first, second, Everything)).The(LintRules.AclEntryNeverMatches);

        Assert.Equal((severity, "filter", "design:filter"), (finding.Severity, finding.Component, finding.Place));
        Assert.Contains("inbound 200", finding.Message, StringComparison.Ordinal);
        Assert.Contains("inbound 100", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in 100 allow tcp 80 from 0.0.0.0/0", "in 200 deny tcp 22 from 198.51.100.0/24")]
    [InlineData("in 100 deny tcp 22 from 198.51.100.0/24", "in 200 allow all 0.0.0.0/0")]
    [InlineData("in 100 allow tcp 0-65535 from 198.51.100.0/25", "in 200 deny tcp 22 from 198.51.100.0/24")]
    [InlineData("in 100 allow tcp 0-65535 from 0.0.0.0/0", "in 200 allow all 0.0.0.0/0")]
    [InlineData("in 100 deny icmp 8/0 from 0.0.0.0/0", "in 200 allow icmp from 0.0.0.0/0")]
    [InlineData("out 100 allow all 0.0.0.0/0", "in 200 allow tcp 443 from 0.0.0.0/0")]
    public void An_entry_with_a_packet_of_its_own_is_left_in_peace(params string[] entries) => Linted.Of(With(entries)).HasNo(LintRules.AclEntryNeverMatches);

    [Fact]
    public void Two_entries_together_may_leave_nothing_to_a_third()
    {
        Linted halves = Linted.Of(With("in 100 allow tcp 443 from 0.0.0.0/1", "in 110 allow tcp 443 from 128.0.0.0/1", "in 200 deny tcp 443 from 0.0.0.0/0", Everything));
        Linted gap = Linted.Of(With("in 100 allow tcp 443 from 0.0.0.0/1", "in 110 allow tcp 443 from 128.0.0.0/2", "in 200 deny tcp 443 from 0.0.0.0/0", Everything));

        Assert.Contains("'inbound 100 allow tcp 443 0.0.0.0/1', 'inbound 110 allow tcp 443 128.0.0.0/1'", halves.The(LintRules.AclEntryNeverMatches).Message, StringComparison.Ordinal);
        gap.HasNo(LintRules.AclEntryNeverMatches);
    }

    [Theory] // VPC guide, "Network ACLs", ephemeral ports
    [InlineData("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0", "outbound")]
    [InlineData("in 100 allow tcp 443 from 198.51.100.0/24", "out 100 allow tcp 1024-65535 to 10.0.0.0/8", "outbound")]
    [InlineData("in 100 allow udp 53 from 10.0.0.0/8", "out 100 allow tcp 1024-65535 to 10.0.0.0/8", "outbound")]
    [InlineData("out 100 allow tcp 443 to 198.51.100.0/24", "in 100 allow tcp 1024-65535 from 10.0.0.0/8", "inbound")]
    public void Answers_need_an_entry_for_the_ephemeral_ports_of_those_who_ask(string asks, string other, string lacking)
    {
        LintFinding finding = Linted.Of(With(asks, other)).All(LintRules.AclNoAnswers).First(finding => finding.Message.Contains($"'{Direction(asks)}", StringComparison.Ordinal));

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains($"no {lacking} entry lets an answer", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"Add an {lacking} entry that allows", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 1024-65535 to 0.0.0.0/0")]
    [InlineData("in 100 allow tcp 443 from 0.0.0.0/0", "out 100 allow tcp 32768-60999 to 0.0.0.0/0")]
    [InlineData("in 100 allow tcp 443 from 0.0.0.0/0", "out 90 deny tcp 3389 to 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")]
    [InlineData("in 100 allow tcp 1024-65535 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0")] // a client's: its inbound entry is for answers
    [InlineData("in 100 allow tcp 33000-33010 from 0.0.0.0/0", "out 100 allow tcp 443 to 0.0.0.0/0")] // ephemeral ports, if only a few of them
    public void An_ACL_that_lets_answers_pass_is_left_in_peace(params string[] entries) => Linted.Of(With(entries)).HasNo(LintRules.AclNoAnswers);

    [Fact]
    public void Entries_that_lack_the_same_are_one_finding()
    {
        LintFinding finding = Linted.Of(With("in 100 allow tcp 80 from 0.0.0.0/0", "in 110 allow tcp 443 from 0.0.0.0/0", "in 120 allow tcp 22 from 198.51.100.0/24")).The(LintRules.AclNoAnswers);
        Assert.StartsWith("The entries 'inbound 100 allow tcp 80 0.0.0.0/0', 'inbound 110", finding.Message, StringComparison.Ordinal);
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs"
    public void An_ACL_without_a_subnet_guards_nothing()
    {
        DesignBuilder alone = new DesignBuilder().Vpc().Acl("filter", "in 100 allow tcp 443 from 0.0.0.0/0").Subnet("a", "10.0.1.0/24");

        Assert.Equal("filter", Linted.Of(alone).The(LintRules.AclUnused).Component);
        Linted.Of(alone).HasNo(LintRules.AclNoAnswers);
        Linted.Of(With(Everything)).HasNo(LintRules.AclUnused);
    }

    private static string Direction(string entry) => entry.StartsWith("in ", StringComparison.Ordinal) ? "inbound" : "outbound";

    private static DesignBuilder With(params string[] entries) => new DesignBuilder().Vpc().Acl("filter", entries).Subnet("a", "10.0.1.0/24", acl: "filter");
}
