using System.Globalization;
using VpcSim.DataPath.Flows;

namespace VpcSim.Cli.Reports;

/// <summary>Tells that there were more flows than stay in memory (<c>--max-flows</c>).</summary>
internal static class AsideText
{
    /// <param name="error">Where it is told.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="flows">What it put aside of flows; null for nothing.</param>
    /// <param name="counts">How often counts of open windows were put aside.</param>
    /// <param name="bytesOfCounts">The most bytes that they took.</param>
    public static void Write(TextWriter error, FlowBound bound, FlowsAside? flows, long counts = 0, long bytesOfCounts = 0)
    {
        if (flows is null && counts == 0) return;
        string ofFlows = flows is null ? "no flow" : string.Create(CultureInfo.InvariantCulture, $"flows {flows.PutAside:N0} times ({flows.BroughtBack:N0} came back)");
        string ofBindings = flows is not { Bindings: > 0 } ? "" : string.Create(CultureInfo.InvariantCulture, $", what NAT gateways translate {flows.Bindings:N0} times");
        string ofCounts = counts == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and counts of open windows {counts:N0} times");
        double megabytes = ((flows?.MostBytes ?? 0) + bytesOfCounts) / 1e6;
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"vpcsim: note: --max-flows {bound.Most} was reached: put aside in {bound.Folder} were {ofFlows}{ofBindings}{ofCounts}, {megabytes:N0} MB at most. No result depends on it"));
    }
}
