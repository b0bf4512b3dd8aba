using System.Globalization;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>Functions of Lambda, tasks of ECS, control planes of EKS, and which instances are those of Auto Scaling groups.</summary>
internal static class ComputeAnswers
{
    public const string OfLambda = "AWS Lambda VPC ENI-";

    public static void Translate(Translation t, WorkloadInterfaces interfaces)
    {
        foreach (MappingNode function in t.Set.Workloads.Of("Functions")) Function(t, interfaces, function);
        foreach (MappingNode definition in t.Set.Workloads.Of("TaskDefinitions")) TaskDefinition(t, definition);
        Tasks(t, interfaces);
        foreach (MappingNode cluster in t.Set.Workloads.Of("EksClusters")) ControlPlane(t, interfaces, cluster);
        foreach (MappingNode group in t.Set.Workloads.Of("AutoScalingGroups")) ScalingGroup(t, interfaces, group);
    }

    /// <summary>Functions of the same subnet and groups share an interface, which is called after one of them.</summary>
    private static void Function(Translation t, WorkloadInterfaces interfaces, MappingNode function)
    {
        if (function.Mapping("VpcConfig") is not { } vpc || vpc.Items("SubnetIds").Count == 0) return;
        HashSet<string> subnets = [.. vpc.Scalars("SubnetIds").Select(subnet => subnet.Text)];
        IEnumerable<Item> own = interfaces.Described(text => text.StartsWith(OfLambda, StringComparison.Ordinal))
            .Where(eni => subnets.Contains(eni.Fields.Text("SubnetId") ?? "") && WorkloadInterfaces.HasGroups(eni, vpc.Scalars("SecurityGroupIds")));
        Built config = new Built(vpc.Place).Set("SubnetIds", t.KnownIds("Subnets", vpc.Scalars("SubnetIds"))).Set("SecurityGroupIds", t.KnownIds("SecurityGroups", vpc.Scalars("SecurityGroupIds")))
            .Copy(vpc, "Ipv6AllowedForDualStack");
        interfaces.Declare(function.Text("FunctionName")!, "AWS::Lambda::Function", function, new Built(function.Place).Copy(function, "FunctionName").Set("VpcConfig", config.Node), own);
    }

    private static void TaskDefinition(Translation t, MappingNode definition)
    {
        IEnumerable<MappingNode> containers = definition.Mappings("ContainerDefinitions").Select(container => new Built(container.Place).Copy(container, "Name")
            .Set("PortMappings", container.Mappings("PortMappings").Select(port => new Built(port.Place).Copy(port, "ContainerPort", "HostPort", "Protocol").Node)).Node);
        t.Declare($"{definition.Text("Family")}/task-definition", "AWS::ECS::TaskDefinition", definition.Place,
            new Built(definition.Place).Copy(definition, "Family", "NetworkMode").Set("ContainerDefinitions", containers));
    }

