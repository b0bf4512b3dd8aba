using VpcSim.FlowLogs.Formats;

namespace VpcSim.Cli.Commands;

/// <summary>What the user wants to have written.</summary>
internal sealed record OutputRequest
{
    public required LogFormat Format { get; init; }

    public required int IntervalSeconds { get; init; }

    /// <summary>The file of <c>--flow-logs</c>; null where it was not asked for, and for standard output.</summary>
    public required string? FlowLogFile { get; init; }

    /// <summary>Whether standard output belongs to the records (<c>--flow-logs -</c>).</summary>
    public required bool RecordsOnOutput { get; init; }

    public required string? Folder { get; init; }

    /// <summary>Whether each log stream also stands in the folder as its events.</summary>
    public required bool LogEvents { get; init; }

    /// <summary>The file of <c>--annotate</c>; null where it was not asked for, and for standard output.</summary>
    public required string? AnnotateFile { get; init; }

    /// <summary>Whether standard output belongs to the annotated capture (<c>--annotate -</c>).</summary>
    public required bool AnnotatesOnOutput { get; init; }

    public required string? PcapFolder { get; init; }

    /// <summary>The server that gets objects of S3; null leaves them in the folder.</summary>
    public required Uri? EndpointUrl { get; init; }

    public required bool Json { get; init; }

    /// <summary>Whether the summary must leave standard output to something else.</summary>
    public bool OutputIsTaken => RecordsOnOutput || AnnotatesOnOutput;

    /// <summary>Whether the summary ends with the first records.</summary>
    public bool ShowsFirstRecords => FlowLogFile is null && !RecordsOnOutput;

    /// <summary>Whether something is written that somebody wants even where standard output is closed early.</summary>
    public bool WritesFiles => this is not { Folder: null, FlowLogFile: null, AnnotateFile: null, PcapFolder: null };

    /// <summary>Whether packets themselves are written.</summary>
    public bool WritesCaptures => AnnotatesOnOutput || AnnotateFile is not null || PcapFolder is not null;
}
