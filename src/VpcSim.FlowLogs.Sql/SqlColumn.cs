using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>Names and types of columns in SQL: those of AWS's own table. (Athena guide, "Create and query tables for Amazon VPC flow logs")</summary>
public static class SqlColumn
{
    /// <summary>The table's name, here and in Athena.</summary>
    public const string Table = "flow_logs";

    /// <summary>The type in Athena: <c>int</c>, <c>bigint</c> or <c>string</c>.</summary>
    public static string AthenaTypeOf(LogColumn column) => column switch
    {
        { Field: LogField.Protocol } => "bigint", // as AWS's page has it
        { Kind: LogFieldKind.Int32 } => "int",
        { Kind: LogFieldKind.Int64 } => "bigint",
        _ => "string",
    };

    /// <summary>The type in DuckDB.</summary>
    public static string DuckTypeOf(LogColumn column) => AthenaTypeOf(column) switch
    {
        "int" => "INTEGER",
        "bigint" => "BIGINT",
        _ => "VARCHAR",
    };

    /// <summary>A name of a column, a table or a file's column, whatever is in it.</summary>
    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
