using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Settings;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>How a stream of records treats windows.</summary>
/// <param name="Grid">Where windows begin.</param>
/// <param name="LongestIdleSeconds">A longer time without any flow is taken for a gap in the captures: it has no NODATA records.</param>
/// <param name="Times">What <c>start</c> and <c>end</c> are.</param>
/// <param name="LagSeconds">How much later than the packets <c>start</c> and <c>end</c> are, where they are the packets'.</param>
/// <param name="RecordsPerWindow">How many records an interface may have in a window; 0 for any number.</param>
internal readonly record struct RecordRules(
    WindowGrid Grid, long LongestIdleSeconds, RecordTimes Times = RecordTimes.Packets, int LagSeconds = 0, int RecordsPerWindow = 0)
{
    /// <summary>The rules that settings make, on one grid.</summary>
    public static RecordRules Of(FlowLogSettings settings, WindowGrid grid, long longestIdleSeconds) =>
        new(grid, longestIdleSeconds, settings.Times, settings.LagSeconds, settings.RecordsPerWindow);
}
