using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Services and tasks of ECS, control planes and node groups of EKS.</summary>
internal static class ContainerKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_ecs_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::ECS::Cluster", p => Providers(p.Name("ClusterName", "name"))));
        kinds.Add("aws_ecs_cluster_capacity_providers", (t, r) => VpcKinds.Declare(t, r, "AWS::ECS::ClusterCapacityProviderAssociations", p => Providers(p.Named("Cluster", "cluster_name", Wanted.TaskCluster))));
        kinds.Add("aws_ecs_capacity_provider", (t, r) => VpcKinds.Declare(t, r, "AWS::ECS::CapacityProvider", p => p.Name("Name", "name")
            .Inner("AutoScalingGroupProvider", "auto_scaling_group_provider", (group, _) => group.Named("AutoScalingGroupArn", "auto_scaling_group_arn", Wanted.ScalingGroup))));
        kinds.Add("aws_ecs_service", Service);
        kinds.Add("aws_ecs_task_definition", Task);
        kinds.Add("aws_eks_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::EKS::Cluster", p => p.Name("Name", "name").Inner("ResourcesVpcConfig", "vpc_config", (vpc, _) => vpc
            .Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup)
            .Scalar("EndpointPublicAccess", "endpoint_public_access").Scalar("EndpointPrivateAccess", "endpoint_private_access"))));
        kinds.Add("aws_eks_node_group", NodeGroup);
    }

    private static void Providers(Properties p) => Strategy(p.Ids("CapacityProviders", "capacity_providers", Wanted.CapacityProvider), "DefaultCapacityProviderStrategy", "default_capacity_provider_strategy");

    private static Properties Strategy(Properties p, string property, string block) => p.Each(property, block, (item, _) => item
        .Named("CapacityProvider", "capacity_provider", Wanted.CapacityProvider).Scalar("Base", "base").Scalar("Weight", "weight"));

    private static void Service(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::ECS::Service", p => Strategy(p, "CapacityProviderStrategy", "capacity_provider_strategy")
        .Name("ServiceName", "name").Named("Cluster", "cluster", Wanted.TaskCluster).Scalar("LaunchType", "launch_type")
        .Scalar("SchedulingStrategy", "scheduling_strategy").Scalar("DesiredCount", "desired_count").Named("TaskDefinition", "task_definition", Wanted.TaskDefinition)
        .Inner("NetworkConfiguration", "network_configuration", (network, block) => network.Set("AwsvpcConfiguration", new Properties(t, block)
            .Ids("Subnets", "subnets", Wanted.Subnet).Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup)
            .Set("AssignPublicIp", block.IsTrue("assign_public_ip") ? "ENABLED" : "DISABLED").Node)));

    private static void Task(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        VpcKinds.Declare(t, r, "AWS::ECS::TaskDefinition", p => p.Scalar("Family", "family").Scalar("NetworkMode", "network_mode")
            .Scalars("RequiresCompatibilities", "requires_compatibilities").Set("ContainerDefinitions", Containers(block)));
    }

    /// <summary>What the provider has as JSON in the words of the ECS API, whose names begin with small letters.</summary>
    private static SequenceNode? Containers(Block block)
    {
        if (block.Text("container_definitions") is not { } text) return null;
        return DocumentReader.Parse(Encoding.UTF8.GetBytes(text), "containers").Root is SequenceNode list
            ? new SequenceNode(block.Place, [.. list.Items.OfType<MappingNode>().Select(container => Container(container, block.Place))]) : null;
    }

    private static MappingNode Container(MappingNode container, Place place)
    {
        MappingNode read = new(place);
        if (container.Text("name") is { } name) read.TryAdd("Name", place, new ScalarNode(place, name));
        List<Node> ports = [];
        foreach (MappingNode mapping in container.Mappings("portMappings"))
        {
            MappingNode port = new(place);
            foreach ((string property, string key) in ((string, string)[])[("ContainerPort", "containerPort"), ("HostPort", "hostPort"), ("Protocol", "protocol")])
                if (mapping.Text(key) is { } value) port.TryAdd(property, place, new ScalarNode(place, value));
            ports.Add(port);
        }
        if (ports.Count > 0) read.TryAdd("PortMappings", place, new SequenceNode(place, ports));
        return read;
    }

    private static void NodeGroup(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::EKS::Nodegroup", p => p.Named("ClusterName", "cluster_name", Wanted.ContainerCluster)
        .Name("NodegroupName", "node_group_name").Ids("Subnets", "subnet_ids", Wanted.Subnet).Scalars("InstanceTypes", "instance_types")
        .Inner("ScalingConfig", "scaling_config", (scaling, _) => scaling.Scalar("DesiredSize", "desired_size").Scalar("MinSize", "min_size").Scalar("MaxSize", "max_size"))
        .Inner("LaunchTemplate", "launch_template", (inner, named) => ScalingKinds.Name(t, inner, named, "id", "name", "Id", "Name"))
        .Inner("RemoteAccess", "remote_access", (access, _) => access.Scalar("Ec2SshKey", "ec2_ssh_key").Ids("SourceSecurityGroups", "source_security_group_ids", Wanted.SecurityGroup)));
}
