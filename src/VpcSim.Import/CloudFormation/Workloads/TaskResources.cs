using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Services of ECS whose tasks have interfaces of their own. (ECS guide, "Allocate a network interface for an Amazon ECS task")</summary>
internal static class TaskResources
{
    public static readonly ResourceKind[] All =
    [
        .. CapacityResources.All,
        new("AWS::ECS::TaskDefinition", "task", ReadDefinition, "Family NetworkMode ContainerDefinitions RequiresCompatibilities Tags", othersChangeNothing: true),
        WorkloadKind.Of("AWS::ECS::Service", "ecs-svc", "ServiceName Cluster TaskDefinition DesiredCount SchedulingStrategy LaunchType CapacityProviderStrategy NetworkConfiguration LoadBalancers Tags", Place),
    ];

    private static void ReadDefinition(ResourceReader r, DesignDraft draft)
    {
        List<ListeningPort> ports = [];
        int containers = 0;
        foreach (PropertyReader container in r.Mappings("ContainerDefinitions"))
        {
            containers++;
            foreach (PropertyReader mapping in container.Mappings("PortMappings"))
            {
                if (mapping.Port("ContainerPort") is not { } number) continue;
                ListeningPort port = mapping.TextIfKnown("Protocol") == "udp" ? ListeningPort.Udp(number) : ListeningPort.Tcp(number);
                if (!ports.Contains(port)) ports.Add(port);
            }
        }
        var definition = new TaskDefinitionDraft(r.Reference, [.. ports], containers);
        draft.TaskDefinitions[r.Reference] = definition;
        if (r.TextIfKnown("Family") is { } family) draft.TaskDefinitions.TryAdd(family, definition);
    }

    /// <summary>Tasks of network mode <c>awsvpc</c>; others use the interfaces of their instances.</summary>
    private static Placement? Place(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("NetworkConfiguration")?.Mapping("AwsvpcConfiguration") is not { } network) return null;
        bool isDaemon = r.TextIfKnown("SchedulingStrategy") == "DAEMON";
        if (isDaemon) r.Finding("assumed", $"{r.Name} runs a task on each instance of its cluster; it is taken for one task", r.PlaceOf("SchedulingStrategy"));
        TaskDefinitionDraft? definition = DefinitionOf(r, draft);
        TaskLaunch launch = draft.TaskLaunches[r.Name] = TaskLaunch.Of(r, draft);
        return new Placement
        {
            Subnets = network.Ids("Subnets", "subnet"),
            Groups = network.Ids("SecurityGroups", "sg"),
            Parts = Placement.Numbered(isDaemon ? 1 : r.CountOrOne("DesiredCount") ?? 1),
            Description = eni => $"arn:{r.Deployment.Partition}:ecs:{r.Deployment.Region}:{r.Deployment.AccountId}:attachment/{Uuid(r, eni.Name)}",
            Ports = definition?.Ports ?? [],
            Task = eni => TaskNames.Of(r, launch, definition, eni),
            IsPublic = network.TextIfKnown("AssignPublicIp") == "ENABLED",
        };
    }

    private static TaskDefinitionDraft? DefinitionOf(ResourceReader r, DesignDraft draft)
    {
        if (r.TextIfKnown("TaskDefinition") is not { } definition) return null;
        // FAMILY, FAMILY:REVISION or arn:…:task-definition/FAMILY:REVISION
        string family = definition[(definition.LastIndexOf('/') + 1)..].Split(':')[0];
        return draft.TaskDefinitions.GetValueOrDefault(definition) ?? draft.TaskDefinitions.GetValueOrDefault(family);
    }

    private static string Uuid(ResourceReader r, string name)
    {
        string digits = r.IdFor("a", name)[2..] + r.IdFor("b", name)[2..];
        return $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..32]}";
    }
}
