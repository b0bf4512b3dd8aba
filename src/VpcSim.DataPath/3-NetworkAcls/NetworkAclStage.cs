using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.DataPath.Trace;

namespace VpcSim.DataPath.NetworkAcls;

/// <summary>The network ACL at a subnet's border: stateless, each direction by itself. (VPC guide, "Network ACLs")</summary>
internal static class NetworkAclStage
{
    [MethodImpl(Hot.Path)]
    public static bool Passes(Walk walk, Fabric fabric, int subnet, bool egress, out Verdict drop)
    {
        int acl = fabric.Subnets[subnet].Acl;
        CompiledAcl[] acls = fabric.Acls;
        if ((uint)acl >= (uint)acls.Length) // a regional NAT gateway lies in no subnet and behind no network ACL
        {
            drop = default;
            return true;
        }
        bool passes = acls[acl].Allows(in walk.Packet, egress, out int entry);
        walk.Note(Stage.NetworkAcl, ComponentKind.NetworkAcl, acl, entry, egress, passes);
        drop = passes ? default : Verdict.Drop(DropReason.SubnetAclRestriction, ComponentKind.NetworkAcl, acl, entry, egress);
        return passes;
    }
}
