using System.CommandLine;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>Looks before a replay begins whether its inputs are there and its outputs can be made.</summary>
internal sealed class FilePlaces(ReplaySyntax syntax, CommandLine line)
{
    public const string SummaryFile = "summary.json";

    private static readonly string[] _ownFolders = ["cloudwatch-logs", "s3", "firehose"];

    public void CheckInputs(ReplayRequest request, string? ipRanges)
    {
        foreach (string capture in request.Captures)
        {
            if (Directory.Exists(capture)) line.Mistake($"{capture} is a folder; name the captures in it, such as {Path.Combine(capture, "*.pcap")}");
            else if (!File.Exists(capture)) line.Mistake(Misspelling.File(capture));
        }
        CheckInput(syntax.Design, request.Design);
        if (ipRanges is not null) CheckInput(syntax.IpRanges, ipRanges);
    }

    public void CheckOutputs(ReplayRequest request, string? ipRanges)
    {
        if (request.OutFolder is { } folder) CheckFolder(folder);
        if (request.FlowLogFile is { } file) CheckFile(file, [.. request.Captures, request.Design, .. ipRanges is null ? Array.Empty<string>() : [ipRanges]], request.OutFolder);
    }

    private void CheckInput(Option option, string path)
    {
        if (Directory.Exists(path)) line.Mistake(option, $"{path} is a folder; name a file");
        else if (!File.Exists(path)) line.Mistake(option, Misspelling.File(path));
    }

    private void CheckFolder(string folder)
    {
        if (File.Exists(folder)) line.Mistake(syntax.Out, $"{folder} is a file; name a folder, which is made if it is not there");
        else if (FileAbove(folder) is { } file) line.Mistake(syntax.Out, $"{folder} cannot be made: {file} is a file");
    }

    private void CheckFile(string file, string[] inputs, string? outFolder)
    {
        string full = Path.GetFullPath(file);
        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file)) line.Mistake(syntax.FlowLogs, $"{file} is a folder; name a file");
        else if (!Directory.Exists(Path.GetDirectoryName(full))) line.Mistake(syntax.FlowLogs, $"the folder of {file} does not exist; make it first");
        else if (inputs.Any(input => Path.GetFullPath(input) == full)) line.Mistake(syntax.FlowLogs, $"{file} is an input of this replay; name another file");
        else if (outFolder is not null && IsOwnedBy(Path.GetFullPath(outFolder), full))
            line.Mistake(syntax.FlowLogs, $"{file} lies where --out puts files of its own; name another place");
    }

    private static bool IsOwnedBy(string outFolder, string file) =>
        file == Path.Combine(outFolder, SummaryFile)
        || _ownFolders.Any(folder => file.StartsWith(Path.Combine(outFolder, folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string? FileAbove(string folder)
    {
        for (string? above = Path.GetDirectoryName(Path.GetFullPath(folder)); above is not null; above = Path.GetDirectoryName(above))
            if (File.Exists(above)) return above;
        return null;
    }
}
