using System.Collections.Immutable;
using VpcSim.Cli.Commands;
using VpcSim.FlowLogs.Destinations;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Reports;

/// <summary>What came of the guards of a replay: packets that must not be dropped, records that must come.</summary>
/// <param name="FailOn">Each <c>--fail-on</c> with the packets that it caught, by what dropped them, the earliest first.</param>
/// <param name="ExpectFile">The file of <c>--expect</c>; null without it.</param>
/// <param name="Difference">Where the records are not those of the file; null where they are.</param>
internal sealed record GuardReport(
    ImmutableArray<(FailOn Guard, ImmutableArray<FirstOfVerdict> Caught)> FailOn, string? ExpectFile, RecordDifference? Difference)
{
    /// <summary>Whether there is any guard.</summary>
    public bool IsAsked => !FailOn.IsEmpty || ExpectFile is not null;

    public bool Fails => Difference is not null || FailOn.Any(static guard => !guard.Caught.IsEmpty);

    public static GuardReport Of(ReplayRequest request, ReplaySummary summary, RecordDifference? difference) => new(
        [.. request.FailOn.Select(guard => (guard, summary.FirstDrops.Where(first => guard.Catches(summary.Verdicts[first.Verdict])).OrderBy(first => first.Number).ToImmutableArray()))],
        request.ExpectFile, difference);

    public static long PacketsOf(ImmutableArray<FirstOfVerdict> caught) => caught.Sum(static first => first.Packets);
}
