using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>An interface stands in a subnet and has at most five security groups, all of its VPC. (VPC guide, "Amazon VPC quotas")</summary>
internal static class InterfaceChecks
{
    public static void Check(Draft draft)
    {
        var places = new HashSet<(string, int)>();
        HashSet<string> xen = [.. draft.AsWritten.Instances.Where(instance => InstanceTypes.IsXen(instance.InstanceType)).Select(instance => instance.Id)];
        foreach (NetworkInterface networkInterface in draft.Interfaces)
        {
            if (networkInterface.OfRegionalNat is not null) continue; // AWS's own, in no subnet and without groups
            Vpc? vpc = draft.VpcOf(networkInterface.SubnetId);
            if (draft.Subnets.Find(networkInterface.SubnetId) is null)
                draft.RefuseMissing("InvalidSubnetID.NotFound", $"The subnet ID '{networkInterface.SubnetId}' does not exist.",
                    networkInterface.Name);
            draft.Limit(QuotaNames.SecurityGroupsPerInterface,
                networkInterface.SecurityGroupIds.Length, "The interface has too many security groups", networkInterface.Name);
            foreach (string id in networkInterface.SecurityGroupIds) CheckGroup(draft, networkInterface, vpc, id);
            CheckTracking(draft, networkInterface);
            if (networkInterface.ConnectionTracking != ConnectionTracking.Default && xen.Contains(networkInterface.InstanceId ?? ""))
            {
                draft.Findings.Add(new Finding("no-effect", "Idle timeouts of tracked connections can be chosen on the Nitro System only; this instance keeps AWS's defaults.",
                    networkInterface.Name));
            }
            if (networkInterface.InstanceId is { } instance && !places.Add((instance, networkInterface.DeviceIndex)))
            {
                draft.Refuse("InvalidParameterValue", $"The instance {instance} already has an interface at device index "
                    + $"{networkInterface.DeviceIndex}.", networkInterface.Name);
            }
        }
    }

    private static void CheckGroup(Draft draft, NetworkInterface networkInterface, Vpc? vpc, string id)
    {
        SecurityGroup? group = draft.Groups.Find(id);
        if (group is null)
        {
            draft.RefuseMissing("InvalidGroup.NotFound", $"The security group '{id}' does not exist.", networkInterface.Name);
        }
        else if (vpc is not null && group.VpcId != vpc.Id)
        {
            draft.Refuse("InvalidGroup.NotFound", $"You have specified two resources that belong to different networks: the security group "
                + $"{group.Name} is not of the VPC {vpc.Name}.", networkInterface.Name);
        }
    }

    // EC2 API, ConnectionTrackingSpecificationRequest
    private static void CheckTracking(Draft draft, NetworkInterface networkInterface)
    {
        ConnectionTracking tracking = networkInterface.ConnectionTracking;
        CheckTimeout(draft, networkInterface, "tcpEstablishedTimeout", tracking.TcpEstablishedTimeoutSeconds, 60, 432_000);
        CheckTimeout(draft, networkInterface, "udpTimeout", tracking.UdpTimeoutSeconds, 30, 60);
        CheckTimeout(draft, networkInterface, "udpStreamTimeout", tracking.UdpStreamTimeoutSeconds, 60, 180);
    }

    private static void CheckTimeout(Draft draft, NetworkInterface networkInterface, string name, int? seconds, int least, int most)
    {
        if (seconds is { } value && (value < least || value > most))
            draft.Refuse("InvalidParameterValue", $"Value ({value}) for parameter {name} is invalid: {least} to {most} seconds.",
                networkInterface.Name);
    }
}
