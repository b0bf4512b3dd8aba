using System.Collections.Immutable;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;
using VpcSim.FlowLogs.Sql;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary><c>vpcsim flow-logs rejects</c>.</summary>
internal sealed class FlowLogRejectsCommand : FlowLogQuestionCommand
{
    public override string Name => "flow-logs rejects";

    public override string Summary => "Who was turned away: rejected flows by interface, source, destination, protocol and port.";

    public override string Examples => """
        The rejected flows that come most often, with when they were first and last seen:
          vpcsim flow-logs rejects logs/
          vpcsim flow-logs rejects logs/ --limit 100 --csv

        Exit status: 0 done; 2 wrong usage, a file that holds no flow log or is damaged within; with --strict
        also where a line is no record or a file is cut off.

        """;

    protected override Func<ImmutableArray<LogColumn>, string> Read(CommandLine line, int limit) => columns => Questions.Rejects(columns, limit);
}
