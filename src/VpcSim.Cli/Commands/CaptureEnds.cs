using VpcSim.Scenarios.Replay;
using VpcSim.Wire.Captures;

namespace VpcSim.Cli.Commands;

/// <summary>Tells of captures that were not whole.</summary>
internal static class CaptureEnds
{
    /// <param name="captures">How they ended.</param>
    /// <param name="strict">Whether one that is cut off is unusable too.</param>
    /// <param name="error">Takes the warnings.</param>
    /// <returns>0, or 2 where one was damaged.</returns>
    public static int Tell(IEnumerable<CaptureReport> captures, bool strict, TextWriter error)
    {
        int status = ExitStatus.Done;
        foreach (CaptureReport capture in captures)
        {
            if (capture.Problem is null) continue;
            bool fails = capture.End == CaptureEnd.Damaged || strict;
            error.WriteLine($"vpcsim: {(fails ? "error" : "warning")}: {capture.Problem}");
            if (fails) status = ExitStatus.Unusable;
        }
        return status;
    }
}
