using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Destinations;

/// <summary>Flow logs of the sample design into a folder: packets at given seconds, then the files.</summary>
internal static class LogPlayer
{
    /// <param name="folder">Where the files go.</param>
    /// <param name="flowLogs">The design's flow logs.</param>
    /// <param name="seconds">When the same flow is seen, since 1970.</param>
    /// <param name="settings">Settings of flow logs.</param>
    /// <param name="events">Whether log events are written too.</param>
    public static FlowLogRun Play(TemporaryFolder folder, FlowLog[] flowLogs, long[] seconds, FlowLogSettings? settings = null, bool events = false)
    {
        Design design = Design() with { FlowLogs = [.. flowLogs] };
        using var run = new FlowLogRun(design, new FlowLogOptions { OutFolder = folder.Path, Settings = settings ?? FlowLogSettings.Default, LogEvents = events });
        Observation flow = Flow("10.0.1.5", "10.0.0.5", 40000, 443);
        foreach (long second in seconds)
        {
            int handle = run.Meter.Open(flow);
            run.Meter.Count(handle, second * 1_000_000_000, second, 1, 40, 2);
            run.Meter.Release(handle);
        }
        run.Finish(seconds.Length == 0 ? 0 : seconds[^1] * 1_000_000_000);
        run.Commit();
        return run;
    }
}
