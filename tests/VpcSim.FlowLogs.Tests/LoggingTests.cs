using VpcSim.DataPath;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Tests.Examples;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;

namespace VpcSim.FlowLogs.Tests;

public class LoggingTests
{
    [Fact] // VPC guide, "Logging IP traffic using VPC Flow Logs": collected outside of the path of the traffic, it affects neither throughput nor latency
    public void Whether_traffic_is_logged_changes_no_verdict()
    {
        Design plain = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/24").Group("web", "in tcp 443 from 0.0.0.0/0")
            .Eni("client", "10.0.1.10", type: "t3.micro").Eni("server", "10.0.1.20", "web").Written;
        string[] unlogged = Verdicts(plain, out long none), logged = Verdicts(plain.Logged("eni-client").Logged("eni-server"), out long records);
        Assert.Equal(unlogged, logged);
        Assert.Equal(2, unlogged.Distinct().Count()); // some pass and some do not
        Assert.Equal(0, none);
        Assert.True(records > 0);
    }

    private static string[] Verdicts(Design written, out long records)
    {
        Design design = DesignBuilder.Complete(written);
        var output = new MemoryStream();
        using var logs = new FlowLogRun(design, design.FlowLogs.IsEmpty ? new FlowLogOptions() : new FlowLogOptions { Text = output, Format = LogFormat.Default });
        var run = new TestSupport.Runs.Run(design, DataPathSettings.Default, also: logs.Meter);
        string[] verdicts = [.. Enumerable.Range(0, 40).Select(i => run.Wait(5).Send(Tcp.Syn("10.0.1.10", "10.0.1.20", (ushort)(i % 3 == 0 ? 443 : 80), (ushort)(40000 + i))).Verdict.ToString()!)];
        logs.Finish(run.NowNs);
        records = logs.Records;
        return verdicts;
    }
}
