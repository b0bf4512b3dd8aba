using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.Cli.Commands;

/// <summary>Reads off the command line what is to be written, and reports mistakes.</summary>
internal sealed class OutputRequestReader(OutputOptions options, CommandLine line)
{
    private const string Stdout = "-";

    public OutputRequest Read()
    {
        string? flowLogs = line.Value(options.FlowLogs);
        string? annotate = line.Value(options.Annotate);
        var request = new OutputRequest
        {
            Format = Format(line.Value(options.LogFormat)),
            IntervalSeconds = Interval(line.Value(options.Aggregation)),
            FlowLogFile = flowLogs == Stdout ? null : flowLogs,
            RecordsOnOutput = flowLogs == Stdout,
            Folder = line.Value(options.Out),
            LogEvents = line.Has(options.LogEvents),
            AnnotateFile = annotate == Stdout ? null : annotate,
            AnnotatesOnOutput = annotate == Stdout,
            PcapFolder = line.Value(options.PcapDir),
            EndpointUrl = Endpoint(line.Value(options.EndpointUrl)),
            Json = line.Has(options.Json),
        };
        if (request is { LogEvents: true, Folder: null })
            line.Mistake(options.LogEvents, "events stand in the folder of --out; name one with --out DIR, or leave --log-events out");
        if (request is { EndpointUrl: not null, Folder: null })
            line.Mistake(options.EndpointUrl, "what the server does not take stays in the folder of --out; name one with --out DIR");
        if (request is { Json: true, RecordsOnOutput: true })
            line.Mistake(options.Json, "standard output cannot hold both the summary and the records of --flow-logs -; give --flow-logs a file, or leave one out");
        if (request is { Json: true, AnnotatesOnOutput: true })
            line.Mistake(options.Json, "standard output cannot hold both the summary and the capture of --annotate -; give --annotate a file, or leave one out");
        if (request is { RecordsOnOutput: true, AnnotatesOnOutput: true })
            line.Mistake(options.Annotate, "standard output cannot hold both the capture and the records of --flow-logs -; give one of them a file");
        return request;
    }

    private LogFormat Format(string? text)
    {
        if (LogFormat.TryParse(text, out LogFormat? format, out string? error)) return format;
        bool empty = string.IsNullOrWhiteSpace(text);
        line.Mistake(options.LogFormat, empty ? error + " (in single quotes: a shell makes nothing of ${srcaddr} in double ones)" : error);
        return LogFormat.Default;
    }

    private int Interval(string? text)
    {
        if (text is not (null or "60" or "600")) line.Mistake(options.Aggregation, $"'{text}' is no aggregation interval; AWS has 60 and 600 (seconds)");
        return text == "600" ? 600 : 60;
    }

    private Uri? Endpoint(string? text)
    {
        if (text is null) return null;
        bool isUrl = Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url is { Query: "", UserInfo: "" };
        if (!isUrl) line.Mistake(options.EndpointUrl, $"'{text}' is no address of a server; write http://HOST:PORT or https://HOST");
        return isUrl ? url : null;
    }
}
