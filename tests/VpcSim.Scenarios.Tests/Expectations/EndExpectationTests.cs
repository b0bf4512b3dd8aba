using VpcSim.Scenarios.Suites;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Expectations;

public sealed class EndExpectationTests : IDisposable
{
    private const string Traffic = """
        timeline:
          - { at: 0s, connect: { from: customer, to: Web, port: 80, send-bytes: 10 } }
          - { at: 1s, connect: { from: scanner, to: Web, port: 22 } }

        """;

    private readonly Played _played = new();

    [Theory]
    [InlineData("never: { from: internet, to: Database }")]
    [InlineData("never: { from: internet, to: Web, port: 22 }")]
    [InlineData("never: { from: [ internet, Private ], to: Web, protocol: udp }")]
    [InlineData("never: { from: Database, to: internet }")]
    [InlineData("always: { from: customer, to: Web, port: 443 }")]
    [InlineData("always: { from: WebSg, to: DbSg, port: 5432 }")]
    [InlineData("always: { from: Web, to: internet, protocol: icmp }")]
    [InlineData("path: { from: Web, to: internet, via: [ Table, Gateway ], not-via: Database }")]
    [InlineData("flow-log: { interface: Web, dstport: 80, action: ACCEPT, min-packets: 4, max-records: 1 }")]
    [InlineData("flow-log: { interface: Web, dstport: 80, action: REJECT, max-records: 0 }")]
    [InlineData("flow-log: { action: REJECT, pkt-srcaddr: 203.0.113.66, min-packets: 7, max-bytes: 1000 }")]
    [InlineData("flow-log: { srcaddr: '::ffff:203.0.113.66', flow-direction: ingress, type: IPv4 }")]
    public void What_is_so_holds(string expectation) => Assert.Empty(Failures(expectation));

    [Theory]
    [InlineData("never: { from: internet, to: Web }", "never from internet to Web: at 0s of the run this packet got there:\n  tcp 80 from 198.51.100.7 to 10.0.1.10: delivered to Web")]
    [InlineData("never: { from: internet, to: Web, port: 443 }", "at the end of the run this packet gets there:\n  tcp 443 from")]
    [InlineData("never: { from: Web, to: Database }", "tcp 5432 from 10.0.1.10 to 10.0.2.10: delivered to Database")]
    [InlineData("always: { from: Web, to: Database }", "at the end of the run this packet does not get there:\n  icmp type 8 from 10.0.1.10 to 10.0.2.10: dropped: ENI_SG_RULES_MISMATCH at Database")]
    [InlineData("path: { from: Web, to: internet, via: Database }", "this packet does not pass Database")]
    [InlineData("path: { from: Web, to: internet, not-via: Gateway }", "this packet passes Gateway")]
    [InlineData("path: { from: internet, to: Database, via: Gateway }", "could not be judged: nothing gets there")]
    [InlineData("always: { from: Web, to: Web }", "could not be judged: no packet can be sent from one to the other")]
    [InlineData("flow-log: { interface: Web, dstport: 80, min-packets: 400 }", "expected at least 400 packets, got ")]
    [InlineData("flow-log: { interface: Web, dstport: 80, max-bytes: 5 }", "expected at most 5 bytes, got ")]
    [InlineData("flow-log: { interface: Web, dstport: 22, action: ACCEPT }", "expected at least 1 records, got 0\n  the nearest records:\n    2 123456789012 eni-")]
    [InlineData("flow-log: { interface: Web, dstport: 80, max-records: 0 }", "expected at most 0 records, got 1\n  the records:\n    2 123456789012 eni-")]
    [InlineData("flow-log: { interface: Database, dstport: 80 }", "\n  there is no record of it at all")]
    public void What_is_not_so_is_told_with_what_shows_it(string expectation, string told) => Assert.Contains(told, Assert.Single(Failures(expectation)), StringComparison.Ordinal);

    [Fact]
    public void A_mistake_of_form_hides_no_name_beside_it() => Assert.Collection(
        _played.Test("""
            design: template.yaml
            expect:
              - { never: { prot: tcp, from: nobody, to: Web } }
              - { always: { port: x, from: noone, to: Web } }
            """).Problems,
        static problem => Assert.StartsWith("never has no key 'prot'", problem.Message, StringComparison.Ordinal),
        static problem => Assert.Contains("nobody", problem.Message, StringComparison.Ordinal),
        static problem => Assert.StartsWith("port takes a port, 1 to 65535, not 'x'", problem.Message, StringComparison.Ordinal),
        static problem => Assert.Contains("noone", problem.Message, StringComparison.Ordinal));

