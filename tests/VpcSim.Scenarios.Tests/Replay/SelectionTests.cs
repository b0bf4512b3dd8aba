using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Selection;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Which packets are replayed: out of their tunnels, by time, by a filter, and the first of them.</summary>
public class SelectionTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80";

    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Theory] // Traffic Mirroring guide, "How Traffic Mirroring works"
    [InlineData("mirror-vxlan.pcap", "mirror-web.pcap", 7)]
    [InlineData("mirror-vxlan.pcap", "mirror-app.pcap", 9)]
    public void A_mirrors_session_is_replayed_as_what_its_interface_saw(string mirror, string plain, long vni)
    {
        List<RecordingWatcher.Watched> mirrored = Watch(new ReplaySelection(), Repository.Capture(mirror));
        List<RecordingWatcher.Watched> seen = Watch(new ReplaySelection(), Repository.Capture(plain));

        // The bridge floods a frame into the mirror before or after the interface sees it, and ARP to neighbours too.
        IEnumerable<string> inside = mirrored.Where(packet => packet.Origin.Session == vni && packet.Outcome != Outcome.NotIp).Select(packet => Convert.ToHexString(packet.Frame));
        Assert.Equal(
            seen.Where(packet => packet.Outcome != Outcome.NotIp).Select(packet => Convert.ToHexString(packet.Frame)).Order(StringComparer.Ordinal),
            inside.Order(StringComparer.Ordinal).Where(seen.Select(packet => Convert.ToHexString(packet.Frame)).ToHashSet().Contains));
    }

    [Theory]
    [InlineData("mirror-geneve.pcap", false)]
    [InlineData("mirror-gre.pcap", true)]
    [InlineData("mirror-erspan.pcap", true)]
    public void Tunnels_hide_nothing_of_what_was_wrapped(string wrapped, bool withArp)
    {
        Replayed result = ThreeTier.RunFiles(Repository.Capture(wrapped));

        Assert.Equal(withArp ? "delivered 63, dropped 2, not-sent 4, consumed 4, not-ip 2" : "delivered 63, dropped 2, not-sent 4, consumed 4", result.Outcomes);
        Assert.Equal(ThreeTier.RunFiles(Repository.Capture("mirror-web.pcap")).Drops, result.Drops);
    }

    [Fact]
    public void In_its_tunnels_a_mirror_is_traffic_between_strangers() =>
        Assert.DoesNotContain("delivered", Select(new ReplaySelection { Unwraps = TunnelKind.None }).RunFiles(Repository.Capture("mirror-gre.pcap")).Outcomes, StringComparison.Ordinal);

    [Fact]
    public void A_capture_with_q_in_q_tags_is_replayed_as_the_one_without() => Assert.Equal(
        ThreeTier.RunFiles(Repository.Capture("vlan.pcap")).Outcomes, ThreeTier.RunFiles(Repository.Capture("qinq.pcap")).Outcomes);

    [Fact]
    public void Where_vpcs_overlap_the_session_of_the_mirror_decides()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.Twin);
        Frame toWeb = Frame.Tcp(Client, Web, "S"), toTwin = Frame.Tcp("203.0.113.9:40001", "10.0.1.10:8080", "S");
        Capture mirror = new Capture().Add(toWeb.InVxlan(7), toTwin.InVxlan(8), toTwin.InVxlan(9));
        Trial placed = Select(new ReplaySelection { Sessions = [new SessionPlace(7, "Web"), new SessionPlace(8, "Twin")] }, trial.At("Web"));

        Assert.Equal("delivered", placed.Story(mirror).Split(' ')[0]);
        Assert.Equal("delivered 2, dropped 1", placed.Run(mirror).Outcomes); // VNI 9 was taken where the capture was, and Web lets nobody in at 8080
        Assert.Equal("delivered 1, dropped 2", trial.At("Web").Run(mirror).Outcomes);
        Assert.Equal("delivered 2, dropped 1", trial.At("Twin").Run(mirror).Outcomes);
    }

    [Fact]
    public void An_unknown_name_for_a_session_is_answered_with_the_nearest()
    {
        Trial trial = Select(new ReplaySelection { Sessions = [new SessionPlace(7, "Wob")] }, Trial.Of(Resources.Web));

        Assert.StartsWith("--vni Wob: ", Assert.Throws<ArgumentException>(() => trial.Run(new Capture())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_sessions_than_can_be_told_apart_are_replayed_all_the_same()
    {
        var mirror = new Capture();
        for (uint vni = 0; vni < 5000; vni++) mirror.Add(Frame.Ping("203.0.113.9", "10.0.1.10", sequence: (int)vni).InVxlan(vni));

        Assert.Equal("delivered 5000", Select(new ReplaySelection { Sessions = [new SessionPlace(4999, "Web")] }, Trial.Of(Resources.Web)).Run(mirror).Outcomes);
    }

    [Theory]
    [InlineData("+1s", null, 4)]
    [InlineData("1001ms", null, 3)]
    [InlineData(null, "1s", 2)]
    [InlineData("2s", "3s", 2)]
    [InlineData("2026-01-01T00:00:02Z", null, 3)]
    [InlineData("2026-01-01T01:00:01+01:00", "2026-01-01T00:00:03", 3)]
    [InlineData("2026-01-01T00:00:02Z", "+3s", 2)]
    [InlineData("9h", null, 0)]
    [InlineData(null, "2026-01-01", 0)]
    public void Times_are_times_of_day_or_count_from_the_first_packet(string? from, string? until, long packets)
    {
        Capture capture = new Capture().Add(Ping(1), Ping(2)).At(1).Add(Ping(3)).At(2).Add(Ping(4), Ping(5)).At(3).Add(Ping(6));

        Replayed result = Select(new ReplaySelection { From = Moment(from), Until = Moment(until) }, Trial.Of(Resources.Web)).Run(capture);

        Assert.Equal(6 - packets - (until is null ? 0 : CountLeft(result)), result.Summary.Captures[0].Selection!.BeforeFrom);
        Assert.Equal(packets, result.Summary.PacketsRead);
    }

    [Fact]
    public void Offsets_count_from_the_first_packet_of_all_captures()
    {
        Capture early = new Capture().Add(Ping(1)).At(5).Add(Ping(2)), late = new Capture().At(3).Add(Ping(3)).At(6).Add(Ping(4));

        Replayed result = Select(new ReplaySelection { From = Moment("4s"), Until = Moment("6s") }, Trial.Of(Resources.Web)).Run(early, late);

        Assert.Equal([1L, 0L], result.Summary.Captures.Select(capture => capture.Packets));
    }

    [Fact]
    public void A_time_that_ends_before_it_begins_is_told_with_the_first_packets_time()
    {
        Trial trial = Select(new ReplaySelection { From = Moment("10s"), Until = Moment("2026-01-01T00:00:05Z") }, Trial.Of(Resources.Web));

        CaptureFormatException wrong = Assert.Throws<CaptureFormatException>(() => trial.Run(new Capture().Add(Ping(1))));
        Assert.Contains("--from 2026-01-01T00:00:10.000000000Z is not before --until 2026-01-01T00:00:05.000000000Z", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_holds_behind_disorder_is_still_found_before_the_end()
    {
        var capture = new Capture();
        for (int i = 0; i < 1500; i++) capture.Add(Ping(i));
        capture.At(100);
        for (int i = 0; i < 2000; i++) capture.Add(Ping(i));
        capture.At(50).Add(Ping(1)).At(200);
        for (int i = 0; i < 2048; i++) capture.Add(Ping(i));
        capture.At(50).Add(Ping(2));

        Replayed result = Select(new ReplaySelection { Until = Moment("60s") }, Trial.Of(Resources.Web)).Run(capture);

        Assert.Equal(1501, result.Summary.PacketsRead);
        Assert.True(result.Summary.Captures[0].Selection!.StoppedEarly);
    }

    [Fact]
    public void A_filter_looks_at_the_packets_inside_of_tunnels_and_numbers_stay_those_of_the_file()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        string file = Repository.Capture("mirror-vxlan.pcap");

        List<RecordingWatcher.Watched> all = Watch(new ReplaySelection(), file), icmp = Watch(new ReplaySelection { Filter = "icmp" }, file);
        Replayed udp = Select(new ReplaySelection { Filter = "udp port 4789" }).RunFiles(file);

        Assert.Equal(all.Where(packet => packet.Frame.Length > 23 && packet.Frame[12] == 8 && packet.Frame[13] == 0 && packet.Frame[23] == 1).Select(packet => packet.Number), icmp.Select(packet => packet.Number));
        Assert.NotEmpty(icmp);
        Assert.Equal((0L, 102L), (udp.Summary.PacketsRead, udp.Summary.Captures[0].Selection!.Filtered));
    }

    [Theory] // as tshark counts: geneve && tcp, ipv6
    [InlineData("tcp", 65)]
    [InlineData("ip6", 14)]
    [InlineData("arp", 0)]
    public void Ip_packets_out_of_geneve_are_filtered_whatever_their_family(string filter, long packets)
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");

        Assert.Equal(packets, Select(new ReplaySelection { Filter = filter }).RunFiles(Repository.Capture("mirror-geneve.pcap")).Summary.PacketsRead);
    }

    [Fact]
    public void The_first_packets_are_those_that_the_rest_leaves()
    {
        Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");
        string file = Repository.Capture("mirror-vxlan.pcap");
        long[] filtered = [.. Watch(new ReplaySelection { Filter = "icmp" }, file).Select(packet => packet.Number)];

        Assert.Equal(filtered[..2], Watch(new ReplaySelection { Filter = "icmp", Limit = 2 }, file).Select(packet => packet.Number));
    }

    [Fact]
    public void The_first_packets_of_several_captures_are_the_earliest_and_counts_stay_conserved()
    {
        Capture one = new Capture().Add(Ping(1)).At(2).Add(Ping(2)).At(4).Add(Ping(3)), other = new Capture().At(1).Add(Ping(4)).At(3).Add(Ping(5));
        Trial trial = Trial.Of(Resources.Web);

        Replayed result = Select(new ReplaySelection { Limit = 3 }, trial).Run(one, other);

        Assert.Equal([2L, 1L], result.Summary.Captures.Select(capture => capture.Packets));
        Assert.Equal("delivered 3", result.Outcomes);
        Assert.Equal(Capture.StartNs + 2_000_000_000, result.Summary.LastPacketNs);
        Assert.Equal("delivered 5", Select(new ReplaySelection { Limit = 50 }, trial).Run(one, other).Outcomes);
    }

    private static Frame Ping(int sequence) => Frame.Ping("203.0.113.9", "10.0.1.10", sequence: sequence);

    private static long CountLeft(Replayed result) => result.Summary.Captures[0].Selection!.FromUntilOn;

    private static CaptureMoment? Moment(string? text)
    {
        if (text is null) return null;
        Assert.True(CaptureMoment.TryParse(text, out CaptureMoment moment, out string? problem), problem);
        return moment;
    }

    private static Trial Select(ReplaySelection selection, Trial? trial = null)
    {
        trial ??= ThreeTier;
        return trial with { Options = trial.Options with { Selection = selection } };
    }

    private static List<RecordingWatcher.Watched> Watch(ReplaySelection selection, string file)
    {
        var watcher = new RecordingWatcher(wantsFrames: true);
        Trial trial = Select(selection);
        new ReplayRun(trial.Design, Fabric.Compile(trial.Design, trial.Settings), trial.Settings, trial.Options, new RecordingMeter(), watcher)
            .Run([file], null, TestContext.Current.CancellationToken);
        return watcher.Packets;
    }
}
