using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Commands;

/// <summary>Reads a request off the command line and reports all its mistakes at once.</summary>
internal sealed class ReplayRequestReader(ReplaySyntax syntax, CommandLine line)
{
    private const string Stdout = "-";

    /// <exception cref="UnusableException">The command line is wrong, or names files that are not there.</exception>
    public ReplayRequest Read()
    {
        string? flowLogs = line.Value(syntax.FlowLogs);
        string? outFolder = line.Value(syntax.Out);
        string? annotate = line.Value(syntax.Annotate);
        var designs = new DesignRequestReader(syntax.Design, line);
        CaptureRequest captures = new CaptureRequestReader(syntax.Capture, line).Read(line.Values(syntax.Captures));
        ImmutableArray<CaptureInput> inputs = captures.Inputs;
        var request = new ReplayRequest
        {
            Capture = captures,
            Live = new LiveRequestReader(syntax, line).Read([.. inputs.Select(static input => input.Path)]),
            Design = designs.Read(line.Values(syntax.Design.Design)),
            MapsAutomatically = line.Has(syntax.MapAuto),
            Settings = SettingReader.Read(syntax.Capture.Setting, syntax.Capture.StrictMtu, line),
            Threads = Threads(line.Value(syntax.Threads)),
            Format = Format(line.Value(syntax.LogFormat)),
            IntervalSeconds = Interval(line.Value(syntax.Aggregation)),
            FlowLogFile = flowLogs == Stdout ? null : flowLogs,
            RecordsOnOutput = flowLogs == Stdout,
            OutFolder = outFolder,
            LogEvents = line.Has(syntax.LogEvents),
            EndpointUrl = Endpoint(line.Value(syntax.EndpointUrl)),
            AnnotateFile = annotate == Stdout ? null : annotate,
            AnnotatesOnOutput = annotate == Stdout,
            PcapFolder = line.Value(syntax.PcapDir),
            Explain = line.Value(syntax.Explain),
            FailOn = [.. line.Values(syntax.FailOn).Where(static text => text.Length > 0).Select(text => FailOn.Read(text, syntax.FailOn, line)).OfType<FailOn>().Distinct()],
            ExpectFile = line.Value(syntax.Expect),
            Json = line.Has(syntax.Json),
        };
        if (inputs.IsEmpty && request.Live.Interface is null) line.Mistake("name at least one capture: vpcsim replay CAPTURE... --design FILE");
        if (request.Design.Inputs.IsEmpty) line.Mistake("name the design: --design FILE, a CloudFormation template or the folder of a CDK app's output");
        if (request is { LogEvents: true, OutFolder: null })
            line.Mistake(syntax.LogEvents, "events stand in the folder of --out; name one with --out DIR, or leave --log-events out");
        if (request is { EndpointUrl: not null, OutFolder: null })
            line.Mistake(syntax.EndpointUrl, "what the server does not take stays in the folder of --out; name one with --out DIR");
        if (request is { Json: true, RecordsOnOutput: true })
            line.Mistake(syntax.Json, "standard output cannot hold both the summary and the records of --flow-logs -; give --flow-logs a file, or leave one out");
        if (request is { Json: true, AnnotatesOnOutput: true })
            line.Mistake(syntax.Json, "standard output cannot hold both the summary and the capture of --annotate -; give --annotate a file, or leave one out");
        if (request is { RecordsOnOutput: true, AnnotatesOnOutput: true })
            line.Mistake(syntax.Annotate, "standard output cannot hold both the capture and the records of --flow-logs -; give one of them a file");
        if (request is { MapsAutomatically: true, Follows: true }) line.Mistake(syntax.MapAuto, FilePlaces.ReadTwice);
        if (request is { Follows: true, Explain: { } explain } && Explaining.IsNumber(explain, out _))
            line.Mistake(syntax.Explain, "a packet's number is looked up before the replay, and what comes once cannot be read twice; name the conversation, such as 'tcp 198.51.100.7:40000 10.0.1.10:443'");
        line.ThrowIfMistaken();
        var places = new FilePlaces(syntax, line);
        places.CheckCaptures(request);
        places.CheckExpected(request);
        designs.CheckFiles(request.Design);
        places.CheckOutputs(request);
        line.ThrowIfMistaken();
        return request;
    }

    private int Threads(string? text)
    {
        if (text is null) return Environment.ProcessorCount == 1 ? 1 : ReplayRequest.MostThreads;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0) return Math.Min(threads, ReplayRequest.MostThreads);
        line.Mistake(syntax.Threads, $"'{text}' is no number of threads; write one from 1");
        return 1;
    }

    private LogFormat Format(string? text)
    {
        if (LogFormat.TryParse(text, out LogFormat? format, out string? error)) return format;
        bool empty = string.IsNullOrWhiteSpace(text);
        line.Mistake(syntax.LogFormat, empty ? error + " (in single quotes: a shell makes nothing of ${srcaddr} in double ones)" : error);
        return LogFormat.Default;
    }

    private Uri? Endpoint(string? text)
    {
        if (text is null) return null;
        bool isUrl = Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url is { Query: "", UserInfo: "" };
        if (!isUrl) line.Mistake(syntax.EndpointUrl, $"'{text}' is no address of a server; write http://HOST:PORT or https://HOST");
        return isUrl ? url : null;
    }

    private int Interval(string? text)
    {
        if (text is not (null or "60" or "600")) line.Mistake(syntax.Aggregation, $"'{text}' is no aggregation interval; AWS has 60 and 600 (seconds)");
        return text == "600" ? 600 : 60;
    }
}