    [Theory]
    [InlineData("timeline: [ { at: 0s, replay: { capture: . } } ]", "is a folder; name a capture in it")]
    [InlineData("expect: [ { snapshot: . } ]", "is a folder; name a file in it")]
    public void A_folder_where_a_file_belongs_is_a_mistake_of_the_file(string text, string told) =>
        Assert.Contains(told, Assert.Single(_played.Test($"design: template.yaml\n{text}\n").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Never_judges_what_the_run_delivered_before_a_change_too() =>
        Assert.Contains("at 0s of the run this packet got there", Assert.Single(_played.Failures(Played.World + """
            timeline:
              - { at: 0s, connect: { from: customer, to: Web, port: 80 } }
              - { at: 1s, change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } } }
            expect:
              - { never: { from: internet, to: Web, port: 80 } }
            """)), StringComparison.Ordinal);

    [Fact]
    public void A_capture_among_the_steps_is_judged_as_their_traffic_is()
    {
        string capture = Repository.Capture("web-session.pcapng").Replace('\\', '/');
        using var threeTier = new Played(File.ReadAllText(Repository.ThreeTier));
        TestedScenario tested = threeTier.Test($$"""
            design: template.yaml
            timeline: [ { at: 30s, replay: { capture: {{capture}}, at: WebServer } } ]
            expect:
              - { flow-log: { interface: WebServer, dstport: 443, action: ACCEPT, min-packets: 8 } }
              - { never: { from: 203.0.113.66, to: WebServer, port: 22 } }
            """);

        Assert.Empty(tested.Problems);
        Assert.Empty(tested.Failures);
        Assert.StartsWith("395 packets: ", Assert.Single(tested.Result!.Steps).Came, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_judges_the_design_as_it_is_at_the_end() =>
        Assert.Contains("at the end of the run this packet gets there", Assert.Single(_played.Failures(Played.World + """
            timeline:
              - { at: 1s, change: { authorize-security-group-ingress: { group: DbSg, protocol: tcp, port: 5000-6000, cidr: 10.0.0.0/16 } } }
            expect:
              - { never: { from: Web, to: Database, port: 5999 } }
            """)), StringComparison.Ordinal);

    [Fact]
    public void What_answers_somebody_is_no_conversation_of_its_own()
    {
        using var closed = new Played(Played.TwoSubnets.Replace("GroupDescription: web", "GroupDescription: web\n      SecurityGroupEgress: [ { IpProtocol: udp, FromPort: 9, ToPort: 9, CidrIp: 10.0.0.0/16 } ]", StringComparison.Ordinal));

        Assert.Empty(closed.Failures(Played.World + """
            timeline: [ { at: 0s, connect: { from: customer, to: Web, port: 80, send-bytes: 10 }, expect: connected } ]
            expect: [ { never: { from: Web, to: internet } } ]
            """));
    }

    [Fact]
    public void Never_from_the_internet_knows_every_block_that_a_rule_tells_apart()
    {
        using var played = new Played(Played.TwoSubnets.Replace(
            "{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }", "{ IpProtocol: tcp, FromPort: 7000, ToPort: 7010, CidrIp: 93.184.216.0/29 }", StringComparison.Ordinal));

        string failure = Assert.Single(played.Failures(Played.World + "expect: [ { never: { from: internet, to: Web, port: 7005 } } ]"));
        Assert.Contains("tcp 7005 from 93.184.216.1 to 10.0.1.10: delivered to Web", failure, StringComparison.Ordinal);
        Assert.Empty(played.Failures(Played.World + "expect: [ { never: { from: scanner, to: Web, port: 7005 } }, { never: { from: internet, to: Web, port: 7011 } } ]"));
    }

    [Fact]
    public void A_snapshot_holds_until_something_changes_and_then_names_the_first_difference()
    {
        const string Expect = "expect: [ { snapshot: logs.txt }, { snapshot: { file: timeline.txt, of: timeline } } ]";
        string text = Played.World + Traffic + Expect;

        Assert.All(_played.Failures(text), failure => Assert.Contains("--update-snapshots writes it", failure, StringComparison.Ordinal));
        TestedScenario updated = _played.Test(text, new SuiteOptions { UpdatesSnapshots = true });
        Assert.True(updated.Passed);
        Assert.Equal(2, updated.Result!.Rewritten.Length);
        Assert.Empty(_played.Failures(text));
        string[] failures = _played.Failures(text.Replace("send-bytes: 10", "send-bytes: 11", StringComparison.Ordinal));
        Assert.Matches(@"snapshot logs\.txt of the flow logs: the first difference is in line 2:\n    expected: 2 123456789012 eni-.*\n    got:      2 123456789012 eni-", failures[0]);
        Assert.Contains("expected: 0s  connect customer -> Web:80  connected, 10 bytes sent", failures[1], StringComparison.Ordinal);
        Assert.Contains("got:      0s  connect customer -> Web:80  connected, 11 bytes sent", failures[1], StringComparison.Ordinal);
    }

    public void Dispose() => _played.Dispose();

    private string[] Failures(string expectation) => _played.Failures($"{Played.World}{Traffic}expect: [ {{ {expectation} }} ]");
}
