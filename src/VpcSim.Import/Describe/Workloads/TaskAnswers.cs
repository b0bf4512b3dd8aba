using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>What <c>aws ecs describe-tasks</c> tells of the tasks behind interfaces. (ECS API, "Task", "Attachment", "Container")</summary>
internal static class TaskAnswers
{
    /// <summary>Tasks by the ids of their interfaces.</summary>
    public static Dictionary<string, MappingNode> ByInterface(Translation t)
    {
        Dictionary<string, MappingNode> tasks = new(StringComparer.Ordinal);
        foreach (MappingNode task in t.Set.Workloads.Of("Tasks"))
            foreach (ScalarNode id in InterfacesOf(task)) tasks.TryAdd(id.Text, Observed(task));
        return tasks;
    }

    /// <summary>The ids of a task's interfaces, of which it has one in network mode <c>awsvpc</c>.</summary>
    public static IEnumerable<ScalarNode> InterfacesOf(MappingNode task) => task.Mappings("Attachments").SelectMany(attachment => attachment.Mappings("Details"))
        .Where(detail => detail.Text("Name") == "networkInterfaceId").Select(detail => detail.Scalar("Value")).OfType<ScalarNode>();

    private static MappingNode Observed(MappingNode task) => new Built(task.Place)
        .Copy(task, "ClusterArn", "TaskArn", "TaskDefinitionArn", "ContainerInstanceArn", "LaunchType", "Group")
        .Set("ContainerIds", task.Mappings("Containers").Select(container => container.Scalar("RuntimeId")).OfType<ScalarNode>()).Node;
}
