using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Changes;

/// <summary>Ends a flow log; what it has delivered stays. (EC2 API, DeleteFlowLogs)</summary>
/// <param name="FlowLog">The flow log's name.</param>
public sealed record FlowLogDeletion(string FlowLog) : DesignChange
{
    public override string Action => "delete-flow-logs";

    internal override Design Change(Design design, long timeNs) => design with { FlowLogs = design.FlowLogs.RemoveAt(Nouns.FlowLog(design, FlowLog)) };
}
