using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.DataPath.Trace;

/// <summary>Words the steps of a walk when they are printed: the component that was asked, and by what it let the packet pass or not.</summary>
public sealed class TrailText(Design design)
{
    private readonly VerdictText _verdicts = new(design);
    private readonly Dictionary<string, SecurityGroup> _groups = design.SecurityGroups.ToDictionary(group => group.Id);

    /// <summary>The name of a stage, such as <c>security group</c>.</summary>
    public static string NameOf(Stage stage) => stage switch
    {
        Stage.VpcService => "VPC service",
        Stage.SourceDestCheck => "source/destination check",
        Stage.SecurityGroup => "security group",
        Stage.NetworkAcl => "network ACL",
        Stage.RouteTable => "route table",
        Stage.Gateway => "gateway",
        Stage.Endpoint => "endpoint",
        _ => "delivery",
    };

    /// <summary>The component that was asked: its name and AWS id, such as <c>DbNetworkAcl (acl-0…)</c>.</summary>
    public string Component(StageRecord step) => _verdicts.Component(AsVerdict(step));

    /// <summary>
    /// What decided, in AWS's words: <c>inbound rule tcp 443 0.0.0.0/0 of WebSg (sg-0…)</c>, <c>tracked connection</c>, <c>inbound 100 allow tcp 5432 10.0.2.0/24</c>,
    /// <c>0.0.0.0/0 -> igw-0…</c>; <c>-</c> where there is no rule to name.
    /// </summary>
    public string Rule(StageRecord step) => step switch
    {
        { Stage: Stage.SecurityGroup, Tracked: true } => "tracked connection",
        { Stage: Stage.SecurityGroup, Rule: >= 0 } => GroupRule(design.NetworkInterfaces[step.Index], step.Rule, step.Egress),
        _ => _verdicts.Rule(AsVerdict(step)),
    };

    /// <summary>What connection tracking had to do with it, such as <c>opens a tracked connection</c>; null where it had nothing to do with it.</summary>
    public static string? State(StageRecord step) => step.Tracking switch
    {
        Tracking.Untracked => "not tracked",
        Tracking.Opened => "opens a tracked connection",
        Tracking.Unanswered => "not answered yet",
        Tracking.Established => "established",
        Tracking.Ended => "ended",
        Tracking.Related => "an error about it",
        _ => null,
    };

    /// <summary>Component and rule in one: <c>WebAcl (acl-0…): inbound 100 allow all traffic 0.0.0.0/0</c>; the component alone where there is no rule to name.</summary>
    public string Decision(StageRecord step) => Rule(step) is var rule and not "-" ? $"{Component(step)}: {rule}" : Component(step);

    // An interface's rules are numbered through all of its groups in their order.
    private string GroupRule(NetworkInterface eni, int place, bool egress)
    {
        foreach (string id in eni.SecurityGroupIds)
        {
            if (!_groups.TryGetValue(id, out SecurityGroup? group)) continue;
            var rules = egress ? group.Egress : group.Ingress;
            if (place < rules.Length) return $"{(egress ? "outbound" : "inbound")} rule {rules[place]} of {group.Name} ({id})";
            place -= rules.Length;
        }
        return "-";
    }

    private static Verdict AsVerdict(StageRecord step) => new(
        step.Passed ? Outcome.Delivered : Outcome.Dropped,
        step is { Stage: Stage.SecurityGroup, Passed: false } ? DropReason.EniSgRulesMismatch : DropReason.None,
        step.Component, step.Index, step.Rule, step.Egress);
}
