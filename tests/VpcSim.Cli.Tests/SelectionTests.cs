using System.Text.Json;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Tests;

/// <summary>Which packets are replayed, as the command line asks for them and as the summary tells.</summary>
public class SelectionTests
{
    private static readonly string _mirror = Repository.Capture("mirror-vxlan.pcap");

    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["--decap", "vxlam"], "--decap (argument 5): 'vxlam' is none of auto, vxlan, geneve, gre, none; did you mean 'vxlan'?" },
        { ["--vni", "7"], "--vni (argument 5): '7' is not of the form NUMBER=NAME, such as 7=WebServer" },
        { ["--vni", "7="], "--vni (argument 5): '7=' is not of the form" },
        { ["--vni", "-1=WebServer"], "--vni (argument 5): '-1' is no VNI, key or session: 0 to 4294967295" },
        { ["--vni", "4294967296=WebServer"], "is no VNI, key or session" },
        { ["--vni", "7=WebServer", "--vni", "0x7=AppServer"], "--vni (argument 7): 7 has two places (WebServer too); keep one" },
        { ["--vni", "7=WebServr"], "--vni (argument 5): nothing in the design is called 'WebServr'; the nearest names are WebServer" },
        { ["--vni", "7=WebServer", "--decap", "none"], "--vni (argument 5): packets that stay in their tunnels have no session" },
        { ["--from", "-10s"], "--from (argument 5): '-10s' counts back" },
        { ["--from", "10"], "--from (argument 5): '10' is neither a time such as 2026-11-23T23:29:30Z nor" },
        { ["--until", "2026-13-01"], "--until (argument 5): '2026-13-01' is no time of the calendar" },
        { ["--from", "5m", "--until", "300s"], "--until (argument 7): it is not behind --from" },
        { ["--from", "2026-11-25T00:00:00Z", "--until", "2026-11-24"], "--until (argument 7): it is not behind --from" },
        { ["--limit", "0"], "--limit (argument 5): '0' is no number of packets; write one from 1" },
        { ["--limit", "ten"], "--limit (argument 5): 'ten' is no number of packets" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_place_and_the_remedy(string[] words, string said) => Ran.Replay(words).IsUnusable(said, "vpcsim replay --help");

    [Fact]
    public void A_wrong_filter_is_told_in_libpcaps_words_before_anything_is_read()
    {
        NeedLibpcap();
        Ran.Replay("--filter", "tcp prot 80").IsUnusable("--filter (argument 5): libpcap refuses 'tcp prot 80': ", "syntax error");
    }

    [Fact]
    public void A_filter_that_the_frames_have_no_answer_to_is_told()
    {
        NeedLibpcap();
        Ran.InProcess("replay", Repository.Capture("raw-ip.pcap"), "--design", Repository.Template, "--filter", "ether host 02:00:00:00:00:01")
            .IsUnusable("does not fit frames of link type Raw: ");
    }

    [Fact]
    public void What_times_leave_nothing_is_told_with_the_first_packets_time() => Ran.Replay("--from", "1d", "--until", "2026-11-24")
        .IsUnusable("--from 2026-11-24T23:29:30.782985119Z is not before --until 2026-11-24T00:00:00.000000000Z: the first packet is of 2026-11-23T23:29:30.782985119Z");

    [Fact]
    public void The_summary_tells_the_sessions_of_a_mirror()
    {
        Ran ran = Mirror();

        Assert.Equal("", ran.Error.Split('\n').FirstOrDefault(line => line.Contains("warning", StringComparison.Ordinal)) ?? "");
        Assert.Contains("mirror-vxlan.pcap: 102 packets\n  decapsulated: VXLAN, VNI 7 (75 packets), VNI 9 (27 packets)\n", ran.Out, StringComparison.Ordinal);
        Assert.Contains("GRE, without a number (38 packets), key 7 (37 packets)", Of("mirror-gre.pcap").Out, StringComparison.Ordinal);
        Assert.Contains("ERSPAN, session 7 (37 packets), session 9 (38 packets)", Of("mirror-erspan.pcap").Out, StringComparison.Ordinal);
        Assert.Contains("GENEVE, VNI 0 (73 packets)", Of("mirror-geneve.pcap").Out, StringComparison.Ordinal);
        Assert.DoesNotContain("decapsulated", Of("web-http.pcap.gz").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_does_not_occur_is_a_warning_that_names_those_that_do()
    {
        Ran wrong = Mirror("--vni", "7=WebServer", "--vni", "8=AppServer"), none = Ran.Replay("--vni", "8=AppServer");

        Assert.Equal(0, wrong.Status);
        Assert.Contains("vpcsim: warning: --vni 8=AppServer: no packet carries 8; those that occur are 7, 9\n", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--vni 7", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("no packet was decapsulated that carries a number", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tunnel_that_is_not_there_and_one_beside_other_traffic_are_told()
    {
        using var folder = new TemporaryFolder();
        byte[] mirror = File.ReadAllBytes(_mirror), web = File.ReadAllBytes(Repository.Capture("mirror-web.pcap"));
        File.WriteAllBytes(folder["mixed.pcap"], [.. mirror, .. web.AsSpan(24)]);
        string[] mixed = ["replay", folder["mixed.pcap"], "--design", Repository.Template];

        Assert.Contains("decapsulated: nothing, since no packet was in such a tunnel", Mirror("--decap", "gre").Out, StringComparison.Ordinal);
        Assert.Matches(@"not decapsulated: packet 1 is in VXLAN, but packet 10[3-9] is in no tunnel \(--decap vxlan takes out those that are\)", Ran.InProcess(mixed).Out);
        Assert.Contains("in no tunnel, and replayed as they stand: 73 packets", Ran.InProcess([.. mixed, "--decap", "vxlan"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_left_out_is_told_in_text_and_json()
    {
        NeedLibpcap();
        string[] words = ["--from", "+0.1s", "--until", "3s", "--filter", "tcp", "--limit", "20"];
        Ran text = Mirror(words);
        using JsonDocument json = JsonDocument.Parse(Mirror([.. words, "--json"]).Out);
        JsonElement capture = json.RootElement.GetProperty("captures")[0];
        JsonElement left = capture.GetProperty("left-out");

        Assert.Equal(20, capture.GetProperty("packets").GetInt32());
        Assert.False(capture.GetProperty("read-to-end").GetBoolean());
        Assert.InRange(left.GetProperty("before-from").GetInt32(), 1, 80);
        Assert.InRange(left.GetProperty("by-filter").GetInt32(), 1, 80);
        Assert.Contains($"  left out: {left.GetProperty("before-from").GetInt32()} before --from, {left.GetProperty("by-filter").GetInt32()} by --filter\n", text.Out, StringComparison.Ordinal);
        Assert.Contains("\nstopped at --limit 20\n", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_cut_a_capture_in_two_without_losing_a_packet()
    {
        using JsonDocument first = JsonDocument.Parse(Ran.Replay("--until", "2026-11-23T23:30:00Z", "--json").Out);
        using JsonDocument second = JsonDocument.Parse(Ran.Replay("--from", "2026-11-23T23:30:00Z", "--json").Out);
        int before = first.RootElement.GetProperty("packets").GetInt32(), after = second.RootElement.GetProperty("packets").GetInt32();

        Assert.Equal((395, true, true), (before + after, before > 0, after > 0));
        Assert.Equal(after, first.RootElement.GetProperty("captures")[0].GetProperty("left-out").GetProperty("from-until-on").GetInt32());
        Assert.Equal(before, second.RootElement.GetProperty("captures")[0].GetProperty("left-out").GetProperty("before-from").GetInt32());
    }

    private static void NeedLibpcap() => Assert.SkipUnless(Libpcap.IsAvailable, "libpcap is not installed");

    private static Ran Mirror(params string[] words) => Of("mirror-vxlan.pcap", words);

    private static Ran Of(string capture, params string[] words) => Ran.InProcess(["replay", Repository.Capture(capture), "--design", Repository.Template, .. words]);
}
