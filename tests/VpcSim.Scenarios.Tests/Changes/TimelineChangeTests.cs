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
    [InlineData("disassociate-address: Adress", "InvalidAllocationID.NotFound")]
    public void What_AWS_refuses_fails_the_run_unless_it_is_expected(string change, string code)
    {
        Assert.Empty(_played.Failures($"{Played.World}\ntimeline:\n  - {{ at: 0s, change: {{ {change} }}, expect: {{ refused: {code} }} }}\n"));
        Assert.Contains(code, Assert.Single(_played.Failures($"{Played.World}\ntimeline:\n  - {{ at: 0s, change: {{ {change} }} }}\n")), StringComparison.Ordinal);
    }

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
