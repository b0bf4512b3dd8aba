using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Which container instance runs each task of a service, once all instances are known.</summary>
/// <remarks>An interface is attached to an instance of its own zone (EC2 guide, "Elastic network interfaces"), and so is a task's. Among those ECS spreads tasks; of equal ones it takes any,
/// here the first. (ECS guide, "Use strategies to define Amazon ECS task placement")</remarks>
internal static class ContainerInstances
{
    public static readonly ResourceKind Kind = new("AWS::ECS::Service", "ecs-svc", Place, "");

    private const int NamesShown = 5;

    /// <summary>Tells of tasks whose container instance is not known, where a flow log asks for it.</summary>
    public static void TellUnknown(ResourceReader flowLog, DesignDraft draft, string? format)
    {
        const string Property = "LogFormat", Asked = "ecs-container-instance-";
        if (format?.Contains(Asked, StringComparison.Ordinal) != true) return;
        NetworkInterface[] alone = [.. draft.NetworkInterfaces.Values.Where(eni => eni.Task is { IsOnFargate: false, ContainerInstanceArn: null })];
        if (alone.Length == 0) return;
        string more = alone.Length > NamesShown ? $" and {alone.Length - NamesShown} more" : "";
        flowLog.Finding("outside-design", $"{Asked}arn and -id are - for tasks on EC2 ({alone.Length}: {string.Join(", ", alone.Take(NamesShown).Select(eni => eni.Name))}{more}): no container instance of their "
            + $"cluster and zone is part of this {flowLog.Noun}. An instance is one by ECS_CLUSTER in its user data, or by the capacity provider of its Auto Scaling group", flowLog.PlaceOf(Property));
    }

    private static void Place(ResourceReader service, DesignDraft draft)
    {
        if (!draft.TaskLaunches.TryGetValue(service.Name, out TaskLaunch? launch) || launch.IsOnFargate || draft.FindWorkload(service.Type, service.Reference) is not { } workload) return;
        ContainerHost[] hosts = [.. draft.ContainerHosts.Where(host => IsOf(host, launch, draft))];
        foreach (string id in workload.InterfaceIds)
        {
            NetworkInterface eni = draft.NetworkInterfaces[id];
            if (eni.Task is not { ContainerInstanceArn: null, IsOnFargate: false } task) continue;
            string zone = draft.Subnets[eni.SubnetId].AvailabilityZone;
            if (hosts.Where(host => ZoneOf(host, draft) == zone).MinBy(host => host.Tasks) is not { } chosen) continue;
            chosen.Tasks++;
            draft.NetworkInterfaces[id] = eni with { Task = task with { ContainerInstanceArn = TaskNames.ContainerInstanceArn(service, launch.ClusterName, chosen.Name) } };
        }
    }

    // User data tells which cluster an instance joins; where it does not, the capacity provider of its group does.
    private static bool IsOf(ContainerHost host, TaskLaunch launch, DesignDraft draft)
    {
        bool isProvided = host.Group is { } group && (launch.Providers.IsEmpty ? draft.ContainerCluster(launch.Cluster).Providers : launch.Providers.AsEnumerable())
            .Any(provider => draft.CapacityGroups.GetValueOrDefault(provider) == group);
        bool isMember = host.Cluster is { } cluster ? cluster == launch.ClusterName : isProvided;
        return isMember && (launch.Providers.IsEmpty || isProvided);
    }

    private static string? ZoneOf(ContainerHost host, DesignDraft draft) =>
        draft.PrimaryInterfaces.TryGetValue(host.InstanceId, out string? eni) ? draft.Subnets[draft.NetworkInterfaces[eni].SubnetId].AvailabilityZone : null;
}
