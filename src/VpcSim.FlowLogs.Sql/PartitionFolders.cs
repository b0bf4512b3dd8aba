using System.Collections.Immutable;

namespace VpcSim.FlowLogs.Sql;

/// <summary>The folders that S3's objects lie in, as columns: those by which Athena's table is partitioned. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <param name="IsHive">Whether they have Hive's names, <c>year=2026/month=11</c>; else <c>2026/11</c>.</param>
/// <param name="IsHourly">Whether there is one for each hour.</param>
internal sealed record PartitionFolders(bool IsHive, bool IsHourly)
{
    /// <summary>The name under which a scan gives the file of a row.</summary>
    public const string File = "file of the row";

    private const string Service = "vpcflowlogs";

    /// <summary>The columns in the order of the folders; texts all. Hive's names are AWS's own; the others are free, and must not be those of a field, as region is.</summary>
    public ImmutableArray<string> Columns => IsHive
        ? ["aws-account-id", "aws-service", "aws-region", "year", "month", "day", .. IsHourly ? (string[])["hour"] : []]
        : ["log_account", "log_region", "log_day", .. IsHourly ? (string[])["log_hour"] : []];

    /// <summary>Every column that folders may give.</summary>
    public static IEnumerable<string> AllColumns => new PartitionFolders(false, true).Columns.Concat(new PartitionFolders(true, true).Columns);

    private int Depth => IsHourly ? 7 : 6;

    /// <summary>The folders of a file; null where it lies in others.</summary>
    public static PartitionFolders? Of(string path)
    {
        string[] folders = FoldersOf(path);
        return Array.Find<PartitionFolders>([new(false, true), new(false, false), new(true, true), new(true, false)], some => some.Fit(folders));
    }

    /// <summary>The folders of a file that is of this kind, one below the other.</summary>
    public string PathOf(string file) => Path.Combine(FoldersOf(file)[^Depth..]);

    /// <summary>What a column has for the file of a row.</summary>
    public string SqlOf(string column)
    {
        int place = Columns.IndexOf(column);
        if (IsHive) return $"split_part({Folder(place)}, '=', 2)";
        return column switch
        {
            "log_account" => Folder(0),
            "log_region" => Folder(2),
            "log_day" => $"concat_ws('/', {Folder(3)}, {Folder(4)}, {Folder(5)})",
            _ => Folder(6),
        };
    }

    // From the end, where the file's own name is the first.
    private string Folder(int place) => $"split_part(replace({SqlColumn.Quoted(File)}, '\\', '/'), '/', {place - Depth - 1})";

    private bool Fit(string[] folders)
    {
        if (folders.Length < Depth) return false;
        string[] last = folders[^Depth..];
        if (IsHive)
        {
            return last.Zip(Columns).All(pair => pair.First.StartsWith(pair.Second + "=", StringComparison.Ordinal)) && last[1] == $"aws-service={Service}";
        }
        return last[1] == Service && IsNumber(last[0], 12) && IsNumber(last[3], 4) && last[4..].All(folder => IsNumber(folder, 2));
    }

    private static bool IsNumber(string text, int digits) => text.Length == digits && text.All(char.IsAsciiDigit);

    private static string[] FoldersOf(string path) => (Path.GetDirectoryName(path) ?? "").Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
}
