using System.Collections.Immutable;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs talkers</c>.</summary>
internal sealed class FlowLogTalkersCommand : FlowLogQuestionCommand
{
    public override string Name => "flow-logs talkers";

    public override string Summary => "Which hosts sent and received most, in bytes and packets.";

    public override string Examples => """
        The hosts that talk most, and the question as SQL:
          vpcsim flow-logs talkers logs/
          vpcsim flow-logs talkers logs/ --sql

        Rejected flows reached nobody and do not count. A flow between two interfaces of which both are logged
        has a record at each, and counts twice.

        Exit status: 0 done; 2 wrong usage, a file that holds no flow log or is damaged within; with --strict
        also where a line is no record or a file is cut off.

        """;

    protected override Func<ImmutableArray<LogColumn>, string> Read(CommandLine line, int limit) => columns => Questions.Talkers(columns, limit);
}
