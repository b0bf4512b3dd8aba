using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Once its tables have grown to the flows that live, a replay allocates next to nothing, records and all: the second half of a capture, all of it on one thread,
/// whose allocations are known to the byte.</summary>
public class SteadyStateTests
{
    private const int Packets = 80_000;

    private static readonly Trial Design = Trial.Of(Resources.Web);

    [Fact] // 4 packets a flow, a flow each 80 ms that is remembered for 180 s and then swept: 2,250 and more live at once, of 20,000 in 1,600 s
    public void Flows_that_come_and_go_take_less_than_a_byte_a_packet() => Assert.InRange(BytesOfSecondHalf(flows: Packets / 4, msBetween: 20), 0, Packets / 2);

    [Fact] // within a window, so that no record is written; the run-time may take some bytes by itself, once
    public void Packets_of_flows_that_stay_take_nothing() => Assert.InRange(BytesOfSecondHalf(flows: 8, msBetween: 0.5), 0, Packets / 100);

    [Fact] // 20,000 live at the end
    public void New_flows_that_all_stay_take_more() => Assert.InRange(BytesOfSecondHalf(flows: Packets / 4, msBetween: 1), Packets / 2, long.MaxValue);

    private static long BytesOfSecondHalf(int flows, double msBetween)
    {
        using var folder = new TemporaryFolder();
        string capture = folder.Write("flows.pcap", Traffic(flows, msBetween).ToPcap());
        using var flowLogs = new FlowLogRun(Design.Design, new FlowLogOptions { Text = Stream.Null, CountsAside = false });
        var replay = new ReplayRun(Design.Design, Fabric.Compile(Design.Design, Design.Settings), Design.Settings, Design.Options with { ReadsAhead = false }, flowLogs.Meter);
        var halves = new Halves();
        ReplaySummary summary = replay.Run([capture], halves, TestContext.Current.CancellationToken);
        flowLogs.Finish(summary.LastPacketNs ?? 0);
        Assert.Equal(Packets, summary.PacketsRead);
        return halves.BytesOfSecond;
    }

    private static Capture Traffic(int flows, double msBetween)
    {
        var capture = new Capture();
        for (int i = 0; i < Packets; i++)
        {
            int flow = i / 4 % flows;
            string client = $"10.0.1.10:{1024 + flow}", server = "198.51.100.7:53";
            capture.AddAt((long)(i * msBetween * 1_000_000), i % 2 == 0 ? Frame.Udp(client, server) : Frame.Udp(server, client));
        }
        return capture;
    }

    private sealed class Halves : IReplayProgress
    {
        private long _atHalf, _atEnd;

        public long BytesOfSecond => _atEnd - _atHalf;

        public void Report(long bytesRead, long? totalBytes, long packets)
        {
            if (packets > Packets - 2048) return; // what is held back for sorting comes when the reading ends
            _atEnd = GC.GetAllocatedBytesForCurrentThread();
            if (packets <= Packets / 2) _atHalf = _atEnd;
        }
    }
}