    /// <summary>Tasks by their services, those of none by their family.</summary>
    private static void Tasks(Translation t, WorkloadInterfaces interfaces)
    {
        Dictionary<string, MappingNode> services = t.Set.Workloads.Of("Services").DistinctBy(service => service.Text("ServiceName")).ToDictionary(service => service.Text("ServiceName")!, StringComparer.Ordinal);
        ILookup<string, MappingNode> tasks = t.Set.Workloads.Of("Tasks").ToLookup(task => task.Text("Group")?.Split(':')[^1] ?? "task", StringComparer.Ordinal);
        foreach (string name in services.Keys.Concat(tasks.Select(group => group.Key)).Distinct(StringComparer.Ordinal))
        {
            Item[] own = [.. interfaces.ById(tasks[name].SelectMany(TaskAnswers.InterfacesOf))];
            services.TryGetValue(name, out MappingNode? service);
            MappingNode fields = service ?? tasks[name].First();
            MappingNode? network = service?.Mapping("NetworkConfiguration").Mapping("AwsvpcConfiguration");
            if (own.Length == 0 && network is null) continue; // of another network mode: on the interfaces of instances
            IEnumerable<ScalarNode?> subnets = network?.Scalars("Subnets") ?? own.Select(eni => eni.Fields.Scalar("SubnetId"));
            IEnumerable<ScalarNode?> groups = network?.Scalars("SecurityGroups") ?? own[0].Fields.Mappings("Groups").Select(group => group.Scalar("GroupId"));
            Built placed = new Built(fields.Place).Set("Subnets", t.KnownIds("Subnets", subnets)).Set("SecurityGroups", t.KnownIds("SecurityGroups", groups));
            if (network is not null) placed.Copy(network, "AssignPublicIp");
            Built properties = new Built(fields.Place).Set("ServiceName", name).Set("Cluster", fields.Scalar("ClusterArn")).Copy(fields, "LaunchType")
                .Set("CapacityProviderStrategy", fields.Mappings("CapacityProviderStrategy").Select(item => new Built(item.Place).Copy(item, "CapacityProvider", "Weight", "Base").Node)).Set("TaskDefinition", service.Scalar("TaskDefinition") ?? tasks[name].FirstOrDefault().Scalar("TaskDefinitionArn"))
                .Set("NetworkConfiguration", new Built(fields.Place).Set("AwsvpcConfiguration", placed.Node).Node)
                .Set("DesiredCount", own.Length > 0 ? own.Length.ToString(CultureInfo.InvariantCulture) : service.Text("DesiredCount"));
            if (service is not null && service.Text("DesiredCount") == "0" && own.Length == 0) continue;
            interfaces.Declare(name, "AWS::ECS::Service", fields, properties, own);
        }
    }

    private static void ControlPlane(Translation t, WorkloadInterfaces interfaces, MappingNode cluster)
    {
        if (cluster.Mapping("ResourcesVpcConfig") is not { } vpc) return;
        string name = cluster.Text("Name")!;
        Built config = new Built(vpc.Place).Set("SubnetIds", t.KnownIds("Subnets", vpc.Scalars("SubnetIds"))).Set("SecurityGroupIds", t.KnownIds("SecurityGroups", vpc.Scalars("SecurityGroupIds")));
        interfaces.Declare(name, "AWS::EKS::Cluster", cluster, new Built(cluster.Place).Set("Name", name).Set("ResourcesVpcConfig", config.Node), interfaces.Described($"Amazon EKS {name}"));
    }

    /// <summary>An instance of a group without a name of its own is called after the group, in the order of the answer.</summary>
    private static void ScalingGroup(Translation t, WorkloadInterfaces interfaces, MappingNode group)
    {
        string name = group.Text("AutoScalingGroupName")!;
        Item[] instances = [.. group.Mappings("Instances").Select(instance => t.Set.Find("Instances", instance.Text("InstanceId"))).OfType<Item>()];
        for (int i = 0; i < instances.Length; i++)
            if (instances[i].Name == instances[i].Id) instances[i].Name = t.FreeName(instances.Length == 1 ? name : $"{name}/{i + 1}");
        if (instances.Length > 0 || t.Set.Has("Instances") || t.Set.Has("NetworkInterfaces")) return;
        ScalarNode[] subnets = [.. (group.Text("VPCZoneIdentifier") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(id => new ScalarNode(group.Place, id))];
        Built properties = new Built(group.Place).Copy(group, "AutoScalingGroupName", "MinSize", "MaxSize", "DesiredCapacity", "LaunchConfigurationName")
            .Set("VPCZoneIdentifier", t.KnownIds("Subnets", subnets)).Set("Tags", ScalingGroups.TagsOf(group));
        if (group.Mapping("LaunchTemplate") is { } template) properties.Set("LaunchTemplate", new Built(template.Place).Copy(template, "LaunchTemplateId", "Version").Node);
        interfaces.Declare(name, "AWS::AutoScaling::AutoScalingGroup", group, properties, []);
    }
}
