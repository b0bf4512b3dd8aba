using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs read</c>: the records of flow logs, of any version and any form, as one.</summary>
internal sealed class FlowLogReadCommand : IVerb
{
    public string Name => "flow-logs read";

    public string Summary => "Print the records of flow logs, AWS's or VpcSim's: text, gzip, zstd, Parquet, folders; those that are wanted.";

    public string Usage => "FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("The flow logs", [Input.Format, Input.Strict, BadLines]), new("Which records", [.. Filter.All, Limit]), new("Results", [Fields, Input.Csv, Input.Json]),
    ];

    public string Examples => """
        A bucket's folder that was copied with aws s3 sync, and what VpcSim wrote with --out:
          vpcsim flow-logs read AWSLogs/ --action reject --port 22
          vpcsim flow-logs read out/ --fields 'srcaddr dstaddr dstport action'

        A log stream without a header line, in a format of one's own:
          aws logs get-log-events ... | vpcsim flow-logs read - --format '${version} ${srcaddr} ${dstaddr} ${action}'

        Lines that are no records are counted and shown on standard error, with their place and what is wrong
        with them. Of a file that is cut off or damaged the records before that are printed.

        Exit status: 0 done; 2 wrong usage, a file that holds no flow log or is damaged within; with --strict
        also where a line is no record or a file is cut off.

        """;

    private LogInputOptions Input { get; } = new();

    private RecordFilterOptions Filter { get; } = new();

    private Option<string[]> BadLines { get; } = Numbers.BadLinesOption();

    private Option<string[]> Limit { get; } = Words.Valued("--limit", "N", "The first N records, of those that the options above leave; the rest is not read.");

    private Option<string[]> Fields { get; } = Words.Valued("--fields", "FIELDS", "The fields to print, in this order, such as 'srcaddr dstaddr action'. Default: those of each file.");

    /// <returns>0, or 2 where a file is at fault.</returns>
    /// <exception cref="UnusableException">The request or a file cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        IReadOnlyList<string> paths = Input.Paths(line);
        LogFormat? format = LogInputOptions.FormatOf(line, Input.Format), fields = LogInputOptions.FormatOf(line, Fields);
        RecordFilter filter = Filter.Read(line);
        int? limit = Numbers.CountOf(line, Limit), badLines = Numbers.CountOf(line, BadLines, least: 0);
        line.ThrowIfMistaken();

        bool isJson = line.Has(Input.Json);
        var reader = new FlowLogReader(format, badLines ?? ReadingTally.DefaultKept) { Filter = filter, OpenInput = terminal.OpenInput };
        var printer = new RecordPrinter(terminal.OutBytes, isJson ? RecordForm.Json : line.Has(Input.Csv) ? RecordForm.Csv : RecordForm.Text, fields)
        {
            Head = isJson ? $"{{\n  \"vpcsim\": \"{VpcSimProgram.Version}\",\n  \"records\": [\n" : "",
        };
        try
        {
            printer.Print(reader, LogFile.Find(paths), limit, cancellation);
        }
        catch (FlowLogReadException unusable)
        {
            ReadingNotes.Tell(terminal.Error, reader.Tally, isStrict: false);
            throw ReadingNotes.Unusable(unusable);
        }
        if (isJson) FinishJson(terminal.OutBytes, reader.Tally, printer.Printed);
        return ReadingNotes.Tell(terminal.Error, reader.Tally, line.Has(Input.Strict));
    }

    private static void FinishJson(Stream output, ReadingTally tally, long printed)
    {
        var text = new StringBuilder(printed > 0 ? "\n  ],\n" : "  ],\n");
        text.Append($"  \"files\": {tally.Files},\n  \"records-read\": {tally.Records},\n  \"records-printed\": {printed},\n  \"bad-lines\": {tally.BadLines},\n  \"faults\": [");
        string[] faults = [.. tally.Faults.Select(fault => $"\n    {{ \"file\": {Quoted(fault.File)}, \"message\": {Quoted(fault.Why)}, \"records-before\": {fault.RecordsBefore} }}")];
        text.Append(string.Join(',', faults)).Append(faults.Length > 0 ? "\n  ]\n}\n" : "]\n}\n");
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private Command Make()
    {
        var command = new Command("read") { Input.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
