namespace VpcSim.FlowLogs.Reading;

/// <summary>A file to read.</summary>
/// <param name="Path">As it was named, or found in a folder that was.</param>
/// <param name="IsNamed">Whether it was named itself: then it must hold flow logs.</param>
public sealed record LogFile(string Path, bool IsNamed)
{
    /// <summary>Standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] _endings = [".log", ".log.gz", ".gz", ".log.zst", ".zst", ".parquet", "-all", "-accept", "-reject"];

    /// <summary>Files as they are, and of folders what looks like a flow log by its name, in ordinal order: the layouts of S3 and of CloudWatch Logs.</summary>
    /// <exception cref="FlowLogReadException">One does not exist, or a folder holds no flow log.</exception>
    public static IReadOnlyList<LogFile> Find(IEnumerable<string> paths)
    {
        var files = new List<LogFile>();
        foreach (string path in paths)
        {
            if (path == StandardInput || File.Exists(path)) files.Add(new LogFile(path, IsNamed: true));
            else if (Directory.Exists(path)) files.AddRange(Within(path));
            else throw new FlowLogReadException($"{path}: it does not exist");
        }
        return files;
    }

    private static List<LogFile> Within(string folder)
    {
        string[] all;
        try
        {
            all = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FlowLogReadException($"{folder}: it cannot be looked through: {e.Message}", e);
        }
        Array.Sort(all, StringComparer.Ordinal);
        var names = new HashSet<string>(all, StringComparer.Ordinal);
        List<LogFile> found = [.. all.Where(file => IsLog(file, names)).Select(file => new LogFile(file, IsNamed: false))];
        if (found.Count > 0) return found;
        throw new FlowLogReadException($"{folder}: it holds no flow logs; they are named *.log, *.log.gz, *.log.zst, *.parquet, or *-all, *-accept, *-reject as the log streams of CloudWatch Logs"
            + (all.Length > 0 ? $" ({all.Length} other {(all.Length == 1 ? "file is" : "files are")} there)" : ""));
    }

    // Events are the records of the stream beside them once more.
    private static bool IsLog(string file, HashSet<string> all)
    {
        const string Json = ".json";
        if (!file.EndsWith(Json, StringComparison.Ordinal)) return IsLogName(file);
        string stream = file[..^Json.Length];
        return IsLogName(stream) && !all.Contains(stream);
    }

    private static bool IsLogName(string file) => Array.Exists(_endings, ending => file.EndsWith(ending, StringComparison.Ordinal));
}
