using System.Collections.Immutable;
using System.Text;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>The statement that makes Athena's table of a flow log: the table that queries ask here. (Athena guide, "Create and query a table for Amazon VPC flow logs using partition projection")</summary>
public static class AthenaTable
{
    private const string FirstDay = "2015/01/01", Years = "2015,2050"; // flow logs exist since 2015; a year has no word for now

    /// <summary>Its columns: a text file's in their order, each once in a Parquet file.</summary>
    public static IEnumerable<(string Name, string Type)> Columns(LogFormat format, bool isParquet)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (LogField field in format.Fields)
        {
            LogColumn column = LogColumn.Of(field);
            if (seen.Add(column.SqlName)) yield return (column.SqlName, SqlColumn.AthenaTypeOf(column));
            else if (!isParquet) yield return ($"{column.SqlName}_again_{seen.Count}", SqlColumn.AthenaTypeOf(column));
        }
    }

    public static string Ddl(LogFormat format, AthenaPlace place)
    {
        var text = new StringBuilder($"CREATE EXTERNAL TABLE IF NOT EXISTS {SqlColumn.Table} (\n");
        text.AppendJoin(",\n", Columns(format, place.IsParquet).Select(column => $"  {Name(column.Name)} {column.Type}"));
        ImmutableArray<string> partitions = new PartitionFolders(place.IsHive, place.IsHourly).Columns;
        text.Append("\n)\nPARTITIONED BY (").AppendJoin(", ", partitions.Select(name => $"`{name}` string")).Append(")\n");
        text.Append(place.IsParquet
            ? "ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'\nSTORED AS\n  INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'\n"
                + "  OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'\n"
            : "ROW FORMAT DELIMITED\n  FIELDS TERMINATED BY ' '\n  NULL DEFINED AS '-'\n");
        text.Append($"LOCATION '{place.Location.TrimEnd('/')}/AWSLogs/'\nTBLPROPERTIES (\n");
        text.AppendJoin(",\n", Properties(place, partitions).Select(property => $"  '{property.Key}' = '{property.Value}'"));
        return text.Append("\n);\n").ToString();
    }

    private static IEnumerable<(string Key, string Value)> Properties(AthenaPlace place, IReadOnlyList<string> partitions)
    {
        if (!place.IsParquet) yield return ("skip.header.line.count", "1");
        yield return ("projection.enabled", "true");
        foreach (string partition in partitions)
            foreach ((string property, string value) in Projection(partition, place)) yield return ($"projection.{partition}.{property}", value);
        string folders = place.IsHive
            ? string.Join('/', partitions.Select(name => $"{name}=${{{name}}}"))
            : $"${{log_account}}/vpcflowlogs/${{log_region}}/${{log_day}}{(place.IsHourly ? "/${log_hour}" : "")}";
        yield return ("storage.location.template", $"{place.Location.TrimEnd('/')}/AWSLogs/{folders}/");
    }

    private static (string, string)[] Projection(string partition, AthenaPlace place) => partition switch
    {
        "aws-account-id" or "log_account" => [("type", "enum"), ("values", string.Join(',', place.Accounts))],
        "aws-region" or "log_region" => [("type", "enum"), ("values", string.Join(',', place.Regions))],
        "aws-service" => [("type", "enum"), ("values", "vpcflowlogs")],
        "log_day" => [("type", "date"), ("range", FirstDay + ",NOW"), ("format", "yyyy/MM/dd"), ("interval", "1"), ("interval.unit", "DAYS")],
        "year" => [("type", "integer"), ("range", Years)],
        "month" => [("type", "integer"), ("range", "1,12"), ("digits", "2")],
        "day" => [("type", "integer"), ("range", "1,31"), ("digits", "2")],
        _ => [("type", "integer"), ("range", "0,23"), ("digits", "2")],
    };

    private static string Name(string column) => column == "end" ? "`end`" : column;
}
