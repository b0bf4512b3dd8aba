using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Naming;

namespace VpcSim.FlowLogs.Sql;

/// <summary>What is wrong with a query, in words of flow logs where the database's are not.</summary>
internal static partial class QueryMistake
{
    private const int Shown = 3;

    public static FlowLogQueryException Of(DuckDBException failure, ImmutableArray<LogColumn> columns)
    {
        string[] lines = failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string place = string.Join('\n', lines.SkipWhile(line => !line.StartsWith("LINE ", StringComparison.Ordinal)).Take(2));
        Match column = MissingColumn().Match(lines[0]);
        string said = column.Success ? NoColumn(column.Groups["name"].Value, columns)
            : lines[0].Contains("file system operations are disabled", StringComparison.Ordinal) ? $"{Plain(lines[0])}: a query reads the files that are named behind it, no others; --external-access lets it"
            : NearEnd().IsMatch(lines[0]) ? $"{Plain(lines[0])}: end is a word of SQL; as a column it is written \"end\""
            : string.Join("; ", lines.TakeWhile(line => !line.StartsWith("LINE ", StringComparison.Ordinal)).Take(2).Select(Plain));
        return new FlowLogQueryException(place.Length > 0 ? $"{said}\n{place}" : said, failure);
    }

    private static string NoColumn(string name, ImmutableArray<LogColumn> columns)
    {
        if (LogColumns.Find(name) is { Field: { } field })
            return $"the files have no column {name}, which is a field of version {LogFields.VersionOf(field)}; they have {string.Join(", ", columns.Select(column => column.SqlName))}";
        if (PartitionFolders.AllColumns.Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"the files give no column {name}: not all of Athena's partitions are here, only those of the folders that the files lie in, as AWSLogs/ACCOUNT/vpcflowlogs/REGION/YYYY/MM/DD or with Hive's names";
        return $"there is no column '{name}'; the nearest {(columns.Length == 1 ? "is" : "are")} {string.Join(", ", NearestNames.Of(name, columns.Select(column => column.SqlName), Shown))}";
    }

    private static string Plain(string line) => Kind().Replace(line, "").TrimEnd('!', '.');

    [GeneratedRegex("""(?:Referenced column|column) "(?<name>[^"]+)" not found""")]
    private static partial Regex MissingColumn();

    [GeneratedRegex("syntax error at or near \"end\"", RegexOptions.IgnoreCase)]
    private static partial Regex NearEnd();

    [GeneratedRegex(@"^\w+( \w+)? Error: ")]
    private static partial Regex Kind();
}
