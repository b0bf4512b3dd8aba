using System.CommandLine;
using VpcSim.Cli.Consoles;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs query</c>: SQL over flow logs.</summary>
internal sealed class FlowLogQueryCommand : IVerb
{
    public string Name => "flow-logs query";

    public string Summary => "Ask flow logs in SQL: one SELECT over the table flow_logs, whose columns are those of Athena's.";

    public string Usage => "SELECT FILE... [OPTION]...";

    public Command Command => field ??= Make();

    public IReadOnlyList<OptionGroup> Groups => [new("The flow logs", Asking.InputOptions), new("Results", [External, .. Asking.ResultOptions])];

    public string Examples => """
        Who sends most, and which ports are knocked at:
          vpcsim flow-logs query 'SELECT srcaddr, sum(bytes) AS bytes FROM flow_logs GROUP BY srcaddr ORDER BY bytes DESC LIMIT 10' logs/
          vpcsim flow-logs query "SELECT dstport, count(*) FROM flow_logs WHERE action = 'REJECT' GROUP BY dstport" *.log.gz --csv

        What columns there are, with their types:
          vpcsim flow-logs query 'DESCRIBE flow_logs' logs/

        The table has the columns that the files have, named and typed as vpcsim flow-logs ddl prints them for
        Athena: pkt_srcaddr is the field pkt-srcaddr, a dash is NULL, "end" is a word of SQL and needs its
        quotes, from_unixtime(start) is a time. Files in the folders of S3 have log_day and the like too. The SQL
        is DuckDB's. A query reads the files that are named, and writes none. Without ORDER BY, rows of groups
        and sets come in the order of their values.

        Exit status: 0 done; 2 wrong usage, SQL that cannot be run, a file that holds no flow log or is damaged
        within; with --strict also where a line is no record or a file is cut off.

        """;

    private Argument<string[]> Query { get; } = new("SELECT") { Arity = ArgumentArity.ZeroOrOne, Description = "The query, in quotes." };

    private Option<bool> External { get; } = Words.Flag("--external-access", "Let the query read and write other files, and load DuckDB's extensions.");

    private FlowLogQuestion Asking { get; } = new();

    /// <returns>0, or 2 where a file is at fault.</returns>
    /// <exception cref="UnusableException">The request, the SQL or a file cannot be used.</exception>
    public int Run(CommandLine line, Terminal terminal, CancellationToken cancellation)
    {
        string? query = line.Values(Query).FirstOrDefault();
        if (query is null || File.Exists(query) || Directory.Exists(query) || query == LogFile.StandardInput)
            throw new UnusableException("write the query before the files: vpcsim flow-logs query 'SELECT ... FROM flow_logs' FILE...", $"vpcsim {Name} --help");
        return Asking.Run(line, terminal, _ => query, cancellation, isOpen: line.Has(External));
    }

    private Command Make()
    {
        var command = new Command("query") { Query, Asking.Input.Files };
        foreach (Option option in Groups.SelectMany(static group => group.Options)) command.Add(option);
        return command;
    }
}
