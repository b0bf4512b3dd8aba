using System.Collections.Immutable;
using System.CommandLine;
using System.Runtime.CompilerServices;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Reports.FlowLogs;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>What the verbs have in common that ask flow logs by SQL.</summary>
internal sealed class FlowLogQuestion
{
    public LogInputOptions Input { get; } = new();

    public Option<string[]> BadLines { get; } = Numbers.BadLinesOption();

    public IReadOnlyList<Option> InputOptions => [Input.Format, Input.Strict, BadLines];

    public IReadOnlyList<Option> ResultOptions => [Input.Csv, Input.Json];

    /// <summary>Opens the files, asks, and prints the answer as the command line wants it.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="terminal">Where the answer goes.</param>
    /// <param name="sqlOf">The question, for the columns that the files have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isOpen">Whether the question may reach other files.</param>
    /// <returns>0, or 2 where a file is at fault.</returns>
    /// <exception cref="UnusableException">The request, the SQL or a file cannot be used.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // the database is loaded by who asks it
    public int Run(CommandLine line, Terminal terminal, Func<ImmutableArray<LogColumn>, string> sqlOf, CancellationToken cancellation, bool isOpen = false) =>
        Open(line, terminal, isOpen, database =>
        {
            using QueryResult result = database.Query(sqlOf(database.Columns), cancellation);
            if (line.Has(Input.Json)) QueryJson.Write(terminal.OutBytes, result, database.Tally, cancellation);
            else if (line.Has(Input.Csv)) QueryCsv.Write(terminal.Out, result, cancellation);
            else QueryTable.Print(terminal, result);
        }, cancellation);

    /// <summary>Prints the question instead of its answer.</summary>
    /// <inheritdoc cref="Run"/>
    public int Explain(CommandLine line, Terminal terminal, Func<ImmutableArray<LogColumn>, string> sqlOf, CancellationToken cancellation) =>
        Open(line, terminal, isOpen: false, database => terminal.Out.WriteLine(sqlOf(database.Columns)), cancellation);

    private int Open(CommandLine line, Terminal terminal, bool isOpen, Action<FlowLogDatabase> ask, CancellationToken cancellation)
    {
        IReadOnlyList<string> paths = Input.Paths(line);
        LogFormat? format = LogInputOptions.FormatOf(line, Input.Format);
        int? badLines = Numbers.CountOf(line, BadLines, least: 0);
        line.ThrowIfMistaken();
        try
        {
            using FlowLogDatabase database = FlowLogDatabase.Open(paths, format, terminal.OpenInput, isOpen, badLines ?? ReadingTally.DefaultKept, cancellation);
            int status = ReadingNotes.Tell(terminal.Error, database.Tally, line.Has(Input.Strict));
            ask(database);
            return status;
        }
        catch (FlowLogReadException unusable)
        {
            throw ReadingNotes.Unusable(unusable);
        }
        catch (FlowLogQueryException mistake)
        {
            string[] lines = mistake.Message.Split('\n');
            throw new UnusableException(["vpcsim: " + lines[0], .. lines[1..]], prefix: "");
        }
    }
}
