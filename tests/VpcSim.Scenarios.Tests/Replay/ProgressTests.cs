using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>A replay tells how far it is, and can be stopped between two batches.</summary>
public class ProgressTests
{
    private const int Packets = 20_000;

    private static readonly Trial Design = Trial.Of(Resources.Web);

    [Fact]
    public void Progress_grows_to_all_packets_and_all_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = Long().ToPcap();
        var progress = new Reports();
        Design.With(new RecordingMeter()).Run([folder.Write("long.pcap", bytes)], progress, TestContext.Current.CancellationToken);

        Assert.True(progress.Heard.Count > 2);
        Assert.Equal((bytes.Length, bytes.Length, Packets), progress.Heard[^1]);
        Assert.Equal(progress.Heard.Select(report => report.Packets).Order(), progress.Heard.Select(report => report.Packets));
    }

    [Fact]
    public void A_replay_that_is_cancelled_on_its_way_ends_there()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var progress = new Reports { OnReport = stop.Cancel };

        Assert.ThrowsAny<OperationCanceledException>(() => Design.With(new RecordingMeter()).Run([folder.Write("long.pcap", Long().ToPcap())], progress, stop.Token));
        Assert.Single(progress.Heard);
    }

    [Fact]
    public void A_replay_that_was_cancelled_before_handles_nothing()
    {
        using var folder = new TemporaryFolder();
        var meter = new RecordingMeter();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Design.With(meter).Run([folder.Write("long.pcap", Long().ToPcap())], null, new CancellationToken(canceled: true)));
        Assert.Empty(meter.Counts);
    }

    private static Capture Long()
    {
        var capture = new Capture();
        Frame frame = Frame.Udp("10.0.1.10:40000", "198.51.100.7:53");
        for (int i = 0; i < Packets; i++) capture.Add(frame);
        return capture;
    }

    private sealed class Reports : IReplayProgress
    {
        public List<(long Bytes, long? Total, long Packets)> Heard { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(long bytesRead, long? totalBytes, long packets)
        {
            Heard.Add((bytesRead, totalBytes, packets));
            OnReport?.Invoke();
        }
    }
}
