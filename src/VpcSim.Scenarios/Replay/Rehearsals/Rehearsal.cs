using System.Runtime;
using VpcSim.DataPath;
using VpcSim.DataPath.Fabrics;
using VpcSim.FlowLogs;
using VpcSim.Model.Designs;
using VpcSim.Wire.Captures;

namespace VpcSim.Scenarios.Replay.Rehearsals;

/// <summary>A replay of invented packets through an invented design, for nobody to see: by its end the run-time has compiled the code that replays.</summary>
/// <remarks>
/// Compiling takes as long as replaying a few hundred thousand packets; done on another processor while the design is read, it costs no
/// time. Changes no result: it shares nothing with the real replay (docs/decisions/0007).
/// </remarks>
public static class Rehearsal
{
    /// <summary>Rehearses on a thread of its own, where there is a processor for it and code that is compiled at run time.</summary>
    public static void Start()
    {
        if (Environment.ProcessorCount > 1 && JitInfo.GetCompiledMethodCount() > 0) new Thread(() => Run()) { Name = "rehearsal", IsBackground = true }.Start();
    }

    /// <summary>Rehearses.</summary>
    public static ReplaySummary Run()
    {
        Design design = RehearsalDesign.Make();
        var settings = new DataPathSettings();
        using var flowLogs = new FlowLogRun(design, new FlowLogOptions { Text = Stream.Null });
        var run = new ReplayRun(design, Fabric.Compile(design, settings), settings, ReplayOptions.Default, flowLogs.Meter);
        ReplaySummary summary = run.Run(CaptureReader.Open(RehearsalCapture.Make(), "rehearsal"));
        flowLogs.Finish(summary.LastPacketNs ?? 0);
        return summary;
    }
}
