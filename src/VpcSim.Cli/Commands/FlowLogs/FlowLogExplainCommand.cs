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
          vpcsim flow-logs explain --design my-network AWSLogs/ --interface WebServer --from 2026-11-23T12:00:00Z

        Which rules the traffic of a month did not need, and the tightest that it needs:
          vpcsim flow-logs explain --design my-network AWSLogs/ --unused --tighten

        Text, JSON of log events, Parquet, folders and standard input are read as vpcsim flow-logs read does:
          aws logs get-log-events ... | vpcsim flow-logs explain --design template.yaml -

        For programs:
          vpcsim flow-logs explain --design template.yaml flows.log --json | jq -r '.rejects[].changes[].command'

        Like rejects are one answer. Each change is tried on the design before it is printed: the packet and its
        answer walk through it again. docs/flow-log-explain.md tells how.

        Exit status: 0 the design explains every rejected record (or there is none); 1 there are some that it
        does not, or narrower rules that do not hold; 2 wrong usage, an unusable design, a file that holds no
        flow log or is damaged within; with --strict also where a line is no record or a file is cut off.

        """;

    /// <returns>0 where the design explains every reject; 1 where it does not.</returns>
    /// <exception cref="UnusableException">The request, the design or the flow logs cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        var designs = new DesignRequestReader(Syntax.Design, line);
        DesignRequest request = designs.Read(line.Values(Syntax.Design.Design));
        ImmutableArray<RequestedSetting> requested = SettingReader.Read(Syntax.Setting, strictMtu: null, line);
        if (request.Inputs.IsEmpty) line.Mistake("name the design by which the records are explained: --design FILE");
        IReadOnlyList<string> paths = Syntax.Input.Paths(line);
        LogFormat? format = LogInputOptions.FormatOf(line, Syntax.Input.Format);
        RecordFilter filter = Syntax.Filter.Read(line);
        int? badLines = Numbers.CountOf(line, Syntax.BadLines, least: 0);
        int limit = Limit(line);
        designs.CheckFiles(request);
        line.ThrowIfMistaken();
        ImportResult import = new DesignLoader(Syntax.Design, line, terminal.Error).Load(request);
        RunSettings settings = RunSettings.Of(import, requested);
        (HashSet<int> places, HashSet<string> ids) = Interfaces(line, import.Design);
        line.ThrowIfMistaken();
        var reader = new FlowLogReader(format, badLines ?? ReadingTally.DefaultKept) { Filter = filter, OpenInput = terminal.OpenInput };
        FlowBook book = Read(reader, paths, terminal.Error, cancellation);
        int readStatus = ReadingNotes.Tell(terminal.Error, reader.Tally, line.Has(Syntax.Design.Strict));
        if (reader.Tally.Records == 0) throw new UnusableException($"{string.Join(", ", paths)}: no flow-log records");
        if (book is { Records: 0, Incomplete: 0, Interfaces: [] }) throw new UnusableException($"the options leave none of the {reader.Tally.Records} records that were read");
        if (places.Count + ids.Count > 0) book = At(book, import.Design, places, ids, line);
        var provisioning = new ProvisionOptions { Quotas = request.Quotas, IpRanges = request.IpRanges, AlreadyRuns = true };
        FlowLogExplanation explanation = Explain(import.Design, settings, provisioning, book, limit, line, cancellation) with { Files = [.. paths], Designs = request, BadLines = reader.Tally.BadLines };
        if (line.Has(Syntax.Input.Json)) FlowLogExplanationJson.Write(terminal.OutBytes, explanation);
        else terminal.Print(FlowLogExplanationText.Of(explanation));
        if (readStatus != ExitStatus.Done) return readStatus;
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
            BadLines = 0,
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

    private static FlowBook Read(FlowLogReader reader, IReadOnlyList<string> paths, TextWriter error, CancellationToken cancellation)
    {
        var book = new FlowBook();
        try
        {
            foreach (FlowLogRecord record in reader.Read(paths))
            {
                if ((reader.Tally.Records & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
                book.Add(record);
            }
        }
        catch (FlowLogReadException unreadable)
        {
            ReadingNotes.Tell(error, reader.Tally, isStrict: false);
            throw ReadingNotes.Unusable(unreadable);
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
}
