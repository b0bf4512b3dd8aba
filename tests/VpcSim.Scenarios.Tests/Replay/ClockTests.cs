using CsCheck;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Clocks;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>How far the clocks of captures were apart is found from packets that both saw, and taken off.</summary>
public class ClockTests
{
    private const string Client = "10.0.1.10:40000", Server = "10.0.2.10:8080";
    private const long Ms = 1_000_000, Hour = 3_600_000 * Ms;

    private static readonly Trial Design = Trial.Of(Resources.Web, Resources.App);

    [Theory]
    [InlineData(0)]
    [InlineData(2500 * Ms)]
    [InlineData(-7 * Hour)]
    public void The_offset_is_found_from_packets_of_both_directions(long aheadNs)
    {
        Replayed result = new TwoEnds(aheadNs).Http(Client, Server).Through(Design);
        CaptureClock clock = ClockOf(result, 1);

        Assert.Equal(new CaptureClock(aheadNs, ClockBasis.Estimated) { Beside = 0, Packets = 6, BothDirections = true }, clock);
        Assert.Equal(new CaptureClock(0, ClockBasis.Reference), ClockOf(result, 0));
        Assert.Equal(6, result.Summary.Duplicates);
    }

    [Fact]
    public void It_is_found_where_nobody_said_where_the_captures_were_taken() =>
        Assert.Equal(2500 * Ms, ClockOf(new TwoEnds(2500 * Ms).Http(Client, Server).Through(Design, null, null), 1).AheadNs);

    [Fact]
    public void Named_the_other_way_round_it_has_the_other_sign() =>
        Assert.Equal(-2500 * Ms, ClockOf(new TwoEnds(2500 * Ms).Http(Client, Server).Through(Design, swapped: true), 1).AheadNs);

    [Theory] // so that nobody receives what was not sent
    [InlineData(false)]
    [InlineData(true)]
    public void With_one_direction_alone_the_quickest_packet_needed_no_time(bool back)
    {
        var ends = new TwoEnds(40 * Ms);
        for (int i = 0; i < 5; i++)
        {
            long delay = TwoEnds.DelayNs + i * Ms;
            if (back) ends.Back(i * 10 * Ms, Frame.Udp(Server, Client, id: (ushort)i), delay);
            else ends.There(i * 10 * Ms, Frame.Udp(Client, Server, id: (ushort)i), delay);
        }

        CaptureClock clock = ClockOf(ends.Through(Design), 1);

        Assert.Equal(40 * Ms + (back ? -TwoEnds.DelayNs : TwoEnds.DelayNs), clock.AheadNs);
        Assert.Equal((5, false), (clock.Packets, clock.BothDirections));
    }

    [Fact]
    public void A_packet_that_was_queued_spoils_nothing()
    {
        TwoEnds ends = new TwoEnds(40 * Ms).Http(Client, Server).There(100 * Ms, Frame.Tcp(Client, Server, ".", 10, sequence: 2000, id: 77), delayNs: 800 * Ms);

        Assert.Equal(40 * Ms, ClockOf(ends.Through(Design), 1).AheadNs);
    }

    [Fact]
    public void A_packet_that_only_looks_the_same_is_left_out()
    {
        TwoEnds ends = new TwoEnds(40 * Ms).Http(Client, Server).There(100 * Ms, Frame.Udp(Client, Server, id: 5), delayNs: Hour);
        CaptureClock clock = ClockOf(ends.Through(Design), 1);

        Assert.Equal((40 * Ms, 6), (clock.AheadNs, clock.Packets));
    }

    [Fact]
    public void Packets_that_a_capture_saw_twice_say_nothing()
    {
        TwoEnds ends = new TwoEnds().There(0, Frame.Udp(Client, Server), lost: true).There(Hour, Frame.Udp(Client, Server));

        Assert.Equal(ClockBasis.NothingInCommon, ClockOf(ends.Through(Design), 1).Basis);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Clocks_far_apart_take_three_packets_to_be_believed(int packets, bool believed)
    {
        var ends = new TwoEnds(Hour);
        for (int i = 0; i < packets; i++) ends.There(i * Ms, Frame.Udp(Client, Server, id: (ushort)i));

        Assert.Equal(believed ? ClockBasis.Estimated : ClockBasis.NothingInCommon, ClockOf(ends.Through(Design), 1).Basis);
    }

    [Fact]
    public void An_offset_that_was_given_is_taken_as_it_was_given()
    {
        Replayed result = new TwoEnds(40 * Ms).Http(Client, Server).Through(Design, givenNs: 41 * Ms);

        Assert.Equal(new CaptureClock(41 * Ms, ClockBasis.Given), ClockOf(result, 1));
        Assert.Equal(Capture.StartNs + 39 * Ms, result.Meter.Counts.Single(count => count.Seen.SourcePort == 8080 && count.Seen.Egress && count.Bytes > 100).TimeNs);
    }

    [Fact]
    public void An_offset_of_a_single_capture_is_taken_off_its_times()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("web.pcap", new Capture().Add(Frame.Tcp(Client, Server, "S")).ToPcap());

        Assert.Equal(Capture.StartNs - 7 * Ms, Design.RunInputs(new CaptureInput(path) { ClockOffsetNs = 7 * Ms }).Summary.FirstPacketNs);
    }

