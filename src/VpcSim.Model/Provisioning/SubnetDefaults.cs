using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>What a subnet has when its design names nothing else: the VPC's main route table and default network ACL, and its zone's id.</summary>
internal static class SubnetDefaults
{
    public static void Apply(Draft draft)
    {
        for (int i = 0; i < draft.Subnets.Count; i++)
        {
            Subnet subnet = draft.Subnets[i];
            Vpc? vpc = draft.Vpcs.Find(subnet.VpcId);
            draft.Subnets[i] = subnet with
            {
                AvailabilityZoneId = subnet.AvailabilityZoneId ?? AvailabilityZones.IdOf(subnet.AvailabilityZone),
                RouteTableId = subnet.RouteTableId ?? vpc?.MainRouteTableId,
                NetworkAclId = subnet.NetworkAclId ?? vpc?.DefaultNetworkAclId,
            };
        }
    }
}
