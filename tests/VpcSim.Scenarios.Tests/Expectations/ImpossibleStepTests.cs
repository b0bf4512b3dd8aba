using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Expectations;

/// <summary>A step that could not be done never counts as passed.</summary>
public sealed class ImpossibleStepTests : IDisposable
{
    private const string World = """
        design: template.yaml
        world:
          internet: [ { name: customer, address: 198.51.100.7 }, { name: six, address: 2001:db8::7 }, { name: both, address: [ 203.0.113.66, 2001:db8::66 ] } ]
          services: { Web: [ { tcp: 80, response-bytes: 1000 } ] }

        """;

    private readonly Played _played = new();

    [Theory]
    [InlineData("connect: { from: six, to: Web, port: 80 }", "27: six has IPv6 addresses only and Web IPv4 ones only: they cannot speak to each other")]
    [InlineData("ping: { from: Web, to: six }", "24: Web has IPv4 addresses only and six IPv6 ones only: they cannot speak to each other")]
    [InlineData("send: { from: Web, to: '2001:db8::1', port: 1 }", "24: Web has no IPv6 address to speak to 2001:db8::1 from")]
    [InlineData("fetch: { from: six, url: http://Web/ }", "26: six has IPv6 addresses only and Web IPv4 ones only: they cannot speak to each other")]
    [InlineData("fetch: { from: customer, url: http://Wbe/ }", "31: no host is called 'Wbe'; the nearest are Web")]
    [InlineData("time-sync: { from: Web, server: Wbe }", "33: no host is called 'Wbe'; the nearest are Web")]
    [InlineData("time-sync: { from: Web, server: six }", "33: Web has IPv4 addresses only and six IPv6 ones only")]
    [InlineData("time-sync: customer", "12: customer lies outside of every VPC: Amazon Time Sync does not answer there; name a server")]
    [InlineData("activate: customer", "11: customer lies outside of every VPC: Amazon's KMS does not answer there; name a server")]
    [InlineData("boot: customer", "7: customer lies outside of every VPC: no DHCP server of AWS's answers there; boot hosts of the design")]
    [InlineData("metadata: { from: customer }", "19: customer lies outside of every VPC: it has no metadata service; ask on an instance of the design")]
    [InlineData("metadata: { from: Web, ipv6: true }", "19: Web has no IPv6 address to ask the metadata service from; leave ipv6 out")]
    [InlineData("ping: { from: customer, to: Web, bytes: 1473 }", "29: customer cannot send a packet of 1501 bytes whole: its link's MTU is 1500 bytes; write dont-fragment: false, or fewer bytes")]
    [InlineData("change: { run-instances: { name: customer, subnet: Public } }", "34: a host outside is called 'customer' already; give what run-instances makes another name")]
    [InlineData("resolve: { from: Web, name: a..b }", "29: name takes a DNS name, not 'a..b'")]
    [InlineData("ping: { from: Web, to: customer }, times: 3, every: 12h", "1: the scenario is stopped at 1d, before this step is done for the last time; write a later until")]
    [InlineData("ping: { from: Web, to: customer }, times: 1000000, every: 100000d", "1: this step is done after the year 2255, where time ends; write an earlier time")]
    public void What_no_host_could_do_is_a_mistake_of_the_file_with_its_place(string step, string told) => Assert.Contains(Problems(step), problem => problem.StartsWith(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("connect: { from: both, to: Web, port: 80 }, expect: connected")]
    [InlineData("connect: { from: six, to: Web, port: 80 }, expect: unreachable")]
    [InlineData("boot: customer, expect: failed")]
    [InlineData("ping: { from: customer, to: Web, bytes: 1472 }")]
    [InlineData("connect: { from: customer, to: Web, port: 22 }")]
    [InlineData("resolve: { from: Web, name: nobody.example }")]
    public void What_a_host_can_do_or_says_that_it_cannot_is_none(string step) => Assert.Empty(_played.Failures(Text(step)));

    [Theory]
    [InlineData("fetch: { from: Web, url: http://nobody.example/ }", "fetch Web http://nobody.example/: could not be done: DNS for nobody.example: NXDOMAIN; expect: failed, if that is what is to come")]
    [InlineData("connect: { from: Web, to: nobody.example, port: 80 }, expect: { bytes: 0 }", "connect Web -> nobody.example:80: 0 bytes: could not be done: DNS for nobody.example: NXDOMAIN")]
    [InlineData("ping: { from: nobody, to: Web }", "ping nobody -> Web: could not be done: ")]
    [InlineData("connect: { from: Web, to: nobody, port: 80 }", "connect Web -> nobody:80: could not be done: 'nobody' has no address to speak to; expect: failed, if that is what is to come")]
    [InlineData("connect: { from: customer, to: Web, port: 80, source-port: 7, hold: 1m }, times: 2", "connect customer -> Web:80: could not be done: port 7 of customer is in use towards ")]
    [InlineData("replay: { capture: other.pcap }", "replay other.pcap: could not be done: no packet of the capture is of this design (1 packets: 1 not in the design)")]
    public void What_turns_out_to_be_impossible_fails_with_its_reason(string step, string told)
    {
        File.WriteAllBytes(_played.FileOf("other.pcap"), new Capture().Add(Frame.Tcp("192.0.2.1", "192.0.2.2", "S")).ToPcap());
        string launched = $$"""
            timeline:
              - { at: 0s, change: { run-instances: { name: nobody, subnet: Public } } }
              - { at: 1s, change: { terminate-instances: nobody } }
              - { at: 2s, {{step}} }
            """;

        Assert.StartsWith(told, Assert.Single(_played.Failures(World + launched)), StringComparison.Ordinal);
    }

    public void Dispose() => _played.Dispose();

    private static string Text(string step) => $"{World}timeline:\n  - {{ at: 1s, {step} }}\nuntil: 1d\n";

    // Each with its column in the step.
    private string[] Problems(string step)
    {
        const string Before = "  - { at: 1s, ";
        return [.. _played.Test(Text(step)).Problems.Select(static problem => $"{problem.Column - Before.Length}: {problem.Message}")];
    }
}
