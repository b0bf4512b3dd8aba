using VpcSim.Scenarios.Suites;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Changes on the timeline of a scenario file: names that they make, and what is told of packets of before and after.</summary>
public sealed class TimelineChangeTests : IDisposable
{
    private readonly Played _played = new();

    public void Dispose() => _played.Dispose();

    [Fact]
    public void What_the_timeline_creates_goes_by_its_name_from_then_on()
    {
        Assert.Empty(_played.Failures($$"""
            {{Played.World}}
            timeline:
              - { at: 0s, change: { run-instances: { name: Probe, subnet: Private, groups: [WebSg] } } }
              - { at: 1s, connect: { from: Probe, to: Database, port: 5432 }, expect: connected }
              - { at: 2s, connect: { from: Web, to: Probe, port: 80 }, expect: refused }
              - { at: 3s, change: { terminate-instances: Probe } }
              - { at: 4s, connect: { from: Web, to: 10.0.2.4, port: 80, timeout: 5s }, expect: { dropped: NO_POSSIBLE_DESTINATION } }
            """));
    }

    [Fact]
    public void On_an_instance_that_is_launched_runs_what_the_world_says_of_its_name()
    {
        const string Fresh = """
            design: template.yaml
            world:
              services: { Fresh: [ { tcp: 80, response-bytes: 700 } ] }
              firewall: { Fresh: [ { drop: in, protocol: tcp, port: 443 } ] }
              links: { Fresh: { latency: 30ms } }
            timeline:
              - { at: 0s, change: { run-instances: { name: Fresh, subnet: Private, groups: [ WebSg ] } } }
              - { at: 1s, connect: { from: Web, to: Fresh, port: 80, send-bytes: 10 }, expect: { outcome: connected, bytes: 700 } }
              - { at: 2s, connect: { from: Web, to: Fresh, port: 443, timeout: 3s }, expect: timed-out }
              - { at: 3s, connect: { from: Web, to: Fresh, port: 80, send-bytes: 10 }, expect: { within: 59ms } }

            """;

        Assert.StartsWith("connect Web -> Fresh:80: within 59ms: expected it within 59ms, got ", Assert.Single(_played.Failures(Fresh)), StringComparison.Ordinal);
        Assert.Contains("no host is called 'Frsh'", Assert.Single(_played.Test(Fresh.Replace("services: { Fresh", "services: { Frsh", StringComparison.Ordinal)).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_not_there_before_it_is_launched()
    {
        string[] failures = _played.Failures($$"""
            {{Played.World}}
            timeline:
              - { at: 0s, connect: { from: Probe, to: Database, port: 5432 } }
              - { at: 1s, change: { run-instances: { name: Probe, subnet: Private, groups: [WebSg] } } }
            """);
        Assert.Contains("no host is called 'Probe'", Assert.Single(failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dropped_packet_is_told_with_the_rules_of_its_time()
    {
        string failure = Assert.Single(_played.Failures($$"""
            {{Played.World}}
            timeline:
              - { at: 0s, change: { create-route: { route-table: Table, destination: 203.0.113.0/24, target: Gateway } } }
              - { at: 1s, change: { revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } } }
              - { at: 2s, connect: { from: scanner, to: Web, port: 443 }, expect: timed-out }
              - { at: 200s, change: { delete-route: { route-table: Table, destination: 203.0.113.0/24 } } }
            """));
        Assert.Contains("expected timed-out, got refused", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revoke-security-group-ingress: { group: WebSg, protocol: tcp, port: 81, cidr: 0.0.0.0/0 }", "InvalidPermission.NotFound")]
    [InlineData("delete-route: { route-table: Table, destination: 10.9.0.0/16 }", "InvalidRoute.NotFound")]
    [InlineData("disassociate-address: Address2", "InvalidAllocationID.NotFound", "  - { at: 9s, change: { allocate-address: Address2 } }\n")]
    public void What_AWS_refuses_fails_the_run_unless_it_is_expected(string change, string code, string after = "")
    {
        Assert.Empty(_played.Failures($"{Played.World}\ntimeline:\n  - {{ at: 0s, change: {{ {change} }}, expect: {{ refused: {code} }} }}\n{after}"));
        Assert.Contains(code, Assert.Single(_played.Failures($"{Played.World}\ntimeline:\n  - {{ at: 0s, change: {{ {change} }} }}\n{after}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("change: { revoke-security-group-ingress: { group: WebSgg, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } }", "WebSgg", "The security group 'WebSgg' does not exist; the nearest names are WebSg")]
    [InlineData("change: { authorize-security-group-ingress: { group: WebSg, source-group: Nope } }", "Nope", "The security group 'Nope' does not exist")]
    [InlineData("change: { create-route: { route-table: Table, destination: 203.0.113.0/24, target: Gatway } }", "Gatway", "The route target 'Gatway' does not exist; the nearest names are Gateway")]
    [InlineData("change: { disassociate-address: Adress }", "Adress", "The Elastic IP 'Adress' does not exist; the nearest names are Address")]
    [InlineData("tunnel-down: Nope", "Nope", "The VPN connection or virtual interface 'Nope' does not exist; the design has neither")]
    [InlineData("bgp-down: Database", "Database", "The VPN connection or virtual interface 'Database' does not exist; the design has neither")]
    [InlineData("tunnel-up: Nope/2", "Nope", "The VPN connection or virtual interface 'Nope' does not exist; the design has neither")]
    public void A_name_that_nothing_ever_has_is_a_mistake_of_the_file_beside_the_others(string step, string name, string message)
    {
        TestedScenario tested = _played.Test($$"""
            design: template.yaml
            timeline:
              - { at: 0s, {{step}} }
              - { at: 1s, boot: Databse }
            """);

        Assert.Equal(2, tested.Problems.Length);
        Assert.Equal((3, $"  - {{ at: 0s, {step}".IndexOf($" {name}", StringComparison.Ordinal) + 2), (tested.Problems[0].Line, tested.Problems[0].Column));
        Assert.StartsWith(message, tested.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("no host is called 'Databse'", tested.Problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_unknown_name_of_a_change_is_told_each_at_its_place() => Assert.Equal(
        [
            "3:68 The security group 'Sg1' does not exist", "3:87 The security group 'Sg2' does not exist",
            "4:63 The subnet 'S1' does not exist", "4:77 The security group 'G1' does not exist", "4:81 The security group 'G2' does not exist",
            "5:63 The route table 'T1' does not exist",
        ],
        _played.Test("""
            design: template.yaml
            timeline:
              - { at: 0s, change: { authorize-security-group-ingress: { group: Sg1, source-group: Sg2 } } }
              - { at: 1s, change: { run-instances: { name: fresh, subnet: S1, groups: [ G1, G2, WebSg ] } } }
              - { at: 2s, change: { associate-route-table: { route-table: T1, subnet: Public } } }
              - { at: 3s, change: { terminate-instances: fresh } }
            """).Problems.Select(static problem => $"{problem.Line}:{problem.Column} {problem.Message.Split(';')[0]}"));

    [Theory]
    [InlineData("connect: { from: nobody, to: noone, port: 99999 }", "port takes", "nobody", "noone")]
    [InlineData("ping: { from: nobody, to: noone, cuont: 3 }", "ping has no key", "nobody", "noone")]
    [InlineData("ping: { from: nobody, to: Web }, expect: { via: nowhere, answers: x }", "answers takes", "nobody", "nowhere")]
    [InlineData("ping: { from: nobody, to: noone }, expect: conected", "expect takes", "nobody", "noone")]
    [InlineData("ping: { from: nobody, to: noone }, times: 0", "times takes", "nobody", "noone")]
    [InlineData("change: { authorize-security-group-ingress: { group: nobody, source-group: noone, prot: tcp } }", "has no key 'prot'", "nobody", "noone")]
    public void A_mistake_of_form_in_a_step_hides_no_name_beside_it(string step, params string[] told)
    {
        var problems = _played.Test($"design: template.yaml\ntimeline:\n  - {{ at: 0s, {step} }}\n").Problems;
        Assert.Equal(3, problems.Length);
        Assert.All(told, word => Assert.Contains(problems, problem => problem.Message.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refusal_of_a_name_that_AWS_does_not_know_may_be_expected() => Assert.Empty(_played.Failures("""
        design: template.yaml
        timeline: [ { at: 0s, change: { disassociate-address: Adress }, expect: { refused: InvalidAllocationID.NotFound } } ]
        """));

    [Fact]
    public void What_has_been_deleted_is_refused_by_the_run() => Assert.Contains("InvalidInstanceID.NotFound", Assert.Single(_played.Failures("""
        design: template.yaml
        timeline:
          - { at: 0s, change: { run-instances: { name: Probe, subnet: Private } } }
          - { at: 1s, change: { terminate-instances: Probe } }
          - { at: 2s, change: { terminate-instances: Probe } }
        """)), StringComparison.Ordinal);

    [Fact]
    public void Services_of_AWS_answer_in_a_scenario()
    {
        Assert.Empty(_played.Failures($$"""
            {{Played.World}}
            timeline:
              - { at: 0s, fetch: { from: Web, url: "https://s3.us-east-1.amazonaws.com/bucket/key" }, expect: { via: Gateway, status: 200 } }
              - { at: 1s, change: { create-vpc-endpoint: { name: S3, vpc: Net, service: s3, route-tables: Table } } }
              - { at: 2s, fetch: { from: Web, url: "https://s3.us-east-1.amazonaws.com/bucket/key" }, expect: { via: S3, not-via: Gateway, status: 200 } }
            """));
    }
}
