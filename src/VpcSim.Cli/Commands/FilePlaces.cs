using System.CommandLine;
using VpcSim.Cli.Usage;

namespace VpcSim.Cli.Commands;

/// <summary>Looks before a replay begins whether its inputs are there and its outputs can be made.</summary>
internal sealed class FilePlaces(ReplaySyntax syntax, CommandLine line)
{
    /// <summary>Why <c>--map-auto</c> takes files only.</summary>
    public const string ReadTwice = "the captures are read twice, and a stream can be read once; record it to a file, or name the places with --map";

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
        Outputs.Check(request.Output, [.. request.Captures, .. request.Design.Files, .. request.ExpectFile is { } expected ? [expected] : Array.Empty<string>()]);
        if (request.Output.PcapFolder is { } pcaps) CheckNotAmongCaptures(syntax.Output.PcapDir, pcaps, Path.TrimEndingDirectorySeparator(Path.GetFullPath(pcaps)), request);
        if (request.Output.AnnotateFile is { } annotated) CheckNotAmongCaptures(syntax.Output.Annotate, annotated, Path.GetDirectoryName(Path.GetFullPath(annotated)), request);
    }

    /// <inheritdoc cref="OutputPlaces.CheckPcaps"/>
    public void CheckPcaps(ReplayRequest request, IEnumerable<string> written) => Outputs.CheckPcaps(request.Captures, written);

    private OutputPlaces Outputs => new(syntax.Output, line, "replay");

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

    // All files of a folder are read: what was written there would replace one, or be one the next time.
    private void CheckNotAmongCaptures(Option option, string written, string? folder, ReplayRequest request)
    {
        if (request.Captures.FirstOrDefault(capture => Directory.Exists(capture) && Path.TrimEndingDirectorySeparator(Path.GetFullPath(capture)) == folder) is { } read)
            line.Mistake(option, $"{written} would be among the captures of {read}; name another place");
    }
}
