using System.IO.Pipes;
using VpcSim.DataPath.Fabrics;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>What goes wrong on one of a replay's threads ends the replay, and neither the process nor nothing.</summary>
public class ReadingThreadTests
{
    private static readonly Trial ThreeTier = Trial.OfFile(Repository.ThreeTier);

    [Fact]
    public void What_is_thrown_while_packets_are_read_is_the_replay_s_whatever_it_is()
    {
        var input = new CaptureInput("a defect") { Source = () => CaptureReader.Open(new DefectStream(ThreePackets()), "a defect") };
        Assert.Contains("a defect of a stream", Assert.Throws<InvalidOperationException>(() => ThreeTier.RunInputs(input)).Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replay_that_fails_does_not_wait_for_a_pipe_into_which_nothing_comes(bool unwraps)
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        using var writer = new AnonymousPipeClientStream(PipeDirection.Out, pipe.ClientSafePipeHandle);
        writer.Write(ThreePackets());
        var input = new CaptureInput("a pipe") { Source = () => CaptureReader.Follow(pipe, "a pipe", CancellationToken.None) };
        var watcher = new RecordingWatcher { Picks = static _ => throw new InvalidDataException("a watcher's") };

        Task<ReplaySummary> replay = Task.Run(() => Run(input, watcher, unwraps), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidDataException>(() => replay);
    }

    private static ReplaySummary Run(CaptureInput input, RecordingWatcher watcher, bool unwraps)
    {
        ReplayOptions options = ThreeTier.Options;
        if (unwraps) options = options with { Selection = options.Selection with { Unwraps = TunnelKind.Vxlan } };
        var run = new ReplayRun(ThreeTier.Design, Fabric.Compile(ThreeTier.Design, ThreeTier.Settings), ThreeTier.Settings, options, new RecordingMeter(), [watcher]);
        return run.Run([input], null, CancellationToken.None);
    }

    // The last lets the others go where packets are held back for copies of them.
    private static byte[] ThreePackets()
    {
        Frame frame = Frame.Udp("10.0.1.10:5000", "10.0.2.10:5000");
        return new Capture().Add(frame, frame).At(9).Add(frame).ToPcap();
    }

    /// <summary>Gives its bytes, and then fails as no stream should.</summary>
    private sealed class DefectStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and int read ? read : throw new InvalidOperationException("a defect of a stream");
    }
}
