using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Scenarios.Changes;

/// <summary>A rule as a request names it. (EC2 API, AuthorizeSecurityGroupIngress)</summary>
/// <param name="Protocol">IANA number or −1.</param>
/// <param name="From">First port or ICMP type; −1 for all.</param>
/// <param name="To">Last port or ICMP code; −1 for all.</param>
/// <param name="Cidr">The peer's block; else one of the others is set.</param>
/// <param name="Group">The name of a group whose members are the peers.</param>
/// <param name="PrefixList">The name of a prefix list.</param>
public sealed record SecurityGroupRuleForm(int Protocol, int From, int To, Cidr? Cidr, string? Group = null, string? PrefixList = null)
{
    internal SecurityGroupRule In(Design design) => new()
    {
        Protocol = Protocol,
        FromPort = From,
        ToPort = To,
        Cidr = Cidr,
        GroupId = Group is null ? null : design.SecurityGroups[Nouns.Group(design, Group)].Id,
        PrefixListId = PrefixList is null ? null : design.PrefixLists[Nouns.PrefixList(design, PrefixList)].Id,
    };
}
