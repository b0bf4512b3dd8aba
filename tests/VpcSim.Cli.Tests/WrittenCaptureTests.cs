using System.Text.Json;
using VpcSim.TestSupport;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Tests;

/// <summary>The captures that a replay writes (--annotate, --pcap-dir): Wireshark and our own reader take them, and they appear whole or not at all.</summary>
public class WrittenCaptureTests
{
    private const string Bad = "0"; // what Wireshark says of a checksum

    public static TheoryData<string> Captures => [.. Repository.CapturesIn(Repository.Capture(""))];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Tshark_and_our_reader_read_every_packet_of_every_capture_that_is_written(string name)
    {
        Tshark.IsNeeded();
        using var folder = new TemporaryFolder();
        Ran ran = Ran.InProcess(
            "replay", Repository.Capture(name), "--design", Repository.Template, "--annotate", folder["all.pcapng"], "--pcap-dir", folder["interfaces"], "--json");
        using JsonDocument json = JsonDocument.Parse(ran.Out);
        long packets = json.RootElement.GetProperty("packets").GetInt64();

        // Files put one behind the other are a file of several sections, which tshark reads at once.
        string[] files = Directory.Exists(folder["interfaces"]) ? Directory.GetFiles(folder["interfaces"]) : [];
        File.WriteAllBytes(folder["joined.pcapng"], [.. File.ReadAllBytes(folder["all.pcapng"]), .. files.SelectMany(File.ReadAllBytes)]);
        string[][] frames = Tshark.Fields(folder["joined.pcapng"], "frame.interface_name", "frame.comment");

        Assert.Equal(packets + files.Sum(PacketsOf), frames.Length);
        Assert.All(frames, frame => Assert.NotEqual("", frame[0]));
        Assert.All(
            frames.Take((int)packets),
            frame => Assert.Matches("^(captured as packet [0-9]+: )?(delivered|dropped|not-sent|consumed|not-in-design|not-ip|undecodable)", frame[1]));
        Assert.Equal(packets, PacketsOf(folder["all.pcapng"]));
        Assert.Equal(Frames(Repository.Capture(name)), Frames(folder["all.pcapng"]));
    }

    [Theory]
    [InlineData("web-session.pcapng")]
    [InlineData("app-db.pcap")]
    [InlineData("ping-traceroute.pcap")]
    [InlineData("ipv6.pcapng")]
    public void Checksums_that_were_right_are_right_behind_every_translation(string name)
    {
        Tshark.IsNeeded();
        using var folder = new TemporaryFolder();
        string capture = RightChecksums.Write(Repository.Capture(name), folder["right.pcapng"]);
        Ran ran = Ran.InProcess(
            "replay", capture, "--design", Repository.Template, "--annotate", folder["all.pcapng"], "--pcap-dir", folder["interfaces"],
            "--map", "203.0.113.0/24=198.51.100.0/24");

        Assert.Equal(0, ran.Status);
        Assert.All([folder["all.pcapng"], .. Directory.GetFiles(folder["interfaces"])], file => Assert.All(
            Tshark.Fields(file, "icmp.checksum.status", "icmpv6.checksum.status", "ip.checksum.status", "tcp.checksum.status", "udp.checksum.status"),
            frame => Assert.DoesNotContain(Bad, (frame[0] + frame[1] is "" ? frame : frame[..2]).Select(statuses => statuses.Split(',')[0])))); // an error's own, not of what it quotes
    }

