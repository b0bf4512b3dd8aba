using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Expectations;

public sealed class StepExpectationTests : IDisposable
{
    private readonly Played _played = new();

    [Theory]
    [InlineData("connect: { from: customer, to: Web, port: 80, send-bytes: 100 }, expect: connected")]
    [InlineData("connect: { from: customer, to: Web, port: 80, send-bytes: 100 }, expect: delivered")]
    [InlineData("connect: { from: customer, to: Web, port: 80, send-bytes: 100 }, expect: { bytes: 1000 }")]
    [InlineData("connect: { from: customer, to: Web, port: 80, send-bytes: 100 }, expect: { within: 0 }")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: { via: [ Gateway, Web ] }")]
    [InlineData("connect: { from: Web, to: Database, port: 5432 }, expect: { not-via: Gateway }")]
    [InlineData("connect: { from: customer, to: Web, port: 443 }, expect: refused")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: timed-out")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: dropped")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: { dropped: ENI_SG_RULES_MISMATCH, by: Web }")]
    [InlineData("connect: { from: scanner, to: Database, port: 22 }, expect: { dropped: IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS, by: Gateway }")]
    [InlineData("ping: { from: Web, to: customer, count: 3 }, expect: { outcome: answered, answers: 3 }")]
    [InlineData("change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 1, cidr: 0.0.0.0/0 } }, expect: { refused: InvalidPermission.NotFound }")]
    public void What_is_so_holds(string step) => Assert.Empty(Failures(step));

    [Theory]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: connected", "expected connected, got timed-out")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: delivered", "expected delivered, got 7 packets dropped")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: refused", "expected refused, got connected")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: dropped", "expected dropped, got connected: no packet was dropped")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: { dropped: ENI_SG_RULES_MISMATCH }", "expected dropped: ENI_SG_RULES_MISMATCH, got connected: no packet was dropped")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: { dropped: SUBNET_ACL_RESTRICTION }", "expected dropped: SUBNET_ACL_RESTRICTION, got dropped: ENI_SG_RULES_MISMATCH at Web (eni-")]
    [InlineData("connect: { from: scanner, to: Web, port: 22 }, expect: { dropped: ENI_SG_RULES_MISMATCH, by: Database }", "by Database, got dropped: ENI_SG_RULES_MISMATCH at Web (eni-")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: { via: Database }", "expected a way via Database, got one that does not pass Database")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: { via: [ Web, Gateway ] }", "got one that does not pass Gateway")]
    [InlineData("connect: { from: customer, to: Web, port: 80 }, expect: { not-via: Gateway }", "expected a way that does not pass Gateway, got one that does")]
    [InlineData("ping: { from: Web, to: customer, count: 3 }, expect: { within: 1s }", "expected it within 1s, got 2s")]
    [InlineData("ping: { from: Web, to: customer, count: 3 }, expect: { answers: 2 }", "expected 2 answers, got 3 to 3 requests")]
    [InlineData("connect: { from: customer, to: Web, port: 80, send-bytes: 1 }, expect: { bytes: 2 }", "expected 2 bytes, got 1000")]
    [InlineData("change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 1, cidr: 0.0.0.0/0 } }", "AWS refuses the change: InvalidPermission.NotFound")]
    [InlineData("change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } }, expect: { refused: InvalidPermission.NotFound }", "expected refused InvalidPermission.NotFound, got done")]
    public void What_is_not_so_is_told_as_expected_and_got(string step, string told) => Assert.Contains(told, Assert.Single(Failures(step)), StringComparison.Ordinal);

    [Fact]
    public void A_failure_tells_the_walk_with_the_rule_that_decided_and_what_it_takes()
    {
        string failure = Assert.Single(Failures("connect: { from: scanner, to: Web, port: 22 }, expect: connected"));

        Assert.Matches(
            @"^connect scanner -> Web:22: connected: expected connected, got timed-out.*
  the packet there, tcp 203\.0\.113\.66:\d+ -> 10\.0\.1\.10:22: dropped: ENI_SG_RULES_MISMATCH at Web \(eni-\w+\)
  Web \(eni-\w+\): no inbound rule of WebSg \(sg-\w+\) allows tcp 22 from 203\.0\.113\.66
  it takes an inbound rule of WebSg \(sg-\w+\) that allows tcp 22 from 203\.0\.113\.66/32
    gateway Gateway \(igw-\w+\)
    network ACL .*
    security group Web \(eni-\w+\): no inbound rule of WebSg \(sg-\w+\) <- dropped here$".ReplaceLineEndings("\n"),
            failure);
    }

    [Fact]
    public void Of_many_times_the_first_that_fails_is_told() =>
        Assert.Contains("time 3 of 4: expected connected, got timed-out", Assert.Single(_played.Failures(Played.World + """
            timeline:
              - { at: 0s, connect: { from: customer, to: Web, port: 80 }, times: 4, every: 1s, expect: connected }
              - { at: 1500ms, change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } } }
            """)), StringComparison.Ordinal);

    [Fact]
    public void What_is_not_over_could_not_be_judged_and_fails()
    {
        string[] failures = _played.Failures(Played.World + "until: 5s\ntimeline: [ { at: 1s, connect: { from: scanner, to: Web, port: 22 }, expect: timed-out } ]");

        Assert.Contains("the scenario ends: it was stopped at its until, 5s; not over: connect scanner -> Web:22", failures);
        Assert.Contains("connect scanner -> Web:22: timed-out: could not be judged: it was not over when the scenario was stopped", failures[1], StringComparison.Ordinal);
    }

    public void Dispose() => _played.Dispose();

    private string[] Failures(string step) => _played.Failures($"{Played.World}timeline: [ {{ at: 1s, {step} }} ]");
}
