using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>Options whose value is a count.</summary>
internal static class Numbers
{
    public static Option<string[]> BadLinesOption() => Words.Valued("--bad-lines", "N", $"Show N lines that are no records. Default: {ReadingTally.DefaultKept}.");

    /// <summary>A number from 1; null where the option does not stand.</summary>
    public static int? CountOf(CommandLine line, Option<string[]> option, int least = 1)
    {
        if (line.Value(option) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= least) return count;
        line.Mistake(option, $"'{text}' is no number from {least}");
        return null;
    }
}
