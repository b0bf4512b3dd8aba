using VpcSim.Model.Enis;

namespace VpcSim.Model.Provisioning;

/// <summary>An interface that names no security group has the default group of its VPC. NAT gateways have none.</summary>
internal static class InterfaceDefaults
{
    public static void Apply(Draft draft)
    {
        for (int i = 0; i < draft.Interfaces.Count; i++)
        {
            NetworkInterface networkInterface = draft.Interfaces[i];
            bool takesGroups = networkInterface.Kind is InterfaceKind.Interface or InterfaceKind.VpcEndpoint or InterfaceKind.Service;
            if (!takesGroups || networkInterface.IsDeleted || !networkInterface.SecurityGroupIds.IsEmpty) continue;
            if (draft.VpcOf(networkInterface.SubnetId)?.DefaultSecurityGroupId is { } group)
                draft.Interfaces[i] = networkInterface with { SecurityGroupIds = [group] };
        }
    }
}
