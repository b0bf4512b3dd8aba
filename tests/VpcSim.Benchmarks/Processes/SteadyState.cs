using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs;
using VpcSim.Import;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Benchmarks.Processes;

/// <summary>What a replay allocates once its tables have grown: all threads together, over the second half of a capture.</summary>
internal static class SteadyState
{
    /// <param name="capture">A capture.</param>
    /// <param name="design">A CloudFormation template.</param>
    /// <param name="records">Where the flow log goes.</param>
    public static double BytesPerPacket(string capture, string design, string records)
    {
        ImportResult import = DesignImporter.Load(design, new ImportOptions());
        using var flowLogs = new FlowLogRun(import.Design, new FlowLogOptions { TextPath = records });
        Fabric fabric = Fabric.Compile(import.Design, DataPathSettings.Default);
        var halves = new Halves();
        ReplaySummary summary = new ReplayRun(import.Design, fabric, DataPathSettings.Default, ReplayOptions.Default, flowLogs.Meter)
            .Run([capture], halves, CancellationToken.None);
        flowLogs.Finish(summary.LastPacketNs ?? 0);
        return halves.BytesPerPacket;
    }

    private sealed class Halves : IReplayProgress
    {
        private long _packetsBefore, _packets;
        private long _bytesBefore, _bytes;

        public double BytesPerPacket => (double)(_bytes - _bytesBefore) / (_packets - _packetsBefore);

        public void Report(long bytesRead, long? totalBytes, long packets)
        {
            _packets = packets;
            _bytes = GC.GetTotalAllocatedBytes(precise: false);
            if (bytesRead * 2 > totalBytes && _packetsBefore > 0) return;
            _packetsBefore = packets;
            _bytesBefore = _bytes;
        }
    }
}
