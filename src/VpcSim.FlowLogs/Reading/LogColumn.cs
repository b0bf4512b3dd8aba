using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading;

/// <summary>A column of flow-log records that are read.</summary>
/// <param name="Name">As AWS's header line has it, such as <c>pkt-srcaddr</c>.</param>
/// <param name="Field">The field of VPC flow logs; null for one of transit gateways' logs, or one that nobody knows.</param>
/// <param name="Kind">What its values are, <c>-</c> aside.</param>
public sealed record LogColumn(string Name, LogField? Field, LogFieldKind Kind)
{
    /// <summary>As Athena's tables and Parquet files name it: <c>pkt_srcaddr</c>. (Athena guide, "Query Amazon VPC flow logs")</summary>
    public string SqlName { get; } = Name.Replace('-', '_');

    /// <summary>The column of a field.</summary>
    public static LogColumn Of(LogField field) => new(LogFields.NameOf(field), field, LogFields.KindOf(field));
}
