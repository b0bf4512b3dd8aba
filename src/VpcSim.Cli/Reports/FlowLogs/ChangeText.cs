using System.Globalization;
using VpcSim.Model;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Scenarios.Changes;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>Words a change of rules that a diagnosis found, which names everything by its id; for people and as a command of the AWS CLI.</summary>
internal sealed class ChangeText(Design design)
{
    /// <summary>Such as <c>add to WebSg (sg-…) the inbound rule tcp 443 203.0.113.5/32</c>.</summary>
    public string Sentence(DesignChange change) => change switch
    {
        SecurityGroupRuleChange { Rule: var rule } added =>
            $"add to {Group(added.Group)} the {(added.Egress ? "outbound" : "inbound")} rule {RuleText.ProtocolAndPorts(rule.Protocol, rule.From, rule.To)} {(rule.Group is { } peer ? Group(peer) : rule.Cidr.ToString())}",
        NetworkAclEntryChange added => $"add to {Acl(added.Acl)} the entry {added.Entry}",
        PublicAccessExclusionCreation added => $"exclude the subnet {Subnet(added.Subnet)} from VPC Block Public Access: {(added.EgressOnly ? "allow-egress" : "allow-bidirectional")}",
        _ => change.Action,
    };

    /// <summary>The command that makes it in the account whose ids the design has.</summary>
    public static string Command(DesignChange change) => $"aws ec2 {change.Action} " + change switch
    {
        SecurityGroupRuleChange added => $"--group-id {added.Group} --ip-permissions {Permission(added.Rule)}",
        NetworkAclEntryChange added => $"--network-acl-id {added.Acl} {(added.Entry.Egress ? "--egress" : "--ingress")} {Entry(added.Entry)}",
        PublicAccessExclusionCreation added => $"--subnet-id {added.Subnet} --internet-gateway-exclusion-mode {(added.EgressOnly ? "allow-egress" : "allow-bidirectional")}",
        _ => "",
    };

    private static string Permission(SecurityGroupRuleForm rule)
    {
        string ports = rule.Protocol is IpProtocol.Tcp or IpProtocol.Udp or IpProtocol.Icmp or IpProtocol.IcmpV6 ? $",FromPort={Text(rule.From)},ToPort={Text(rule.To)}" : "";
        string peer = rule.Group is { } group ? $"UserIdGroupPairs=[{{GroupId={group}}}]"
            : rule.Cidr is { IsIPv4: true } ? $"IpRanges=[{{CidrIp={rule.Cidr}}}]"
            : $"Ipv6Ranges=[{{CidrIpv6={rule.Cidr}}}]";
        return $"'IpProtocol={(rule.Protocol == IpProtocol.All ? "-1" : IpProtocol.NameOf(rule.Protocol))}{ports},{peer}'";
    }

    private static string Entry(NetworkAclEntry entry)
    {
        string detail = entry.Protocol switch
        {
            IpProtocol.Tcp or IpProtocol.Udp => $" --port-range From={Text(entry.FromPort)},To={Text(entry.ToPort)}",
            IpProtocol.Icmp or IpProtocol.IcmpV6 => $" --icmp-type-code Type={Text(entry.IcmpType)},Code={Text(entry.IcmpCode)}",
            _ => "",
        };
        return $"--rule-number {Text(entry.RuleNumber)} --protocol {Text(entry.Protocol)}{detail} {(entry.CidrBlock.IsIPv4 ? "--cidr-block" : "--ipv6-cidr-block")} {entry.CidrBlock} --rule-action {(entry.Allow ? "allow" : "deny")}";
    }

    private string Group(string id) => $"{design.SecurityGroups.First(group => group.Id == id).Name} ({id})";

    private string Acl(string id) => $"{design.NetworkAcls.First(acl => acl.Id == id).Name} ({id})";

    private string Subnet(string id) => $"{design.Subnets.First(subnet => subnet.Id == id).Name} ({id})";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
