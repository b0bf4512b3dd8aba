using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::SecurityGroup</c> with inline rules, <c>AWS::EC2::SecurityGroupIngress</c> and <c>AWS::EC2::SecurityGroupEgress</c>.</summary>
internal static class SecurityGroupResources
{
    public static readonly ResourceKind Group = new("AWS::EC2::SecurityGroup", "sg", ReadGroup,
        "GroupDescription GroupName VpcId SecurityGroupIngress SecurityGroupEgress Tags", simulator: "Default");

    public static readonly ResourceKind InlineRules = new(Group.Type, "sg", ReadInlineRules, "");

    public static readonly ResourceKind Ingress = new("AWS::EC2::SecurityGroupIngress", "sgr", (r, draft) => ReadRule(r, draft, egress: false),
        "GroupId GroupName IpProtocol FromPort ToPort CidrIp CidrIpv6 SourcePrefixListId SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId Description");

    public static readonly ResourceKind Egress = new("AWS::EC2::SecurityGroupEgress", "sgr", (r, draft) => ReadRule(r, draft, egress: true),
        "GroupId IpProtocol FromPort ToPort CidrIp CidrIpv6 DestinationPrefixListId DestinationSecurityGroupId Description");

    // VPC guide, "Default security groups for your VPCs": a VPC has one, and a template cannot make it.
    private const string DefaultName = "default";

    /// <summary>What CloudFormation calls a group that the template gives no name, random letters at its end aside.</summary>
    public static string GeneratedName(Evaluation.Deployment deployment, string name) => $"{deployment.StackName}-{name}";

    private static void ReadGroup(ResourceReader r, DesignDraft draft)
    {
        r.TryText("GroupDescription", out string? description);
        if (!r.Has("VpcId"))
        {
            r.LeaveOut($"without VpcId it belongs to the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return;
        }
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        SecurityGroup group = new()
        {
            Name = r.Name,
            Id = r.Id,
            VpcId = vpcId,
            GroupName = r.Simulator.Boolean("Default") == true ? DefaultName : r.TextIfKnown("GroupName") ?? GeneratedName(r.Deployment, r.Name),
            Description = description ?? "",
        };
        draft.SecurityGroups.Add(r.Id, new SecurityGroupDraft(group, opensEgress: !r.Has("SecurityGroupEgress")));
    }

    /// <summary>Inline rules, read when every group is known.</summary>
    private static void ReadInlineRules(ResourceReader r, DesignDraft draft)
    {
        if (!draft.SecurityGroups.TryGetValue(r.Id, out SecurityGroupDraft? group)) return;
        foreach (PropertyReader rule in r.Mappings("SecurityGroupIngress"))
            AddInline(group, SecurityGroupRules.Read(rule, egress: false, name: null), egress: false);
        foreach (PropertyReader rule in r.Mappings("SecurityGroupEgress"))
            AddInline(group, SecurityGroupRules.Read(rule, egress: true, name: null), egress: true);
    }

    /// <summary>Inline rules are sent in one request, which AWS refuses if a rule stands in it twice: provisioning judges it.</summary>
    private static void AddInline(SecurityGroupDraft group, SecurityGroupRule? rule, bool egress)
    {
        if (rule is not null && !group.TryAdd(rule, egress)) (egress ? group.Egress : group.Ingress).Add(rule);
    }

    private static void ReadRule(ResourceReader r, DesignDraft draft, bool egress)
    {
        if (!r.Has("GroupId") && r.Has("GroupName"))
        {
            r.LeaveOut($"a rule that names its group by GroupName belongs to the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return;
        }
        if (!r.TryId("GroupId", "sg", out string? groupId) || !draft.TrySecurityGroup(r, groupId, out SecurityGroupDraft? group)) return;
        if (SecurityGroupRules.Read(r, egress, r.Name) is not { } rule) return;
        if (!group.TryAdd(rule, egress))
            r.Finding("duplicate-rule", $"{group.Group.Name} has the rule '{rule}' already; AWS may refuse it as InvalidPermission.Duplicate, remove one", r.Place);
    }
}
