using System.Collections.Frozen;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Naming;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Every column that a flow log may have: of VPCs and of transit gateways.</summary>
public static class LogColumns
{
    private static readonly FrozenDictionary<string, LogColumn> _byName = All.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);

    /// <summary>Fields of VPC flow logs in AWS's order, then those of transit gateways.</summary>
    public static IEnumerable<LogColumn> All => [.. Enum.GetValues<LogField>().Select(LogColumn.Of), .. TransitGatewayColumns.All];

    /// <summary>The column of a name with hyphens or underscores; null where there is none.</summary>
    public static LogColumn? Find(string name) => _byName.GetValueOrDefault(name.Replace('_', '-'));

    /// <summary>The name of a column that somebody may have meant.</summary>
    public static string NearestTo(string name) => NearestNames.Of(name, _byName.Keys, count: 1)[0];
}
