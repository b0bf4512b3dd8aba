using VpcSim.Scenarios.Files;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Files;

public class ScenarioFileTests
{
    [Fact]
    public void All_mistakes_are_told_at_once_each_with_its_place()
    {
        Assert.Equal(
        [
            "2:1: a scenario has no key 'regoin'; did you mean region?",
            "5:27: address takes an IPv4 or IPv6 address, not '198.51.100'",
            "7:5: a step lacks at",
            "8:11: at takes a duration with its unit, such as 250ms, 1s, 5m or 1h30m, not '5'",
            "8:14: a step has no key 'conect'; did you mean connect?",
            "9:21: ping lacks to",
        ],
        Problems("""
            design: template.yaml
            regoin: us-east-1
            world:
              internet:
                - { name: a, address: 198.51.100 }
            timeline:
              - ping: { from: a, to: b }
              - { at: 5, conect: { from: a, to: b, port: 1 } }
              - { at: 1s, ping: { from: a } }
            """));
    }

    [Fact]
    public void A_step_says_one_thing()
    {
        string[] problems = [.. Problems("""
            design: template.yaml
            timeline:
              - { at: 1s, ping: { from: a, to: b }, connect: { from: a, to: b, port: 1 } }
              - { at: 1s }
            """)];

        Assert.Equal("3:41: a step says both ping and connect; make two of it", problems[0]);
        Assert.StartsWith("4:5: a step says nothing; write one of connect, ping, send, resolve, fetch, metadata, ", problems[1], StringComparison.Ordinal);
        Assert.Equal(2, problems.Length);
    }

