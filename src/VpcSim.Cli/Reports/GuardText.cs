using System.Collections.Immutable;
using System.Globalization;
using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Replay;
using VpcSim.Scenarios.Replay.Explanations;

namespace VpcSim.Cli.Reports;

/// <summary>The guards of a replay for a person: what failed, each with the first packets and what dropped them.</summary>
internal static class GuardText
{
    private const int Most = 10;

    public static IEnumerable<Section> Of(ReplayReport report)
    {
        GuardReport guards = report.Guards;
        foreach ((Commands.FailOn guard, ImmutableArray<FirstOfVerdict> caught) in guards.FailOn)
        {
            if (caught.IsEmpty) yield return new Section { Lines = [$"--fail-on {guard}: no such packet"] };
            else yield return Caught(report, $"--fail-on {guard}", caught);
        }
        if (guards.ExpectFile is { } file) yield return guards.Difference is { } difference ? Differing(file, difference) : new Section { Lines = [$"--expect {file}: the records are those of the file"] };
    }

    private static Section Caught(ReplayReport report, string guard, ImmutableArray<FirstOfVerdict> caught) => new()
    {
        Heading = $"{guard}: failed by {Number(GuardReport.PacketsOf(caught))} packet(s); the first that each rule dropped{(caught.Length > Most ? $", {Most} of {Number(caught.Length)} rules" : "")}",
        Columns = [new("packet", true), new("of", true), new("conversation, and what dropped it")],
        Rows =
        [
            .. caught.Take(Most).Select(first => new Row(
                [Number(first.Number), Number(first.Packets), $"{Words(first)}  {DropReasons.NameOf(report.Summary.Verdicts[first.Verdict].Reason)}"], report.SentenceOf(first))),
        ],
    };

    private static Section Differing(string file, RecordDifference difference) => new()
    {
        Heading = $"--expect {file}: failed at line {Number(difference.Line)}{(difference.Expected is null ? ", behind its end: a record that is not in it" : difference.Got is null ? ": records that did not come" : "")}",
        Verbatim = [$"  expected: {difference.Expected ?? "no more records"}", $"  got:      {difference.Got ?? "no more records"}"],
    };

    private static string Words(FirstOfVerdict first) =>
        PacketText.Words(new ConversationKey(first.Protocol, first.Source, first.SourcePort, first.Destination, first.DestinationPort));

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
