using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports.FlowLogs;
using VpcSim.Cli.Settings;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.Import;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs explain</c>: why records were rejected, what would let them pass, and what of the rules nothing needs.</summary>
internal sealed class FlowLogExplainCommand : IVerb
{
    private const int DefaultLimit = 20;

    public string Name => "flow-logs explain";

    public string Summary => "Say by a design why flow-log records were rejected and the smallest change that lets them pass; which rules nothing needed.";

    public string Usage => "--design FILE FILE... [OPTION]...";

    public FlowLogExplainSyntax Syntax => field ??= new();

    public Command Command => Syntax.Command;

    public IReadOnlyList<OptionGroup> Groups => Syntax.Groups;

    public string Examples => """
        Why records were rejected, and what would let them pass:
          vpcsim flow-logs explain --design template.yaml flows.log.gz
          vpcsim flow-logs explain --design my-network AWSLogs/*.log.gz --interface WebServer

        Which rules the traffic of a month did not need, and the tightest that it needs:
          vpcsim flow-logs explain --design my-network november/*.log.gz --unused --tighten

        For programs:
          vpcsim flow-logs explain --design template.yaml flows.log --json | jq -r '.rejects[].changes[].command'

        Like rejects are one answer. Each change is tried on the design before it is printed: the packet and its
        answer walk through it again. docs/flow-log-explain.md tells how.

        Exit status: 0 the design explains every rejected record (or there is none); 1 there are some that it
        does not, or narrower rules that do not hold; 2 wrong usage, an unusable design or unusable flow logs.

        """;

    /// <returns>0 where the design explains every reject; 1 where it does not.</returns>
    /// <exception cref="UnusableException">The request, the design or the flow logs cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        var designs = new DesignRequestReader(Syntax.Design, line);
        DesignRequest request = designs.Read(line.Values(Syntax.Design.Design));
        ImmutableArray<RequestedSetting> requested = SettingReader.Read(Syntax.Setting, strictMtu: null, line);
        string[] files = [.. line.Values(Syntax.Files)];
        if (request.Inputs.IsEmpty) line.Mistake("name the design by which the records are explained: --design FILE");
        if (files.Length == 0) line.Mistake("name the flow logs: vpcsim flow-logs explain --design FILE FILE...");
        foreach (string file in files) CheckFile(file, line);
        int limit = Limit(line);
        LogFormat? format = Format(line);
        designs.CheckFiles(request);
        line.ThrowIfMistaken();
        ImportResult import = new DesignLoader(Syntax.Design, line, terminal.Error).Load(request);
        RunSettings settings = RunSettings.Of(import, requested);
        (HashSet<int> places, HashSet<string> ids) = Interfaces(line, import.Design);
        line.ThrowIfMistaken();
        var reader = new FlowLogReader(format);
        FlowBook book = Read(reader, files, cancellation);
        if (places.Count + ids.Count > 0) book = At(book, import.Design, places, ids, line);
        FlowLogWarnings.Write(terminal.Error, reader.Tally);
        if (book.Records == 0 && reader.Tally.Records == 0) throw new UnusableException($"{string.Join(", ", files)}: no flow-log records{(reader.Tally.BadLines > 0 ? "; name the fields with --format, if a header line is missing" : "")}");
        var provisioning = new ProvisionOptions { Quotas = request.Quotas, IpRanges = request.IpRanges, AlreadyRuns = true };
        FlowLogExplanation explanation = Explain(import.Design, settings, provisioning, book, limit, line, cancellation) with { Files = [.. files], Designs = request };
        if (line.Has(Syntax.Json)) FlowLogExplanationJson.Write(terminal.OutBytes, explanation);
        else terminal.Print(FlowLogExplanationText.Of(explanation));
        bool isProven = explanation.Needed is not { } needed || needed.IsProven;
        return explanation.Rejects.All(static group => group.IsExplained) && isProven ? ExitStatus.Done : ExitStatus.No;
    }

    private FlowLogExplanation Explain(Design design, RunSettings settings, ProvisionOptions provisioning, FlowBook book, int limit, CommandLine line, CancellationToken cancellation)
    {
        bool unused = line.Has(Syntax.Unused), tighten = line.Has(Syntax.Tighten);
        var diagnosis = new RejectDiagnosis(design, settings.DataPath, provisioning);
        ImmutableArray<RejectGroup> rejects = diagnosis.Explain(book, cancellation);
        return new FlowLogExplanation
        {
            Files = [],
            Designs = null!,
            Design = design,
            Book = book,
            Rejects = rejects,
            Shown = [.. rejects.Take(limit).Select(group => WithPlan(diagnosis, group, cancellation))],
            Needed = unused || tighten ? new NeedDiagnosis(design, settings.DataPath, provisioning).Judge(book, cancellation) : null,
            TellsUnused = unused,
            TellsTightest = tighten,
        };
    }

    private static RejectGroup WithPlan(RejectDiagnosis diagnosis, RejectGroup group, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return diagnosis.WithPlan(group);
    }

    private static FlowBook Read(FlowLogReader reader, string[] files, CancellationToken cancellation)
    {
        var book = new FlowBook();
        try
        {
            foreach (FlowLogRecord record in reader.Read(files))
            {
                if ((reader.Tally.Records & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
                book.Add(record);
            }
        }
        catch (FlowLogReadException unreadable)
        {
            throw new UnusableException(unreadable.Message);
        }
        return book;
    }

    private FlowBook At(FlowBook book, Design design, HashSet<int> places, HashSet<string> ids, CommandLine line)
    {
        FlowBook some = book.At(design, places, ids);
        if (some.Interfaces.Count > 0) return some;
        string known = book.Interfaces.Count == 0 ? "" : $"; records are of {string.Join(", ", book.Interfaces.Take(5).Select(static eni => eni.Id))}{(book.Interfaces.Count > 5 ? " and others" : "")}";
        throw new UnusableException($"no record is of the interface {string.Join(" or ", line.Values(Syntax.Interface))}{known}");
    }

    // An id that the design does not know may be the account's.
    private (HashSet<int> Places, HashSet<string> Ids) Interfaces(CommandLine line, Design design)
    {
        HashSet<int> places = [];
        HashSet<string> ids = [];
        foreach (string name in line.Values(Syntax.Interface))
        {
            NameResolution found = new NameIndex(design).Resolve(name);
            if (found.Interface is { } eni) places.Add(design.NetworkInterfaces.IndexOf(eni));
            else if (name.StartsWith("eni-", StringComparison.Ordinal)) ids.Add(name);
            else line.Mistake(Syntax.Interface, found.Error ?? found.WhyNoInterface ?? $"{name} is no interface", name);
        }
        return (places, ids);
    }

    private int Limit(CommandLine line)
    {
        if (line.Value(Syntax.Limit) is not { } text) return DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)) return limit == 0 ? int.MaxValue : limit;
        line.Mistake(Syntax.Limit, $"'{text}' is no number of reasons; write one such as 20, or 0 for all");
        return DefaultLimit;
    }

    private LogFormat? Format(CommandLine line)
    {
        if (line.Value(Syntax.Format) is not { } text) return null;
        if (LogFormat.TryParse(text, out LogFormat? format, out string? problem)) return format;
        line.Mistake(Syntax.Format, problem);
        return null;
    }

    private static void CheckFile(string file, CommandLine line)
    {
        if (Directory.Exists(file)) line.Mistake($"{file} is a folder; name the files of flow logs in it");
        else if (!File.Exists(file)) line.Mistake(Misspelling.File(file));
    }
}
