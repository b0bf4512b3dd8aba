using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>The task of ECS that AWS's own output names behind an interface. (ECS API, "Task")</summary>
internal static class ObservedTask
{
    private const string OfService = "service:";

    /// <summary>Null where the output names none.</summary>
    public static EcsTask? Of(ResourceReader networkInterface)
    {
        if (networkInterface.Observed.Mapping("Task") is not { } task) return null;
        if (task.TextIfKnown("ClusterArn") is not { } cluster || task.TextIfKnown("TaskArn") is not { } arn) return null;
        ImmutableArray<string> containers = task.Texts("ContainerIds");
        string? group = task.TextIfKnown("Group");
        return new EcsTask
        {
            ClusterArn = cluster,
            ClusterName = cluster[(cluster.LastIndexOf('/') + 1)..],
            Id = arn[(arn.LastIndexOf('/') + 1)..],
            Arn = arn,
            ServiceName = group?.StartsWith(OfService, StringComparison.Ordinal) == true ? group[OfService.Length..] : null,
            TaskDefinitionArn = task.TextIfKnown("TaskDefinitionArn"),
            ContainerInstanceArn = task.TextIfKnown("ContainerInstanceArn"),
            IsOnFargate = task.TextIfKnown("LaunchType") == "FARGATE",
            ContainerId = containers.ElementAtOrDefault(0),
            SecondContainerId = containers.ElementAtOrDefault(1),
        };
    }
}
