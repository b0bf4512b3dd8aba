using System.CommandLine;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>Looks before packets are sent whether the outputs can be made, and replace nothing that is read.</summary>
/// <param name="options">The words of the command line.</param>
/// <param name="line">Notes the mistakes.</param>
/// <param name="work">What the verb does, for messages: <c>replay</c>, <c>run</c>.</param>
internal sealed class OutputPlaces(OutputOptions options, CommandLine line, string work)
{
    public const string SummaryFile = "summary.json";

    private static readonly string[] _ownFolders = ["cloudwatch-logs", "s3", "firehose"];

    /// <param name="request">What is to be written.</param>
    /// <param name="inputs">The files that are read.</param>
    /// <param name="ownFiles">Files that the verb itself puts in the folder of <c>--out</c>.</param>
    public void Check(OutputRequest request, IReadOnlyCollection<string> inputs, params string[] ownFiles)
    {
        if (request.Folder is { } folder) CheckFolder(options.Out, folder);
        if (request.PcapFolder is { } pcaps) CheckFolder(options.PcapDir, pcaps);
        if (request.FlowLogFile is { } file) CheckFile(options.FlowLogs, file, inputs, request.Folder, ownFiles);
        if (request.AnnotateFile is not { } annotated) return;
        CheckFile(options.Annotate, annotated, inputs, request.Folder, ownFiles);
        if (request.FlowLogFile is { } log && Path.GetFullPath(log) == Path.GetFullPath(annotated))
            line.Mistake(options.Annotate, $"{annotated} is the file of --flow-logs; name another file");
    }

    /// <summary>Looks, once the design is known, whether a capture that is written would replace a file that is read.</summary>
    /// <param name="inputs">The files that are read.</param>
    /// <param name="written">The files that may be written in the folder of <c>--pcap-dir</c>.</param>
    public void CheckPcaps(IEnumerable<string> inputs, IEnumerable<string> written)
    {
        HashSet<string> read = [.. inputs.Select(Path.GetFullPath)];
        foreach (string file in written)
            if (read.Contains(Path.GetFullPath(file))) line.Mistake(options.PcapDir, $"{file} is an input of this {work} and would be replaced; name another folder");
    }

    private void CheckFolder(Option option, string folder)
    {
        if (folder == CaptureSources.StandardInput) line.Mistake(option, "a folder cannot go to standard output; name a folder (./- if it is to be called so)");
        else if (File.Exists(folder)) line.Mistake(option, $"{folder} is a file; name a folder, which is made if it is not there");
        else if (FileAbove(folder) is { } file) line.Mistake(option, $"{folder} cannot be made: {file} is a file");
    }

    private void CheckFile(Option option, string file, IReadOnlyCollection<string> inputs, string? outFolder, string[] ownFiles)
    {
        string full = Path.GetFullPath(file);
        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file)) line.Mistake(option, $"{file} is a folder; name a file");
        else if (!Directory.Exists(Path.GetDirectoryName(full))) line.Mistake(option, $"the folder of {file} does not exist; make it first");
        else if (inputs.Any(input => Path.GetFullPath(input) == full)) line.Mistake(option, $"{file} is an input of this {work}; name another file");
        else if (outFolder is not null && IsOwnedBy(Path.GetFullPath(outFolder), full, ownFiles))
            line.Mistake(option, $"{file} lies where --out puts files of its own; name another place");
    }

    private static bool IsOwnedBy(string outFolder, string file, string[] ownFiles) =>
        file == Path.Combine(outFolder, SummaryFile)
        || ownFiles.Any(own => file == Path.Combine(outFolder, own))
        || _ownFolders.Any(folder => file.StartsWith(Path.Combine(outFolder, folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private static string? FileAbove(string folder)
    {
        for (string? above = Path.GetDirectoryName(Path.GetFullPath(folder)); above is not null; above = Path.GetDirectoryName(above))
            if (File.Exists(above)) return above;
        return null;
    }
}
