using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Packets are handled by time, as far back as a window of 1024 packets reaches, over all captures.</summary>
public class OrderTests
{
    private const string Client = "203.0.113.9:40000", Ssh = "10.0.1.10:22";
    private const int Window = 1024;

    private static readonly Trial Design = Trial.Of(Resources.Web);
    private static readonly Frame Syn = Frame.Tcp(Client, Ssh, "S"), Answer = Frame.Tcp(Ssh, Client, "S.");

    [Fact]
    public void Timestamps_that_go_back_are_sorted()
    {
        Replayed result = Design.Run(new Capture().At(2).Add(Answer).At(1).Add(Syn));

        Assert.Equal(("dropped 1, not-sent 1", 0), (result.Outcomes, result.Summary.Reordered));
    }

    [Fact]
    public void An_answer_that_really_came_first_is_sent() =>
        Assert.DoesNotContain("not-sent", Design.Run(new Capture().At(1).Add(Answer).At(2).Add(Syn)).Outcomes, StringComparison.Ordinal);

    [Fact]
    public void Packets_of_equal_time_keep_the_order_of_the_file() =>
        Assert.Equal("dropped 1, not-sent 1", Design.Run(new Capture().At(1).Add(Syn).At(1).Add(Answer)).Outcomes);

    [Theory]
    [InlineData(Window, 0)]
    [InlineData(Window + 1, 1)]
    [InlineData(3 * Window, 1)]
    public void A_packet_that_comes_after_more_later_ones_than_the_window_holds_is_counted_as_reordered(int laterOnes, long reordered)
    {
        var capture = new Capture();
        for (int i = 0; i < laterOnes; i++) capture.At(10 + i).Add(Frame.Udp("10.0.1.10:40000", "198.51.100.7:53"));
        Replayed result = Design.Run(capture.At(1).Add(Frame.Udp("10.0.1.10:40001", "198.51.100.7:53")));

        Assert.Equal(reordered, result.Summary.Reordered);
        Assert.Equal(laterOnes + 1, result.Summary.PacketsRead);
        // Sorted, it comes first; too late, it is handled at the time that has been reached.
        long at = result.Meter.Counts.Single(count => count.Seen.SourcePort == 40001).TimeNs;
        Assert.Equal(reordered == 0 ? Capture.StartNs + 1_000_000_000 : Capture.StartNs + (10 + laterOnes - Window - 1) * 1_000_000_000L, at);
        Assert.Equal(result.Meter.Counts.Select(count => count.TimeNs).Order(), result.Meter.Counts.Select(count => count.TimeNs));
    }

    [Fact]
    public void Several_captures_are_merged_by_time()
    {
        Capture client = new Capture().At(1).Add(Syn), server = new Capture().At(2).Add(Answer), early = new Capture().At(0).Add(Answer);

        Assert.Equal("dropped 1, not-sent 1", Design.Run(client, server).Outcomes);
        Assert.Equal("dropped 1, not-sent 1", Design.Run(server, client).Outcomes);
        Assert.DoesNotContain("not-sent", Design.Run(client, early).Outcomes, StringComparison.Ordinal);
    }

    [Fact]
    public void Captures_of_equal_time_are_merged_as_they_were_named()
    {
        Capture client = new Capture().At(1).Add(Syn), server = new Capture().At(1).Add(Answer);

        Assert.Equal("dropped 1, not-sent 1", Design.Run(client, server).Outcomes);
        Assert.DoesNotContain("not-sent", Design.Run(server, client).Outcomes, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_capture_reports_its_own_packets()
    {
        Replayed result = Design.Run(new Capture().Add(Syn, Syn, Syn), new Capture().Add(Answer), new Capture());

        Assert.Equal([3, 1, 0], result.Summary.Captures.Select(report => report.Packets));
        Assert.Equal(4, result.Summary.PacketsRead);
    }

    [Fact]
    public void The_first_and_the_last_time_are_told()
    {
        Replayed result = Design.Run(new Capture().At(7).Add(Syn).At(3).Add(Frame.Arp()));

        Assert.Equal((Capture.StartNs + 3_000_000_000, Capture.StartNs + 7_000_000_000), (result.Summary.FirstPacketNs, result.Summary.LastPacketNs));
        Assert.Null(Design.Run(new Capture()).Summary.FirstPacketNs);
    }
}
