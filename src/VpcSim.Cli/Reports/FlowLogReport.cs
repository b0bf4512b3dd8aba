using System.Collections.Immutable;
using VpcSim.FlowLogs;
using VpcSim.FlowLogs.Delivery;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Cli.Reports;

/// <summary>What the summary tells of flow logs.</summary>
/// <param name="FirstRecords">The first records of the log of everything; null where that log went elsewhere.</param>
/// <param name="Gaps">Times without packets that were too long for NODATA records.</param>
/// <param name="Skips">SKIPDATA records.</param>
/// <param name="Failed">The design's flow logs that deliver nothing.</param>
/// <param name="Undelivered">What destinations did not take.</param>
/// <param name="EmptyFields">Fields that a format names and that are dashes because VpcSim does not model what they tell, or the design does not hold it.</param>
internal sealed record FlowLogReport(
    IReadOnlyList<string>? FirstRecords, int Gaps, long Skips, ImmutableArray<FlowLog> Failed, ImmutableArray<Undelivered> Undelivered, ImmutableArray<string> EmptyFields)
{
    public static FlowLogReport Of(FlowLogRun run, bool withRecords) =>
        new(withRecords ? run.FirstRecords : null, run.Gaps, run.Skips, run.Failed, run.Undelivered, run.EmptyFields);
}
