using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Changes;

/// <summary>What AWS has no action for: a flow log cannot be changed after it was made. (VPC guide, "Work with flow logs")</summary>
/// <param name="FlowLog">The flow log's name.</param>
public sealed record FlowLogModification(string FlowLog) : DesignChange
{
    public override string Action => "modify-flow-logs";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.FlowLog(design, FlowLog);
        throw new ChangeRefusedException("InvalidAction",
            $"The action ModifyFlowLogs is not valid for this web service: delete the flow log {design.FlowLogs[place].Name} and create another one.");
    }
}
