using System.Collections.Immutable;
using System.Text;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.FlowLogs.Sql;

/// <summary>The table of all files as a view: nothing is loaded, each query reads what it needs of them.</summary>
internal static class TableView
{
    /// <summary>The columns that any file has, in AWS's order; those that nobody knows behind them.</summary>
    public static ImmutableArray<LogColumn> ColumnsOf(IEnumerable<TableFile> files)
    {
        var present = files.SelectMany(file => file.Layout.Columns).DistinctBy(column => column.Name).ToDictionary(column => column.Name, StringComparer.Ordinal);
        IEnumerable<LogColumn> known = LogColumns.All.Where(column => present.Remove(column.Name));
        return [.. known, .. present.Values.OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    /// <summary>The columns that the files' folders give, behind the others as in Athena.</summary>
    public static ImmutableArray<string> PartitionsOf(IEnumerable<TableFile> files)
    {
        var present = files.Select(file => file.Partitions).OfType<PartitionFolders>().Distinct().SelectMany(folders => folders.Columns).ToHashSet(StringComparer.Ordinal);
        return [.. PartitionFolders.AllColumns.Where(present.Contains)];
    }

    public static string Sql(IReadOnlyList<TableFile> files, ImmutableArray<LogColumn> columns)
    {
        ImmutableArray<string> partitions = PartitionsOf(files);
        var scans = new List<string>();
        foreach (IGrouping<string, TableFile> alike in files.GroupBy(file => file.Likeness)) scans.Add(Scan([.. alike], columns, partitions));
        return $"CREATE VIEW {SqlColumn.Table} AS\n{string.Join("\nUNION ALL\n", scans)}";
    }

    private static string Scan(TableFile[] files, ImmutableArray<LogColumn> columns, ImmutableArray<string> partitions)
    {
        TableFile first = files[0];
        IEnumerable<string> selected = columns.Select(column => $"{ValueOf(column, first)} AS {SqlColumn.Quoted(column.SqlName)}")
            .Concat(partitions.Select(column => $"{ValueOf(column, first.Partitions)} AS {SqlColumn.Quoted(column)}"));
        string paths = string.Join(", ", files.Select(file => SqlColumn.Literal(file.Path)));
        return $"SELECT {string.Join(", ", selected)} FROM {(first.Form == TableFileForm.Parquet ? $"read_parquet([{paths}], {Folders(first)})" : Csv(first, paths))}";
    }

    // The database would make columns of Hive's folders by itself, with types of its own choice.
    private static string Folders(TableFile file) => file.Partitions is null ? "hive_partitioning = false" : $"hive_partitioning = false, filename = {SqlColumn.Literal(PartitionFolders.File)}";

    private static string ValueOf(string column, PartitionFolders? folders) => folders?.Columns.Contains(column) == true ? folders.SqlOf(column) : "CAST(NULL AS VARCHAR)";

    private static string ValueOf(LogColumn column, TableFile file)
    {
        string type = SqlColumn.DuckTypeOf(column);
        if (!file.Layout.Columns.Any(own => own.Name == column.Name)) return $"CAST(NULL AS {type})";
        string name = SqlColumn.Quoted(column.SqlName);
        if (file.Form != TableFileForm.Parquet) return name;
        return type == "VARCHAR" ? $"nullif({name}, '-')" : $"CAST({name} AS {type})";
    }

    // A column that stands twice counts where it stands first, as it does when records are read.
    private static string Csv(TableFile file, string paths)
    {
        var columns = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < file.Layout.Columns.Length; i++)
        {
            LogColumn column = file.Layout.Columns[i];
            string name = seen.Add(column.SqlName) ? column.SqlName : $"{column.SqlName} again {i}";
            columns.Append(i > 0 ? ", " : "").Append(SqlColumn.Literal(name)).Append(": ").Append(SqlColumn.Literal(SqlColumn.DuckTypeOf(column)));
        }
        return $"read_csv([{paths}], columns = {{{columns}}}, auto_detect = false, header = false, skip = {(file.HasHeader ? 1 : 0)}, delim = ' ', quote = '', escape = '', "
            + $"comment = '', nullstr = '-', new_line = '\\n', compression = '{(file.Form == TableFileForm.Gzip ? "gzip" : "none")}', {Folders(file)})";
    }
}