    [Fact]
    public void Tshark_prints_the_rule_to_blame_beside_the_interface()
    {
        Tshark.IsNeeded();
        using var folder = new TemporaryFolder();
        Ran.Replay("--annotate", folder["all.pcapng"]);

        string[][] frames = Tshark.Fields(folder["all.pcapng"], "frame.interface_name", "frame.interface_description", "frame.comment");

        Assert.Contains(frames, frame => frame[0] == "WebServer" && frame[1].Contains("subnet PublicSubnet (subnet-", StringComparison.Ordinal)
            && frame[2].StartsWith("dropped: ENI_SG_RULES_MISMATCH: WebServer (eni-", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_interface_that_saw_something_has_a_file_and_they_appear_with_the_other_outputs()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.Replay("--annotate", folder["all.pcapng"], "--pcap-dir", folder[Path.Combine("made", "interfaces")], "--out", folder["results"], "--json");

        Assert.Equal(0, ran.Status);
        Assert.Equal(Ran.Replay("--json").Out, ran.Out);
        Assert.Equal(
            ["all.pcapng", "made/interfaces/AppServer.pcapng", "made/interfaces/Bastion.pcapng", "made/interfaces/WebServer.pcapng"],
            folder.Files().Keys.Where(file => file.EndsWith(".pcapng", StringComparison.Ordinal)));
        Assert.DoesNotContain(folder.Files().Keys, file => file.EndsWith(".partial", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        using TemporaryFolder one = new(), other = new();
        Ran.Replay("--annotate", one["all.pcapng"], "--pcap-dir", one["interfaces"]);
        Ran.Replay("--annotate", other["all.pcapng"], "--pcap-dir", other["interfaces"]);

        Assert.Equal(4, one.Files().Count);
        Assert.Equal(one.Files(), other.Files());
    }

    [Fact]
    public void On_standard_output_the_capture_is_alone_and_the_summary_goes_to_standard_error()
    {
        using var folder = new TemporaryFolder();
        Ran.Replay("--annotate", folder["all.pcapng"]);
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using (var terminal = new Consoles.Terminal(output, error))
            Assert.Equal(0, VpcSimProgram.Run([.. Ran.MainJob, "--annotate", "-"], terminal, TestContext.Current.CancellationToken));

        Assert.Equal(File.ReadAllBytes(folder["all.pcapng"]), output.ToArray());
        Assert.Contains("  delivered ", System.Text.Encoding.UTF8.GetString(error.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_that_cannot_be_used_leaves_an_earlier_result_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("all.pcapng", "earlier");
        Ran.InProcess("replay", Repository.Template, "--design", Repository.Template, "--annotate", folder["all.pcapng"], "--pcap-dir", folder["interfaces"])
            .IsUnusable("is not a pcap or pcapng file");

        Assert.Equal("earlier", File.ReadAllText(folder["all.pcapng"]));
        Assert.Equal(["all.pcapng"], folder.Files().Keys);
    }

    [Fact]
    public void An_earlier_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("all.pcapng", "earlier");
        Ran.Replay("--annotate", folder["all.pcapng"]);

        Assert.Equal(395, PacketsOf(folder["all.pcapng"]));
    }

    [Fact]
    public void Places_that_cannot_be_written_or_would_overwrite_something_are_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("taken", ""), capture = folder["WebServer.pcapng"];
        File.Copy(Repository.Capture("web-session.pcapng"), capture);
        string[] replay = ["replay", capture, "--design", Repository.Template];

        Ran.InProcess([.. replay, "--annotate", capture]).IsUnusable($"--annotate (argument 5): {capture} is an input of this replay; name another file");
        Ran.InProcess([.. replay, "--annotate", folder.Path]).IsUnusable("--annotate (argument 5)", "is a folder; name a file");
        Ran.InProcess([.. replay, "--annotate", folder["no/such.pcapng"]]).IsUnusable("--annotate (argument 5): the folder of ", "does not exist; make it first");
        Ran.InProcess([.. replay, "--annotate", file, "--flow-logs", file]).IsUnusable("--annotate (argument 5)", "is the file of --flow-logs; name another file");
        Ran.InProcess([.. replay, "--annotate", folder["out/summary.json"], "--out", folder["out"]]).IsUnusable("--annotate (argument 5)");
        Ran.InProcess([.. replay, "--pcap-dir", file]).IsUnusable("--pcap-dir (argument 5)", "is a file; name a folder");
        Ran.InProcess([.. replay, "--pcap-dir", folder.Path]).IsUnusable("--pcap-dir (argument 5)", "WebServer.pcapng is an input of this replay and would be replaced; name another folder");
        Ran.InProcess([.. replay, "--annotate", "-", "--json"]).IsUnusable("--json (argument 7): standard output cannot hold both");
        Ran.InProcess([.. replay, "--annotate", "-", "--flow-logs", "-"]).IsUnusable("--annotate (argument 5): standard output cannot hold both");
        Assert.Equal(["WebServer.pcapng", "taken"], folder.Files().Keys);
    }

    [Fact]
    public void What_would_be_among_the_captures_of_a_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["captures"]);
        File.Copy(Repository.Capture("bastion.pcap"), folder["captures/bastion.pcap"]);
        string[] replay = ["replay", folder["captures"] + "/", "--design", Repository.Template];

        Ran.InProcess([.. replay, "--annotate", folder["captures/bastion.pcap"]]).IsUnusable("--annotate (argument 5)", "would be among the captures of ", "; name another place");
        Ran.InProcess([.. replay, "--pcap-dir", folder["captures"]]).IsUnusable("--pcap-dir (argument 5)", "would be among the captures of ", "; name another place");
        Assert.Equal(0, Ran.InProcess([.. replay, "--annotate", folder["all.pcapng"], "--pcap-dir", folder["captures/interfaces"]]).Status);
    }

    [Fact]
    public void Interfaces_are_called_like_the_captures_that_are_read_where_several_files_are_one_capture()
    {
        using var folder = new TemporaryFolder();
        string[] set = ["rotated/trace.pcap0.gz", "rotated/trace.pcap1.gz", "rotated/trace.pcap2.gz"];
        Ran ran = Ran.InProcess(["replay", .. set.Select(Repository.Capture), Repository.Capture("bastion.pcap"), "--design", Repository.Template, "--annotate", folder["all.pcapng"]]);

        Assert.Equal(0, ran.Status);
        string[] names = [.. PcapngContent.Of(File.ReadAllBytes(folder["all.pcapng"])).Interfaces.Select(block => block.Name)];
        Assert.Contains("bastion.pcap", names);
        Assert.DoesNotContain("trace.pcap1.gz", names);
    }

    [Fact]
    public void An_annotated_capture_in_the_folder_of_the_interfaces_keeps_its_name()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Ran.Replay("--annotate", folder["WebServer.pcapng"], "--pcap-dir", folder.Path);

        Assert.Equal(0, ran.Status);
        Assert.Equal(395, PacketsOf(folder["WebServer.pcapng"]));
        Assert.Contains(folder.Files().Keys, file => file.StartsWith("WebServer~eni-", StringComparison.Ordinal));
    }

    [Fact]
    public void Interfaces_of_the_design_describe_themselves_in_their_own_captures()
    {
        using var folder = new TemporaryFolder();
        Ran.Replay("--pcap-dir", folder.Path);

        PcapngContent web = PcapngContent.Of(File.ReadAllBytes(folder["WebServer.pcapng"]));
        PcapngContent.Interface block = Assert.Single(web.Interfaces);
        Assert.Equal(("WebServer", 1), (block.Name, block.Link));
        Assert.Matches(@"^eni-\w{17}, subnet PublicSubnet \(subnet-\w{17}\), security groups WebSg \(sg-\w{17}\)$", block.Description);
        Assert.Equal(web.Packets.Count, block.Received);
    }

    [Fact]
    public void The_session_on_the_page_about_captures_is_a_real_one()
    {
        using var folder = new TemporaryFolder();
        Ran.InProcess("replay", Repository.Capture("app-db.pcap"), "--design", Repository.Template, "--annotate", folder["app-db.pcapng"]);
        IReadOnlyList<PcapngContent.Packet> packets = PcapngContent.Of(File.ReadAllBytes(folder["app-db.pcapng"])).Packets;

        string[][] shown = [.. Repository.Read("docs/captures.md").Split('\n').Select(line => line.Trim().Split('\t')).Where(fields => fields.Length == 3 && int.TryParse(fields[0], out _))];
        Assert.Equal(4, shown.Length);
        Assert.All(shown, fields => Assert.Equal((packets[int.Parse(fields[0]) - 1].On, packets[int.Parse(fields[0]) - 1].Comment), (fields[1], fields[2])));
    }

    private static int PacketsOf(string capture) => Frames(capture).Count;

    private static List<string> Frames(string capture)
    {
        using CaptureReader reader = CaptureReader.Open(capture);
        var frames = new List<string>();
        while (reader.TryRead(out CapturedFrame frame)) frames.Add($"{frame.TimeNs} {frame.Link} {frame.OriginalLength} {Convert.ToHexString(frame.Bytes)}");
        if (capture.EndsWith(".pcapng", StringComparison.Ordinal) && !capture.Contains("truncated", StringComparison.Ordinal)) Assert.Equal(CaptureEnd.Complete, reader.End);
        frames.Sort(StringComparer.Ordinal); // what a capture has in disorder is sorted
        return frames;
    }
}
