using System.Collections.Immutable;
using System.CommandLine;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs top</c>: the values of a field that have most.</summary>
internal sealed class FlowLogTopCommand : FlowLogQuestionCommand
{
    private static readonly string[] _measures = ["bytes", "packets", "records"];

    public override string Name => "flow-logs top";

    public override string Summary => "Which values of a field have most bytes, packets or records: sources, ports, interfaces, services.";

    public override string Examples => """
        The busiest sources, the ports with most records, the AWS services that are used:
          vpcsim flow-logs top logs/
          vpcsim flow-logs top logs/ --by dstport --most records
          vpcsim flow-logs top logs/ --by pkt-dst-aws-service --csv

        A flow between two interfaces of which both are logged has a record at each, and counts twice.

        Exit status: 0 done; 2 wrong usage, a file that holds no flow log or is damaged within; with --strict
        also where a line is no record or a file is cut off.

        """;

    protected override IReadOnlyList<Option> Options => [By, Most];

    private Option<string[]> By { get; } = Words.Valued("--by", "FIELD", "The field whose values are counted. Default: srcaddr.");

    private Option<string[]> Most { get; } = Words.Valued("--most", "bytes|packets|records", "By what they are ordered. Default: bytes.");

    protected override Func<ImmutableArray<LogColumn>, string> Read(CommandLine line, int limit)
    {
        string name = line.Value(By) ?? "srcaddr", most = line.Value(Most) ?? _measures[0];
        LogColumn? by = LogColumns.Find(name);
        if (by is null) line.Mistake(By, $"there is no field '{name}'; did you mean '{LogColumns.NearestTo(name)}'?");
        if (!_measures.Contains(most)) line.Mistake(Most, $"'{most}' is none of {string.Join(", ", _measures)}");
        return columns => Questions.Top(columns, by!, most, limit);
    }
}
