using System.Globalization;
using VpcSim.DataPath.Flows;
using VpcSim.FlowLogs;

namespace VpcSim.Cli.Reports;

/// <summary>Tells that there were more flows than stay in memory (<c>--max-flows</c>).</summary>
internal static class AsideText
{
    public static void Write(TextWriter error, FlowBound bound, FlowsAside? flows, FlowLogRun logs)
    {
        if (flows is null && logs.PutAside == 0) return;
        string ofFlows = flows is null ? "no flow" : string.Create(CultureInfo.InvariantCulture, $"flows {flows.PutAside:N0} times ({flows.BroughtBack:N0} came back)");
        double megabytes = ((flows?.MostBytes ?? 0) + logs.MostBytesAside) / 1e6;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"vpcsim: note: --max-flows {bound.Most} was reached: put aside in {bound.Folder} were {ofFlows} and counts of open windows {logs.PutAside:N0} times, {megabytes:N0} MB at most. No result depends on it"));
    }
}
