using System.Text;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Whoever watches a replay sees every packet that it wants with the walk that it took, and changes nothing by watching.</summary>
public class WatcherTests
{
    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    public static TheoryData<string> Captures => ["web-session.pcapng", "app-db.pcap", "bastion.pcap", "fragments.pcap", "ping-traceroute.pcap", "dns-dhcp.pcap", "offload.pcap"];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Watching_changes_no_result(string capture)
    {
        var watcher = new RecordingWatcher(wantsFrames: true);
        (ReplaySummary alone, string records) = Replay(capture);
        (ReplaySummary watched, string watchedRecords) = Replay(capture, watcher);

        Assert.Equal(records, watchedRecords);
        Assert.Equal(alone.Outcomes, watched.Outcomes);
        Assert.Equal(alone.DropReasons, watched.DropReasons);
        Assert.Equal(alone.Generated, watched.Generated);
        Assert.Equal(alone.PacketsRead, watcher.Packets.Count);
        Assert.Equal(
            alone.Outcomes.Where(pair => pair.Packets > 0),
            watcher.Packets.GroupBy(packet => packet.Outcome).Select(group => (group.Key, (long)group.Count())).OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Frames_are_the_capture_s_own(string capture)
    {
        var watcher = new RecordingWatcher(wantsFrames: true);
        Replay(capture, watcher);
        using CaptureReader reader = CaptureReader.Open(Repository.Capture(capture));
        foreach (RecordingWatcher.Watched packet in watcher.Packets.OrderBy(packet => packet.Number))
        {
            Assert.True(reader.TryRead(out CapturedFrame frame));
            Assert.Equal(frame.Number, packet.Number);
            Assert.Equal(frame.Link, packet.Link);
            Assert.Equal(frame.Bytes.ToArray(), packet.Frame);
        }
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void Frames_that_nobody_wants_are_not_kept()
    {
        var watcher = new RecordingWatcher();
        Replay("app-db.pcap", watcher);
        Assert.All(watcher.Packets, packet => Assert.Empty(packet.Frame));
    }

    [Fact]
    public void Packets_that_nobody_wants_are_not_shown_and_walk_as_seldom_as_ever()
    {
        var all = new RecordingWatcher();
        var few = new RecordingWatcher { Picks = static packet => packet.Number is 5 or 7 };
        (ReplaySummary alone, _) = Replay("web-session.pcapng");
        (ReplaySummary everyone, _) = Replay("web-session.pcapng", all);
        (ReplaySummary some, _) = Replay("web-session.pcapng", few);

        Assert.Equal([5L, 7L], few.Packets.Select(packet => packet.Number));
        Assert.InRange(some.Walks, alone.Walks, alone.Walks + 2);
        Assert.True(everyone.Walks > alone.Walks);
    }

    [Fact]
    public void An_interface_sees_a_packet_behind_the_translation_that_lies_before_it()
    {
        RecordingWatcher.Watched request = Watch("app-db.pcap", packet => packet is { Outcome: Outcome.Delivered, Verdict.Component: ComponentKind.InternetGateway }
            && packet.Sights.Length == 3);
        string[] seen = request.Seen(Names);
        string port = seen[2].Split(' ')[2].Split(':')[1];

        Assert.StartsWith("AppServer out 10.0.2.10:", seen[0], StringComparison.Ordinal);
        Assert.StartsWith("NatGateway in 10.0.2.10:", seen[1], StringComparison.Ordinal);
        Assert.Equal($"NatGateway out 10.0.1.100:{port} > {request.Sights[2].Destination}:{request.Sights[2].DestinationPort}", seen[2]);
    }

    [Fact]
    public void What_an_interface_refuses_it_has_seen_as_refused()
    {
        RecordingWatcher.Watched refused = Watch("web-session.pcapng", packet => packet is { Outcome: Outcome.Dropped, Verdict.Egress: false });
        Assert.False(Assert.Single(refused.Sights).Accepted);
        Assert.Equal(refused.Verdict.Index, refused.Sights[0].Interface);
    }

    [Fact]
    public void A_packet_to_a_service_of_the_VPC_is_seen_where_it_leaves_though_no_flow_log_shows_it()
    {
        RecordingWatcher.Watched question = Watch("dns-dhcp.pcap", packet => packet.Outcome == Outcome.Consumed && packet.Sights.Length > 0);
        Assert.StartsWith("WebServer out 10.0.1.10:", Assert.Single(question.Seen(Names)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_packet_that_was_not_sent_names_the_one_to_blame_and_took_no_walk()
    {
        RecordingWatcher.Watched answer = Watch("web-session.pcapng", packet => packet.Outcome == Outcome.NotSent);
        Assert.InRange(answer.Blame, 1, answer.Number - 1);
        Assert.Empty(answer.Trail);
        Assert.Empty(answer.Sights);
    }

    private static string[] Names => [.. ThreeTier.Design.NetworkInterfaces.Select(eni => eni.Name)];

    private static RecordingWatcher.Watched Watch(string capture, Predicate<RecordingWatcher.Watched> which)
    {
        var watcher = new RecordingWatcher();
        Replay(capture, watcher);
        return watcher.Packets.Find(which)!;
    }

    private static (ReplaySummary Summary, string Records) Replay(string capture, params IReplayWatcher[] watchers)
    {
        using var text = new MemoryStream();
        using var log = new FlowLogRun(ThreeTier.Design, new FlowLogOptions { Format = LogFormat.Default, IntervalSeconds = 600, Text = text });
        var run = new ReplayRun(ThreeTier.Design, Fabric.Compile(ThreeTier.Design, ThreeTier.Settings), ThreeTier.Settings, ThreeTier.Options, log.Meter, watchers);
        ReplaySummary summary = run.Run([Repository.Capture(capture)], null, TestContext.Current.CancellationToken);
        log.Finish(summary.LastPacketNs!.Value);
        return (summary, Encoding.UTF8.GetString(text.ToArray()));
    }
}
