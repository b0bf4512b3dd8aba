using VpcSim.Model.Addressing;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Import.CloudFormation;

/// <summary>A security group and the rules that resources of their own add to it.</summary>
/// <param name="group">Without rules.</param>
/// <param name="opensEgress">Whether AWS adds its default egress rules: the template gives the group none.</param>
internal sealed class SecurityGroupDraft(SecurityGroup group, bool opensEgress)
{
    private readonly HashSet<(bool Egress, SecurityGroupRule Rule)> _known = [];

    public SecurityGroup Group => group;

    public List<SecurityGroupRule> Ingress { get; } = [];

    public List<SecurityGroupRule> Egress { get; } = [];

    /// <summary>Adds a rule; false if the group has it already, descriptions aside.</summary>
    public bool TryAdd(SecurityGroupRule rule, bool egress)
    {
        if (!_known.Add((egress, rule with { Name = null, Description = "" }))) return false;
        (egress ? Egress : Ingress).Add(rule);
        return true;
    }

    /// <summary>The group as AWS would hold it.</summary>
    /// <remarks>
    /// A group without egress rules opens egress: to 0.0.0.0/0, and to ::/0 if the VPC has IPv6. An <c>AWS::EC2::SecurityGroupEgress</c> that names
    /// the group takes this default away. (CloudFormation guide, "AWS::EC2::SecurityGroup"; aws/aws-cdk issue 987)
    /// </remarks>
    public SecurityGroup ToGroup(bool vpcHasIpv6)
    {
        List<SecurityGroupRule> egress = [.. Egress];
        if (opensEgress && egress.Count == 0)
        {
            egress.Add(new SecurityGroupRule { Protocol = IpProtocol.All, Cidr = Cidr.AnyIPv4 });
            if (vpcHasIpv6) egress.Add(new SecurityGroupRule { Protocol = IpProtocol.All, Cidr = Cidr.AnyIPv6 });
        }
        return group with { Ingress = [.. Ingress], Egress = [.. egress] };
    }
}
