using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>What is to be known about flow logs that were read: lines that are no records, files that end too early.</summary>
internal static class FlowLogWarnings
{
    public static void Write(TextWriter error, ReadingTally tally)
    {
        foreach (BadLine line in tally.FirstBadLines) error.WriteLine($"{line.File}:{line.Line}: warning: {line.Why}");
        if (tally.BadLines > tally.FirstBadLines.Count) error.WriteLine($"vpcsim: warning: {tally.BadLines} lines in all are no records");
        foreach (FileFault fault in tally.Faults) error.WriteLine($"{fault.File}: warning: {fault.Why}; {fault.RecordsBefore} records before that");
    }
}
