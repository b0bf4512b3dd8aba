using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>What is said of the files that were read, besides their records.</summary>
internal static class ReadingNotes
{
    /// <summary>Says on standard error which lines are no records and which files are at fault.</summary>
    /// <returns>0; 2 where a file is damaged, or with <paramref name="isStrict"/> where anything is amiss.</returns>
    public static int Tell(TextWriter error, ReadingTally tally, bool isStrict)
    {
        if (tally.BadLines > 0)
        {
            error.WriteLine(tally.BadLines == 1 ? "vpcsim: 1 line is no record:" : $"vpcsim: {tally.BadLines} lines are no records:");
            foreach (BadLine bad in tally.FirstBadLines) error.WriteLine($"  {bad.File}:{bad.Line}: {bad.Why}: {bad.Text}");
            if (tally.BadLines > tally.FirstBadLines.Count) error.WriteLine($"  and {tally.BadLines - tally.FirstBadLines.Count} more (--bad-lines N shows N)");
        }
        foreach (FileFault fault in tally.Faults) error.WriteLine($"vpcsim: {fault.File}: {fault.Why}{After(fault)}");
        bool isDamaged = tally.Faults.Any(fault => !fault.IsCut && fault.RecordsBefore > 0);
        return isDamaged || (isStrict && (tally.BadLines > 0 || tally.Faults.Count > 0)) ? ExitStatus.Unusable : ExitStatus.Done;
    }

    /// <summary>The same failure in the words of the command line.</summary>
    public static UnusableException Unusable(FlowLogReadException failure) => new(failure.Message.Split('\n'));

    private static string After(FileFault fault) => fault.RecordsBefore switch
    {
        0 => "; nothing was read of it",
        1 => "; the 1 record before that was read",
        _ => $"; the {fault.RecordsBefore} records before that were read",
    };
}
