using System.Collections.Immutable;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs conversations</c>.</summary>
internal sealed class FlowLogConversationsCommand : FlowLogQuestionCommand
{
    public override string Name => "flow-logs conversations";

    public override string Summary => "Conversations with both directions in one row, the largest first.";

    public override string Examples => """
        Who speaks with whom, and how much either way:
          vpcsim flow-logs conversations logs/
          vpcsim flow-logs conversations logs/ --json

        Records do not tell who began: the side with the higher port is taken for the client.

        Exit status: 0 done; 2 wrong usage, a file that holds no flow log or is damaged within; with --strict
        also where a line is no record or a file is cut off.

        """;

    protected override Func<ImmutableArray<LogColumn>, string> Read(CommandLine line, int limit) => columns => Questions.Conversations(columns, limit);
}
