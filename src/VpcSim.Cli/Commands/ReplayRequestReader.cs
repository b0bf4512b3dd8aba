using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.Import;
using VpcSim.Model.Naming;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;
using VpcSim.Scenarios.Replay;

namespace VpcSim.Cli.Commands;

/// <summary>Reads a request off the command line and reports all its mistakes at once.</summary>
internal sealed partial class ReplayRequestReader(ReplaySyntax syntax, CommandLine line)
{
    private const string Stdout = "-";

    /// <exception cref="UnusableException">The command line is wrong, or names files that are not there.</exception>
    public ReplayRequest Read()
    {
        ImmutableArray<DesignInput> designs = [.. line.Values(syntax.Design).Select(Design)];
        string? flowLogs = line.Value(syntax.FlowLogs);
        string? outFolder = line.Value(syntax.Out);
        string? annotate = line.Value(syntax.Annotate);
        string? ipRanges = line.Value(syntax.IpRanges);
        ImmutableArray<CaptureInput> inputs = new CaptureInputReader(syntax, line).Read();
        var request = new ReplayRequest
        {
            Inputs = inputs,
            Live = new LiveRequestReader(syntax, line).Read([.. inputs.Select(static input => input.Path)]),
            Designs = designs,
            Parameters = Parameters(),
            Region = Region(line.Value(syntax.Region)),
            Account = Account(line.Value(syntax.Account)),
            Quotas = Quotas(),
            IpRanges = IpRanges(ipRanges),
            At = line.Value(syntax.At),
            Mappings = [.. line.Values(syntax.Map)],
            MapsAutomatically = line.Has(syntax.MapAuto),
            Selection = new SelectionReader(syntax, line).Read(),
            Mode = Mode(line.Value(syntax.Mode)),
            Strict = line.Has(syntax.Strict),
            Settings = Settings(),
            Format = Format(line.Value(syntax.LogFormat)),
            IntervalSeconds = Interval(line.Value(syntax.Aggregation)),
            FlowLogFile = flowLogs == Stdout ? null : flowLogs,
            RecordsOnOutput = flowLogs == Stdout,
            OutFolder = outFolder,
            LogEvents = line.Has(syntax.LogEvents),
            AnnotateFile = annotate == Stdout ? null : annotate,
            AnnotatesOnOutput = annotate == Stdout,
            PcapFolder = line.Value(syntax.PcapDir),
            Explain = line.Value(syntax.Explain),
            Json = line.Has(syntax.Json),
        };
        if (inputs.IsEmpty && request.Live.Interface is null) line.Mistake("name at least one capture: vpcsim replay CAPTURE... --design FILE");
        if (designs.IsEmpty) line.Mistake("name the design: --design FILE, a CloudFormation template or the folder of a CDK app's output");
        if (request is { LogEvents: true, OutFolder: null })
            line.Mistake(syntax.LogEvents, "events stand in the folder of --out; name one with --out DIR, or leave --log-events out");
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
        places.CheckInputs(request, ipRanges);
        places.CheckOutputs(request, ipRanges);
        line.ThrowIfMistaken();
        return request;
    }

    /// <summary>A path, or a stack's name and a path.</summary>
    private static DesignInput Design(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        bool isPath = equals < 0 || File.Exists(text) || Directory.Exists(text) || !StackNameForm().IsMatch(text[..equals]);
        return isPath ? new DesignInput(text) : new DesignInput(text[(equals + 1)..], text[..equals]);
    }

    private ImmutableDictionary<string, string> Parameters()
    {
        ImmutableDictionary<string, string>.Builder parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in line.Values(syntax.Parameter))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) line.Mistake(syntax.Parameter, $"'{text}' is not of the form NAME=VALUE", text);
            else if (!parameters.TryAdd(text[..equals], text[(equals + 1)..]))
                line.Mistake(syntax.Parameter, $"{text[..equals]} has two values; keep one", text);
        }
        return parameters.ToImmutable();
    }

    private string Region(string? text)
    {
        if (text is not null && !RegionForm().IsMatch(text)) line.Mistake(syntax.Region, $"'{text}' is not a region; write one such as eu-central-1");
        return text ?? "us-east-1";
    }

    private string Account(string? text)
    {
        if (text is not null && !AccountForm().IsMatch(text)) line.Mistake(syntax.Account, $"'{text}' is not an account; write its 12 digits without hyphens");
        return text ?? "123456789012";
    }

    private Quotas Quotas()
    {
        Quotas quotas = Model.Provisioning.Quotas.Default;
        foreach (string text in line.Values(syntax.Quota))
            if (Attempt(syntax.Quota, () => quotas.With(text), text, out Quotas? changed)) quotas = changed;
        return quotas;
    }

    private ImmutableArray<RequestedSetting> Settings()
    {
        var settings = new List<RequestedSetting>();
        if (line.Has(syntax.StrictMtu)) settings.Add(new RequestedSetting("strict-mtu", "on", syntax.StrictMtu.Name));
        foreach (string text in line.Values(syntax.Setting))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                line.Mistake(syntax.Setting, $"'{text}' is not of the form NAME=VALUE, such as tcp-syn-timeout=30", text);
                continue;
            }
            string name = text[..equals], value = text[(equals + 1)..];
            if (RunSettings.ProblemOf(name, value) is { } problem) line.Mistake(syntax.Setting, problem, text);
            else if (settings.Find(setting => setting.Name == name) is { } earlier)
                line.Mistake(syntax.Setting, $"{name} is set twice ({earlier.Option} sets it to {earlier.Value}); keep one", text);
            else settings.Add(new RequestedSetting(name, value, syntax.Setting.Name));
        }
        return [.. settings];
    }

    private AwsIpRanges IpRanges(string? path) =>
        path is not null && File.Exists(path) && Attempt(syntax.IpRanges, () => AwsIpRanges.Load(path), path, out AwsIpRanges? ranges)
            ? ranges
            : AwsIpRanges.Default;

    private ReplayMode Mode(string? text)
    {
        if (text is not (null or "causal" or "open"))
            line.Mistake(syntax.Mode, $"'{text}' is no mode; did you mean '{NearestNames.Of(text, ["causal", "open"], count: 1)[0]}'?");
        return text == "open" ? ReplayMode.Open : ReplayMode.Causal;
    }

    private LogFormat Format(string? text)
    {
        if (LogFormat.TryParse(text, out LogFormat? format, out string? error)) return format;
        bool empty = string.IsNullOrWhiteSpace(text);
        line.Mistake(syntax.LogFormat, empty ? error + " (in single quotes: a shell makes nothing of ${srcaddr} in double ones)" : error);
        return LogFormat.Default;
    }

    private int Interval(string? text)
    {
        if (text is not (null or "60" or "600")) line.Mistake(syntax.Aggregation, $"'{text}' is no aggregation interval; AWS has 60 and 600 (seconds)");
        return text == "600" ? 600 : 60;
    }

    private bool Attempt<T>(Option option, Func<T> read, string value, [NotNullWhen(true)] out T? result)
        where T : class
    {
        try
        {
            result = read();
            return true;
        }
        catch (Exception problem) when (problem is FormatException or IOException or UnauthorizedAccessException)
        {
            line.Mistake(option, problem.Message, value);
            result = null;
            return false;
        }
    }

    [GeneratedRegex("^[a-z]{2,4}(-[a-z]+){1,3}-[1-9][0-9]?$")]
    private static partial Regex RegionForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,127}$")]
    private static partial Regex StackNameForm();

    [GeneratedRegex("^[0-9]{12}$")]
    private static partial Regex AccountForm();
}