    [Theory]
    [InlineData("", "1:1: a scenario is a mapping with at least the key design; docs/scenarios.md shows one")]
    [InlineData("- a", "1:1: a scenario is a mapping with at least the key design; docs/scenarios.md shows one")]
    [InlineData("timeline: []", "1:1: a scenario lacks design")]
    [InlineData("design: a\ndesign: b", "the key 'design' stands twice in one mapping, first in line 1; remove or rename one")]
    [InlineData("design: [", "not YAML")]
    [InlineData("design: a\ntimeline: [ { at: 0s, fetch: { from: a, url: 'ftp://x' } } ]", "url takes a URL such as http://example.org/, not 'ftp://x'")]
    [InlineData("design: a\ntimeline: [ { at: 0s, fetch: { from: a, url: ':::' } } ]", "url takes a URL such as http://example.org/, not ':::'")]
    [InlineData("design:", "1:8: design takes a path relative to the scenario file, not nothing")]
    [InlineData("design: a\nworld: { internet: [ { name: a, address: 1.1.1.1 }, { name: a, address: 1.1.1.2 } ] }", "there are two hosts called a; rename one")]
    [InlineData("design: a\nworld: { internet: [ { name: a, address: 1.1.1.1 }, { name: b, address: 1.1.1.1 } ] }", "b has the address 1.1.1.1 of a; give it another one")]
    [InlineData("design: a\nworld: { internet: [ { name: internet, address: 1.1.1.1 } ] }", "internet stands for all hosts there; give the host another name")]
    [InlineData("design: a\nworld: { firewall: { a: [ { drop: in, port: 80 } ] } }", "a port needs protocol: tcp or protocol: udp beside it")]
    [InlineData("design: a\nworld: { firewall: { a: [ { drop: in, peer: nobody } ] } }", "peer takes an address or a CIDR block, not 'nobody'")]
    [InlineData("design: a\nworld: { firewall: { a: [ { drop: in, user: me } ] } }", "leave user out")]
    [InlineData("design: a\nexpect: [ { flow-log: { dstport: abc } } ]", "2:34: dstport takes a whole number or -, not 'abc'")]
    [InlineData("design: a\nexpect: [ { flow-log: { action: ACEPT } } ]", "2:33: action takes ACCEPT, REJECT or -, not 'ACEPT'; did you mean ACCEPT?")]
    [InlineData("design: a\nexpect: [ { flow-log: { log-status: ok } } ]", "log-status takes OK, NODATA or SKIPDATA, not 'ok'")]
    [InlineData("design: a\nexpect: [ { flow-log: { min-records: 3, max-records: 2 } } ]", "2:41: max-records 2 is below min-records 3: this can never hold")]
    [InlineData("design: a\nexpect: [ { flow-log: { min-packets: 3, max-packets: 2 } } ]", "max-packets 2 is below min-packets 3")]
    [InlineData("design: a\nexpect: [ { flow-log: { min-bytes: 3, max-bytes: 2 } } ]", "max-bytes 2 is below min-bytes 3")]
    [InlineData("design: a\ntimeline: [ { at: 0s, boot: b, every: 1s } ]", "2:32: every is the time between two of several; write times beside it")]
    public void What_cannot_be_is_told_with_the_remedy(string text, string problem) => Assert.Contains(Problems(text), found => found.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Steps_stand_in_the_order_of_their_times_and_of_one_time_in_that_of_the_file()
    {
        Scenario scenario = Read("""
            design: template.yaml
            timeline:
              - { at: 2s, boot: c }
              - { at: 1s, boot: a }
              - { at: 0, activate: z }
              - { at: 1s, activate: b }
            """).Scenario!;

        Assert.Equal(["activate", "boot", "activate", "boot"], scenario.Timeline.Select(static step => step.Verb.Text));
        Assert.Equal([0, 1_000_000_000, 1_000_000_000, 2_000_000_000], scenario.Timeline.Select(static step => step.AtNs));
    }

    [Theory]
    [InlineData("250ms", 250_000_000)]
    [InlineData("1s", 1_000_000_000)]
    [InlineData("1h30m", 5_400_000_000_000)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("0", 0)]
    [InlineData("7d", 604_800_000_000_000)]
    [InlineData("10000000000ns", 10_000_000_000)]
    [InlineData("9000000000000000000ns", 9_000_000_000_000_000_000)]
    [InlineData("104166d", 8_999_942_400_000_000_000)]
    public void Durations_have_their_units(string text, long nanoseconds) =>
        Assert.Equal(nanoseconds, Assert.Single(Read($"design: a\ntimeline: [ {{ at: {text}, boot: a }} ]").Scenario!.Timeline).AtNs);

    [Theory]
    [InlineData("10")]
    [InlineData("+1s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1min")]
    [InlineData("9000000000000000001ns")]
    [InlineData("104167d")]
    [InlineData("99999999999999999999999999999d")]
    [InlineData("2026-01-01")]
    public void What_is_no_duration_is_refused(string text) => Assert.NotEmpty(Problems($"design: a\ntimeline: [ {{ at: {text}, boot: a }} ]"));

    [Fact]
    public void What_is_right_is_read_beside_what_is_wrong()
    {
        ScenarioReading reading = Read("""
            design: template.yaml
            timeline:
              - { at: 1s, boot: a }
              - { at: 2s, bot: a }
            expect:
              - { never: { from: internet, to: a } }
              - { nevr: { from: internet, to: a } }
            """);

        Assert.Equal(2, reading.Problems.Length);
        Assert.Single(reading.Scenario!.Timeline);
        Assert.IsType<TrafficExpectation>(Assert.Single(reading.Scenario!.Expectations));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_mistake() =>
        Assert.Contains("there is no file", Assert.Single(ScenarioFile.Read("nowhere/scenario.yaml").Problems).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Problems(string text) => Read(text).Problems.Select(static problem => problem.Line > 0 ? $"{problem.Line}:{problem.Column}: {problem.Message}" : problem.Message);

    private static ScenarioReading Read(string text)
    {
        using var folder = new TemporaryFolder();
        return ScenarioFile.Read(folder.Write("scenario.yaml", text));
    }
}