    [Fact]
    public void A_capture_that_saw_nothing_of_the_first_is_measured_by_one_that_did()
    {
        const string Outside = "203.0.113.9:40000", Web = "10.0.1.10:80";
        TwoEnds near = new TwoEnds(40 * Ms).Http(Client, Server), far = new TwoEnds(-15 * Ms).Http(Outside, Web);
        using var folder = new TemporaryFolder();
        // First saw what App sent, the web server both, the customer's capture only the last.
        Replayed result = Design.RunInputs(
            new CaptureInput(folder.Write("app.pcap", near.Second.ToPcap())) { At = "App" },
            new CaptureInput(folder.Write("customer.pcap", far.First.ToPcap())),
            new CaptureInput(folder.Write("web.pcap", Merged(near.First, far.Second))) { At = "Web" });

        Assert.Equal([0, -25 * Ms, -40 * Ms], result.Summary.Captures.Select(capture => capture.Clock!.AheadNs));
        Assert.Equal([null, 2, 0], result.Summary.Captures.Select(capture => capture.Clock!.Beside));
        Assert.Equal(12, result.Summary.Duplicates);
    }

    [Fact]
    public void A_pipe_cannot_be_read_ahead()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);
        using var folder = new TemporaryFolder();
        Replayed result = Design.RunInputs(
            new CaptureInput(folder.Write("web.pcap", ends.First.ToPcap())) { At = "Web" },
            new CaptureInput("-") { At = "App", Source = () => Wire.Captures.CaptureReader.Open(new Unseekable(ends.Second.ToPcap()), "-") });

        Assert.Equal(new CaptureClock(0, ClockBasis.Stream), ClockOf(result, 1));
        Assert.Equal(6, result.Summary.Duplicates);
    }

    [Fact]
    public void A_file_beside_a_pipe_is_not_measured_either()
    {
        TwoEnds ends = new TwoEnds().Http(Client, Server);
        using var folder = new TemporaryFolder();
        Replayed result = Design.RunInputs(
            new CaptureInput("-") { At = "Web", Source = () => Wire.Captures.CaptureReader.Open(new Unseekable(ends.First.ToPcap()), "-") },
            new CaptureInput(folder.Write("app.pcap", ends.Second.ToPcap())) { At = "App" });

        Assert.Equal([ClockBasis.Reference, ClockBasis.Stream], result.Summary.Captures.Select(capture => capture.Clock!.Basis));
    }

    [Fact]
    public void Whatever_clocks_and_delays_were_both_captures_say_what_the_senders_sent() =>
        Gen.Select(Gen.Long[-24 * Hour, 24 * Hour], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 400], Gen.Bool).Array[1, 40], Gen.Bool).Sample(
            (ahead, steps, swapped) =>
            {
                var ends = new TwoEnds(ahead);
                ends.Http(Client, Server);
                long at = 100 * Ms;
                ushort id = 1000;
                foreach ((int kind, int delay, bool lost) in steps)
                {
                    Step(ends, kind, at, TwoEnds.DelayNs + delay * 1000L, lost, ++id);
                    at += Ms;
                }
                Replayed both = ends.Through(Design, swapped: swapped), sent = Design.Run(ends.Sent);

                Assert.Equal(sent.Summary.PacketsRead + both.Summary.Duplicates, both.Summary.PacketsRead);
                Assert.Equal(Lines(sent), Lines(both));
            },
            iter: 40);

    private static void Step(TwoEnds ends, int kind, long at, long delay, bool lost, ushort id)
    {
        string client = $"10.0.1.10:{41000 + kind}", open = "10.0.2.10:8080", shut = "10.0.2.10:22";
        switch (kind)
        {
            case 0: ends.There(at, Frame.Tcp(client, open, "S", sequence: id, id: id), delay, lost); break;
            case 1: ends.There(at, Frame.Tcp(client, shut, "S", sequence: 5), delay, lost); break;
            case 2: ends.Back(at, Frame.Tcp(shut, "10.0.1.10:41001", "S.", sequence: id, id: id), delay, lost); break;
            case 3: ends.Back(at, Frame.Udp("10.0.2.10:53", "10.0.1.10:53", id: 0), delay, lost); break;
            case 4: ends.There(at, Frame.Ping("10.0.1.10", "10.0.2.10", sequence: id), delay, lost); break;
            default: ends.There(at, Frame.Tcp(Client, Server, "P.", 50, sequence: id * 50u, id: id), delay, lost); break;
        }
    }

    private static byte[] Merged(Capture one, Capture other) => [.. one.ToPcap(), .. other.ToPcap()[24..]];

    private static CaptureClock ClockOf(Replayed replayed, int capture) => replayed.Summary.Captures[capture].Clock!;

    private static string[] Lines(Replayed replayed) => [.. replayed.Meter.Counts.Select(count => $"{count.Line} {count.Packets} {count.Bytes}")];

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
