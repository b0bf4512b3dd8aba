using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Subnets;

namespace VpcSim.Scenarios.Changes;

/// <summary>Associates a subnet with another network ACL. (EC2 API, ReplaceNetworkAclAssociation)</summary>
/// <param name="Subnet">The subnet's name.</param>
/// <param name="Acl">The network ACL's name.</param>
public sealed record NetworkAclAssociationChange(string Subnet, string Acl) : DesignChange
{
    public override string Action => "replace-network-acl-association";

    internal override Design Change(Design design, long timeNs)
    {
        int place = Nouns.Subnet(design, Subnet);
        Subnet subnet = design.Subnets[place];
        NetworkAcl acl = design.NetworkAcls[Nouns.Acl(design, Acl)];
        if (acl.VpcId != subnet.VpcId)
            throw new ChangeRefusedException("InvalidParameterValue", $"The network ACL {acl.Name} and the subnet {subnet.Name} belong to different networks.");
        return design with { Subnets = design.Subnets.SetItem(place, subnet with { NetworkAclId = acl.Id }) };
    }
}
