using VpcSim.Fuzz.Targets;

namespace VpcSim.Fuzz.Judging;

/// <summary>Gives inputs to a target and looks at what becomes of them. It counts all that the process does, so nothing else may run beside it.</summary>
public sealed class Judge(FuzzTarget target, Bounds bounds)
{
    // A scenario may be as long as it says; it has to stop when it is told to.
    private readonly TimeSpan _askedToStopAfter = bounds.Time / 2;

    public FuzzTarget Target => target;

    /// <summary>How many inputs were tried.</summary>
    public long Executions { get; private set; }

    /// <returns>What is wrong; null where nothing is.</returns>
    public Finding? Try(byte[] input)
    {
        Executions++;
        using var enough = new CancellationTokenSource(_askedToStopAfter);
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan began = Environment.CpuUsage.TotalTime;
        try
        {
            target.Run(input, enough.Token);
        }
        catch (Exception defect)
        {
            return Finding.Crash(defect);
        }
        TimeSpan took = Environment.CpuUsage.TotalTime - began;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        if (took > bounds.Time) return new Finding("hang", $"{took.TotalSeconds:0.0} s of processor time for {input.Length} bytes");
        return target.KeepsMemoryInProportion && allocated > bounds.AllocatedFor(input.Length)
            ? new Finding("memory", $"{allocated >> 20} MiB allocated for {input.Length} bytes")
            : null;
    }
}
