using System.Globalization;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Ids and ARNs of a service's tasks: what runs draws is drawn from the names, as ids of interfaces are. (ECS API, Task; ECS guide, "Task metadata endpoint version 4")</summary>
internal static class TaskNames
{
    /// <summary>The task behind an interface of a service.</summary>
    public static EcsTask Of(ResourceReader service, TaskLaunch launch, TaskDefinitionDraft? definition, NetworkInterface eni)
    {
        string prefix = Prefix(service);
        string id = Hex(service, "t", eni.Name, 32);
        int containers = definition?.Containers ?? 0;
        return new EcsTask
        {
            ClusterArn = launch.Cluster.StartsWith("arn:", StringComparison.Ordinal) ? launch.Cluster : $"{prefix}:cluster/{launch.Cluster}",
            ClusterName = launch.ClusterName,
            Id = id,
            Arn = $"{prefix}:task/{launch.ClusterName}/{id}",
            IsOnFargate = launch.IsOnFargate,
            ServiceName = service.Reference[(service.Reference.LastIndexOf('/') + 1)..],
            TaskDefinitionArn = DefinitionArn(service, definition, prefix),
            ContainerId = containers > 0 ? Container(service, launch, eni.Name, id, 1) : null,
            SecondContainerId = containers > 1 ? Container(service, launch, eni.Name, id, 2) : null,
        };
    }

    /// <summary>That of a container instance.</summary>
    /// <param name="service">One that runs a task there.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="instance">What the design calls the instance.</param>
    public static string ContainerInstanceArn(ResourceReader service, string cluster, string instance) =>
        $"{Prefix(service)}:container-instance/{cluster}/{Hex(service, "ci", instance, 32)}";

    private static string Prefix(ResourceReader service) => $"arn:{service.Deployment.Partition}:ecs:{service.Deployment.Region}:{service.Deployment.AccountId}";

    // FAMILY stands for the latest revision, which is the template's own if it makes one.
    private static string? DefinitionArn(ResourceReader service, TaskDefinitionDraft? definition, string prefix) => service.TextIfKnown("TaskDefinition") switch
    {
        null => null,
        { } arn when arn.StartsWith("arn:", StringComparison.Ordinal) => arn,
        { } revision when revision.Contains(':', StringComparison.Ordinal) => $"{prefix}:task-definition/{revision}",
        _ => definition?.Arn,
    };

    private static string Container(ResourceReader service, TaskLaunch launch, string name, string taskId, int number)
    {
        string digits = Hex(service, $"c{number}", name, 64);
        return launch.IsOnFargate
            ? $"{taskId}-{(ulong.Parse(digits.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 9_000_000_000) + 1_000_000_000:D10}"
            : digits;
    }

    private static string Hex(ResourceReader service, string prefix, string name, int digits) =>
        string.Concat(Enumerable.Range(0, 4).Select(i => service.IdFor($"{prefix}{i}", name).Split('-')[1]))[..digits];
}
