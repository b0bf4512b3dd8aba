using System.CommandLine;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>Looks before a replay begins whether its inputs are there and its outputs can be made.</summary>
internal sealed class FilePlaces(ReplaySyntax syntax, CommandLine line)
{
    public const string SummaryFile = "summary.json";

    /// <summary>Why <c>--map-auto</c> takes files only.</summary>
    public const string ReadTwice = "the captures are read twice, and a stream can be read once; record it to a file, or name the places with --map";

    private static readonly string[] _ownFolders = ["cloudwatch-logs", "s3", "firehose"];

    public void CheckCaptures(ReplayRequest request)
    {
        foreach (string capture in request.Captures)
        {
            if (capture != CaptureSources.StandardInput && !Directory.Exists(capture) && !File.Exists(capture)) line.Mistake(Misspelling.File(capture));
        }
        if (request.MapsAutomatically && request.Captures.Any(IsStream)) line.Mistake(syntax.MapAuto, ReadTwice);
    }

    /// <summary>Notes where the records that are expected are not there.</summary>
    public void CheckExpected(ReplayRequest request)
    {
        if (request.ExpectFile is not { } file) return;
        if (Directory.Exists(file)) line.Mistake(syntax.Expect, $"{file} is a folder; name the file that --flow-logs has written");
        else if (!File.Exists(file)) line.Mistake(syntax.Expect, $"{Misspelling.File(file)}; write it with --flow-logs {file}, once the records are as they should be");
    }

    public void CheckOutputs(ReplayRequest request)
    {
        string[] inputs = [.. request.Captures, .. request.Design.Files, .. request.ExpectFile is { } expected ? [expected] : Array.Empty<string>()];
        if (request.OutFolder is { } folder) CheckFolder(syntax.Out, folder);
        if (request.PcapFolder is { } pcaps)
        {
            CheckFolder(syntax.PcapDir, pcaps);
            CheckNotAmongCaptures(syntax.PcapDir, pcaps, Path.TrimEndingDirectorySeparator(Path.GetFullPath(pcaps)), request);
        }
        if (request.FlowLogFile is { } file) CheckFile(syntax.FlowLogs, file, inputs, request.OutFolder);
        if (request.AnnotateFile is { } annotated)
        {
            CheckFile(syntax.Annotate, annotated, inputs, request.OutFolder);
            CheckNotAmongCaptures(syntax.Annotate, annotated, Path.GetDirectoryName(Path.GetFullPath(annotated)), request);
            if (request.FlowLogFile is { } log && Path.GetFullPath(log) == Path.GetFullPath(annotated))
                line.Mistake(syntax.Annotate, $"{annotated} is the file of --flow-logs; name another file");
        }
    }

    /// <summary>Looks, once the design is known, whether a capture that is written would replace one that is read.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="written">The files that may be written in the folder of <c>--pcap-dir</c>.</param>
    public void CheckPcaps(ReplayRequest request, IEnumerable<string> written)
    {
        HashSet<string> inputs = [.. request.Captures.Select(Path.GetFullPath)];
        foreach (string file in written)
            if (inputs.Contains(Path.GetFullPath(file))) line.Mistake(syntax.PcapDir, $"{file} is an input of this replay and would be replaced; name another folder");
    }

    private static bool IsStream(string capture)
    {
        try
        {
            using FileStream? file = File.Exists(capture) ? File.OpenRead(capture) : null;
            return file is { CanSeek: false };
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false; // told when it is read
        }
    }

    private void CheckFolder(Option option, string folder)
    {
        if (folder == CaptureSources.StandardInput) line.Mistake(option, "a folder cannot go to standard output; name a folder (./- if it is to be called so)");
        else if (File.Exists(folder)) line.Mistake(option, $"{folder} is a file; name a folder, which is made if it is not there");
        else if (FileAbove(folder) is { } file) line.Mistake(option, $"{folder} cannot be made: {file} is a file");
    }

    // All files of a folder are read: what was written there would replace one, or be one the next time.
    private void CheckNotAmongCaptures(Option option, string written, string? folder, ReplayRequest request)
    {
        if (request.Captures.FirstOrDefault(capture => Directory.Exists(capture) && Path.TrimEndingDirectorySeparator(Path.GetFullPath(capture)) == folder) is { } read)
            line.Mistake(option, $"{written} would be among the captures of {read}; name another place");
    }

    private void CheckFile(Option option, string file, string[] inputs, string? outFolder)
    {
        string full = Path.GetFullPath(file);
        if (Directory.Exists(file) || Path.EndsInDirectorySeparator(file)) line.Mistake(option, $"{file} is a folder; name a file");
        else if (!Directory.Exists(Path.GetDirectoryName(full))) line.Mistake(option, $"the folder of {file} does not exist; make it first");
        else if (inputs.Any(input => Path.GetFullPath(input) == full)) line.Mistake(option, $"{file} is an input of this replay; name another file");
        else if (outFolder is not null && IsOwnedBy(Path.GetFullPath(outFolder), full))
            line.Mistake(option, $"{file} lies where --out puts files of its own; name another place");
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
