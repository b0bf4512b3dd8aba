using System.Text.Json;
using VpcSim.TestSupport;

namespace VpcSim.Cli.Tests;

/// <summary>What <c>vpcsim run</c> writes beside its result: the packets as captures, and flow logs in the form that somebody asks for.</summary>
public sealed class RunOutputTests : IDisposable
{
    private const string Bad = "0"; // what Wireshark says of a checksum

    private const string World = """
        design: template.yaml
        world: { internet: [ { name: customer, address: 198.51.100.7 } ], services: { Web: [ { tcp: 80, response-bytes: 100 } ] } }

        """;

    private readonly TemporaryFolder _folder = new();

    public RunOutputTests() => _folder.Write("template.yaml", SmallDesign.Text);

    public static TheoryData<string> Examples =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "docs/examples")).Where(folder => File.Exists(Path.Combine(folder, "scenario.yaml"))).Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Tshark_reads_every_packet_of_every_example_with_its_verdict_and_right_checksums(string example)
    {
        Tshark.IsNeeded();
        Ran ran = Run(Path.Combine(Repository.Root, "docs/examples", example), "--annotate", _folder["all.pcapng"], "--pcap-dir", _folder["interfaces"], "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        long packets = json.RootElement.GetProperty("packets").GetInt64();

        Assert.Equal(0, ran.Status);
        Assert.Equal(Run(Path.Combine(Repository.Root, "docs/examples", example), "--json").Out, ran.Out);
        string[][] frames = Tshark.Fields(_folder["all.pcapng"], "frame.interface_name", "frame.comment");
        Assert.Equal(packets, frames.Length);
        Assert.All(frames, frame => Assert.Matches("^(delivered|dropped|consumed|not-in-design)", frame[1]));
        string[] files = [_folder["all.pcapng"], .. Directory.GetFiles(_folder["interfaces"])];
        Assert.True(files.Length > 1);
        Assert.All(files, file => Assert.All(
            Tshark.Fields(file, "icmp.checksum.status", "icmpv6.checksum.status", "ip.checksum.status", "tcp.checksum.status", "udp.checksum.status"),
            frame => Assert.DoesNotContain(Bad, (frame[0] + frame[1] is "" ? frame : frame[..2]).Select(statuses => statuses.Split(',')[0]))));
    }

    [Fact]
    public void Packets_have_the_time_of_the_scenario_and_the_bytes_that_hosts_sent()
    {
        Tshark.IsNeeded();
        string file = Scenario("timeline: [ { at: 1m, connect: { from: customer, to: Web, port: 80, send-bytes: 10 }, expect: connected } ]");
        Run(file, "--annotate", _folder["all.pcapng"], "--pcap-dir", _folder["interfaces"]);

        string[][] frames = Tshark.Fields(_folder["all.pcapng"], "frame.time_epoch", "ip.src", "ip.dst", "tcp.dstport", "tcp.flags.str", "tcp.len");
        Assert.StartsWith("1767225660.0000000", frames[0][0], StringComparison.Ordinal);
        Assert.Equal(("198.51.100.7", "80", "··········S·", "0"), (frames[0][1], frames[0][3], frames[0][4], frames[0][5]));
        Assert.NotEqual("10.0.1.10", frames[0][2]); // the customer writes the public address, and the instance sees its own
        Assert.Contains(frames, frame => frame is [_, "198.51.100.7", _, _, _, "10"]);
        Assert.Contains(frames, frame => frame[1] == "10.0.1.10" && frame[5] == "100");
        Assert.Equal("10.0.1.10", Tshark.Fields(_folder["interfaces/Web.pcapng"], "ip.dst")[0][0]);
    }

    [Fact]
    public void After_a_change_comments_and_captures_are_of_the_changed_design()
    {
        string file = Scenario("""
            timeline:
              - { at: 0s, connect: { from: customer, to: Web, port: 80 }, expect: connected }
              - { at: 1s, change: { run-instances: { name: Late, subnet: Public, groups: [ Group ] } } }
              - { at: 2s, ping: { from: Late, to: Web }, expect: { dropped: ENI_SG_RULES_MISMATCH } }
              - { at: 3s, change: { revoke-security-group-ingress: { group: Group, protocol: tcp, port: 80, cidr: 0.0.0.0/0 } } }
              - { at: 4s, connect: { from: customer, to: Web, port: 80 }, expect: timed-out }
            """);
        Ran ran = Run(file, "--annotate", _folder["all.pcapng"], "--pcap-dir", _folder["interfaces"]);

        Assert.Equal((0, ""), (ran.Status, ran.Error));
        Assert.Contains(Directory.GetFiles(_folder["interfaces"]), path => Path.GetFileName(path).StartsWith("Late", StringComparison.Ordinal));
        string[] comments = [.. PcapngContent.Of(File.ReadAllBytes(_folder["all.pcapng"])).Packets.Select(packet => packet.Comment)];
        Assert.StartsWith("delivered to Web ", comments[0], StringComparison.Ordinal);
        Assert.StartsWith("dropped: ENI_SG_RULES_MISMATCH: Web ", comments[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Packets_of_a_replayed_capture_stand_among_the_others_and_those_that_nobody_had_cause_to_send_say_so()
    {
        string file = Scenario($"timeline: [ {{ at: 0s, replay: {{ capture: {Repository.Capture("web-session.pcapng")} }} }}, {{ at: 1s, connect: {{ from: customer, to: Web, port: 80 }} }} ]");
        Ran ran = Run(file, "--annotate", _folder["all.pcapng"]);

        Assert.Equal((0, ""), (ran.Status, ran.Error));
        PcapngContent content = PcapngContent.Of(File.ReadAllBytes(_folder["all.pcapng"]));
        Assert.Contains(content.Packets, packet => packet.Comment.StartsWith("not-sent: ", StringComparison.Ordinal));
        Assert.Contains(content.Interfaces, block => block is { Name: "scenario", Link: 1 });
        Assert.All(content.Packets, packet => Assert.DoesNotContain("captured as packet", packet.Comment, StringComparison.Ordinal));
    }

    [Fact]
    public void On_standard_output_the_capture_is_alone_and_the_result_goes_to_standard_error()
    {
        string file = Scenario("timeline: [ { at: 0s, ping: { from: customer, to: Web } } ]");
        Run(file, "--annotate", _folder["all.pcapng"]);
        using MemoryStream output = new(), error = new();
        using (var terminal = new Consoles.Terminal(output, error))
            Assert.Equal(0, VpcSimProgram.Run(["run", file, "--annotate", "-"], terminal, TestContext.Current.CancellationToken));

        Assert.Equal(File.ReadAllBytes(_folder["all.pcapng"]), output.ToArray());
        Assert.StartsWith("Timeline\n", System.Text.Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_scenario_gives_the_same_bytes()
    {
        using TemporaryFolder one = new(), other = new();
        string example = Path.Combine(Repository.Root, "docs/examples/three-tier");
        foreach (TemporaryFolder folder in (TemporaryFolder[])[one, other])
            Assert.Equal(0, Run(example, "--annotate", folder["all.pcapng"], "--pcap-dir", folder["interfaces"], "--flow-logs", folder["log.txt"], "--out", folder["out"]).Status);

        Assert.Equal(one.Files(), other.Files());
    }

    [Fact]
    public void A_flow_log_has_the_format_and_interval_asked_for_and_expectations_see_their_own()
    {
        string file = Scenario("""
            timeline: [ { at: 0s, connect: { from: customer, to: Web, port: 80 } }, { at: 5m, connect: { from: customer, to: Web, port: 80 } } ]
            expect: [ { flow-log: { dstport: 80, min-records: 2, max-records: 2 } } ]
            """);
        Ran minutes = Run(file, "--flow-logs", "-", "--log-format", "dstport packets action");
        Ran tens = Run(file, "--flow-logs", "-", "--log-format", "dstport packets action", "--aggregation", "600");

        Assert.Equal((0, 0), (minutes.Status, tens.Status));
        Assert.StartsWith("dstport packets action\n80 ", minutes.Out, StringComparison.Ordinal);
        Assert.Equal(2, minutes.Out.Split('\n').Count(line => line.StartsWith("80 ", StringComparison.Ordinal)));
        Assert.True(tens.Out.Split('\n').Length < minutes.Out.Split('\n').Length);
        Assert.Contains("Summary", minutes.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_all_traffic_is_that_of_the_folder_where_nothing_else_is_asked_for()
    {
        string file = Scenario("timeline: [ { at: 0s, connect: { from: customer, to: Web, port: 80 } } ]");
        Ran ran = Run(file, "--flow-logs", _folder["log.txt"], "--out", _folder["out"], "--log-events");

        Assert.Equal(0, ran.Status);
        Assert.Equal(File.ReadAllText(_folder["out/flow-logs.txt"]), File.ReadAllText(_folder["log.txt"]));
        Assert.DoesNotContain("version account-id", ran.Out, StringComparison.Ordinal);
        Assert.Contains(_folder.Files().Keys, name => name.EndsWith("-all.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Places_that_cannot_be_written_or_would_overwrite_something_are_refused()
    {
        string file = Scenario("timeline: [ { at: 0s, ping: { from: customer, to: Web } } ]"), template = _folder["template.yaml"];

        Run(file, "--annotate", file).IsUnusable($"--annotate (argument 3): {file} is an input of this run; name another file");
        Run(file, "--flow-logs", template).IsUnusable($"--flow-logs (argument 3): {template} is an input of this run; name another file");
        Run(file, "--pcap-dir", template).IsUnusable("--pcap-dir (argument 3)", "is a file; name a folder");
        Run(file, "--out", _folder["out"], "--annotate", _folder["out/timeline.txt"]).IsUnusable("--annotate (argument 5)", "does not exist");
        Directory.CreateDirectory(_folder["out"]);
        Run(file, "--out", _folder["out"], "--annotate", _folder["out/timeline.txt"]).IsUnusable("--annotate (argument 5)", "lies where --out puts files of its own");
        Run(file, "--annotate", "-", "--json").IsUnusable("--json (argument 5): standard output cannot hold both");
        Run(file, "--annotate", "-", "--flow-logs", "-").IsUnusable("--annotate (argument 3): standard output cannot hold both");
        Run(file, "--log-events").IsUnusable("--log-events (argument 3): events stand in the folder of --out");
        Run(file, "--aggregation", "30").IsUnusable("'30' is no aggregation interval");
    }

    public void Dispose() => _folder.Dispose();

    private static Ran Run(string scenario, params string[] options) => Ran.InProcess(["run", scenario, .. options]);

    private string Scenario(string text) => _folder.Write("a.scenario.yaml", World + text);
}
