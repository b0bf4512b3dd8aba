using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Scenarios.Changes;

/// <summary>Ends a flow log; what it has delivered stays. (EC2 API, DeleteFlowLogs)</summary>
/// <param name="FlowLog">The flow log's name.</param>
public sealed record FlowLogDeletion(string FlowLog) : DesignChange
{
    public override string Action => "delete-flow-logs";

    internal override Design Change(Design design, long timeNs)
    {
        FlowLog deleted = design.FlowLogs[Nouns.FlowLog(design, FlowLog)];
        return From(design, log => log.Id == deleted.Id);
    }

    /// <summary>The design without some of its flow logs; their names are free, their ids are not.</summary>
    internal static Design From(Design design, Predicate<FlowLog> isDeleted) => design with
    {
        FlowLogs = design.FlowLogs.RemoveAll(isDeleted),
        PastFlowLogIds = [.. design.PastFlowLogIds, .. design.FlowLogs.Where(log => isDeleted(log)).Select(static log => log.Id)],
    };
}
