using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>A verb that asks flow logs one of the everyday questions.</summary>
internal abstract class FlowLogQuestionCommand : IVerb
{
    private const int DefaultLimit = 20;

    public abstract string Name { get; }

    public abstract string Summary { get; }

    public string Usage => "FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The flow logs", Asking.InputOptions), new("Results", [.. Options, Limit, Sql, .. Asking.ResultOptions])];

    public abstract string Examples { get; }

    /// <summary>The options of this question alone.</summary>
    protected virtual IReadOnlyList<Option> Options => [];

    private FlowLogQuestion Asking { get; } = new();

    private Option<string[]> Limit { get; } = Words.Valued("--limit", "N", $"So many rows. Default: {DefaultLimit}.");

    private Option<bool> Sql { get; } = Words.Flag("--sql", "Print the SQL instead of the answer, for vpcsim flow-logs query or Athena; without files, for AWS's default format or that of --format.");

    /// <returns>0, or 2 where a file is at fault.</returns>
    /// <exception cref="UnusableException">The request or a file cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        int limit = Numbers.CountOf(line, Limit) ?? DefaultLimit;
        Func<ImmutableArray<LogColumn>, string> question = Read(line, limit);
        if (!line.Has(Sql)) return Asking.Run(line, terminal, question, cancellation);
        if (!line.Values(Asking.Input.Files).Any()) return PrintFor(line, terminal, question);
        return Asking.Explain(line, terminal, question, cancellation);
    }

    /// <summary>The question of a command line; the SQL of it for the columns that there are.</summary>
    protected abstract Func<ImmutableArray<LogColumn>, string> Read(CommandLine line, int limit);

    private int PrintFor(CommandLine line, Terminal terminal, Func<ImmutableArray<LogColumn>, string> question)
    {
        LogFormat format = LogInputOptions.FormatOf(line, Asking.Input.Format) ?? LogFormat.Default;
        line.ThrowIfMistaken();
        try
        {
            terminal.Out.WriteLine(question([.. format.Fields.Distinct().Select(LogColumn.Of)]));
            return ExitStatus.Done;
        }
        catch (FlowLogQueryException mistake)
        {
            throw new UnusableException(mistake.Message);
        }
    }

    private Command Make()
    {
        var command = new Command(Name.Split(' ')[1]) { Asking.Input.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
