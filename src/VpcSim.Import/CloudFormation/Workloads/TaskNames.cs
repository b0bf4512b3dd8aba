using System.Globalization;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Ids and ARNs of a service's tasks: what runs draws is drawn from the names, as ids of interfaces are. (ECS API, Task; ECS guide, "Task metadata endpoint version 4")</summary>
internal static class TaskNames
{
    private const string DefaultCluster = "default";

    /// <summary>The task behind an interface of a service.</summary>
    public static EcsTask Of(ResourceReader service, TaskDefinitionDraft? definition, NetworkInterface eni)
    {
        string prefix = $"arn:{service.Deployment.Partition}:ecs:{service.Deployment.Region}:{service.Deployment.AccountId}";
        string cluster = service.TextIfKnown("Cluster") ?? DefaultCluster;
        string clusterName = cluster[(cluster.LastIndexOf('/') + 1)..];
        string id = Hex(service, "t", eni.Name, 32);
        int containers = definition?.Containers ?? 0;
        return new EcsTask
        {
            ClusterArn = cluster.StartsWith("arn:", StringComparison.Ordinal) ? cluster : $"{prefix}:cluster/{cluster}",
            ClusterName = clusterName,
            Id = id,
            Arn = $"{prefix}:task/{clusterName}/{id}",
            ServiceName = service.Reference[(service.Reference.LastIndexOf('/') + 1)..],
            TaskDefinitionArn = DefinitionArn(service, definition, prefix),
            ContainerId = containers > 0 ? Container(service, eni.Name, id, 1) : null,
            SecondContainerId = containers > 1 ? Container(service, eni.Name, id, 2) : null,
        };
    }

    // FAMILY stands for the latest revision, which is the template's own if it makes one.
    private static string? DefinitionArn(ResourceReader service, TaskDefinitionDraft? definition, string prefix) => service.TextIfKnown("TaskDefinition") switch
    {
        null => null,
        { } arn when arn.StartsWith("arn:", StringComparison.Ordinal) => arn,
        { } revision when revision.Contains(':', StringComparison.Ordinal) => $"{prefix}:task-definition/{revision}",
        _ => definition?.Arn,
    };

    private static string Container(ResourceReader service, string name, string taskId, int number)
    {
        string digits = Hex(service, $"c{number}", name, 64);
        return IsFargate(service)
            ? $"{taskId}-{(ulong.Parse(digits.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 9_000_000_000) + 1_000_000_000:D10}"
            : digits;
    }

    private static bool IsFargate(ResourceReader service) => service.TextIfKnown("LaunchType") == "FARGATE"
        || service.Mappings("CapacityProviderStrategy").Any(item => item.TextIfKnown("CapacityProvider") is "FARGATE" or "FARGATE_SPOT");

    private static string Hex(ResourceReader service, string prefix, string name, int digits) =>
        string.Concat(Enumerable.Range(0, 4).Select(i => service.IdFor($"{prefix}{i}", name).Split('-')[1]))[..digits];
}
