using System.CommandLine;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>The words by which a verb is told the flow logs to read: the same for every verb that reads some.</summary>
internal sealed class LogInputOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "Flow logs: text with a header line or without, JSON of aws logs get-log-events, Parquet; plain or under gzip or zstd; folders of them as S3 and CloudWatch Logs have them; - for standard input.",
    };

    public Option<string[]> Format { get; } = Words.Valued("--format", "FIELDS", "What lines hold where no header line says it, such as '${version} ${srcaddr} ${dstaddr} ${action}'. Default: AWS's default format.");

    public Option<bool> Strict { get; } = Words.Flag("--strict", "Status 2 where a line is no record, or a file is cut off.");

    public Option<bool> Json { get; } = Words.Flag("--json", "One JSON object (docs/json.md).");

    public Option<bool> Csv { get; } = Words.Flag("--csv", "CSV with a header line.");

    /// <summary>The format of <c>--format</c> or of another such option; null where it does not stand.</summary>
    public static LogFormat? FormatOf(CommandLine line, Option<string[]> option)
    {
        if (line.Value(option) is not { } text) return null;
        if (!LogFormat.TryParse(text, out LogFormat? format, out string? error)) line.Mistake(option, error);
        return format;
    }

    /// <summary>The files, which are there.</summary>
    public IReadOnlyList<string> Paths(CommandLine line)
    {
        string[] paths = [.. line.Values(Files)];
        if (paths.Length == 0) line.Mistake("name the flow logs: files, folders, or - for standard input");
        if (paths.Count(path => path == LogFile.StandardInput) > 1) line.Mistake("- stands more than once; standard input is read once");
        foreach (string path in paths)
            if (path != LogFile.StandardInput && !File.Exists(path) && !Directory.Exists(path)) line.Mistake(Misspelling.File(path));
        if (line.Has(Json) && line.Has(Csv)) line.Mistake(Csv, "--json stands beside it; keep one");
        return paths;
    }
}
