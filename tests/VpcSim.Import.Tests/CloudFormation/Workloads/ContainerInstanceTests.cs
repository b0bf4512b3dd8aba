using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

/// <summary>Which container instances run the tasks of ECS: the fields ecs-container-instance-arn and -id of flow logs.</summary>
public class ContainerInstanceTests
{
    private const string Tasks = """
        Ecs: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: c}}
        Task: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: shop, NetworkMode: awsvpc, ContainerDefinitions: [{Name: a, Image: i}]}}

        """;

    private const string Joining = Tasks + """
        Lt: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {UserData: !Base64 {'Fn::Sub': "#!/bin/bash\necho ECS_CLUSTER=${Ecs} >> /etc/ecs/ecs.config\n"}}}}
        Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {MinSize: 3, MaxSize: 3, VPCZoneIdentifier: [!Ref PrivateA, !Ref PrivateB], LaunchTemplate: {LaunchTemplateId: !Ref Lt, Version: '1'}}}

        """;

    private const string Provided = Tasks + """
        Asg: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PrivateA]}}
        Other: {Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {AutoScalingGroupName: other, MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PrivateA]}}
        Cp: {Type: 'AWS::ECS::CapacityProvider', Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Asg}}}
        Cp2: {Type: 'AWS::ECS::CapacityProvider', Properties: {Name: spot, AutoScalingGroupProvider: {AutoScalingGroupArn: 'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0-1:autoScalingGroupName/other'}}}

        """;

    [Fact] // ECS guide, "Bootstrapping Amazon ECS Linux container instances to pass data": ECS_CLUSTER; EC2 guide, "Elastic network interfaces": attached in one zone
    public void A_task_runs_on_a_container_instance_of_its_cluster_in_its_zone()
    {
        Design design = Network.Design(Joining + Service("LaunchType: EC2", 5));
        Dictionary<string, string> hosts = Hosts(design);
        // 1, 3 and 5 in zone a, where Asg/1 and Asg/3 are; 2 and 4 in zone b, where Asg/2 is
        Assert.Equal(hosts["Svc/2"], hosts["Svc/4"]);
        Assert.Equal(hosts["Svc/1"], hosts["Svc/5"]);
        Assert.Equal(3, new[] { hosts["Svc/1"], hosts["Svc/2"], hosts["Svc/3"] }.Distinct().Count());
        Assert.All(hosts.Values, id => Assert.Matches("^[0-9a-f]{32}$", id));
        EcsTask task = design.Eni("Svc/1").Task!;
        Assert.Equal($"arn:aws:ecs:us-east-1:123456789012:container-instance/c/{hosts["Svc/1"]}", task.ContainerInstanceArn);
        Assert.Equal((false, null), (task.IsOnFargate, design.Eni("Svc/1").InstanceId));
        Assert.Equal(hosts, Hosts(Network.Design(Joining + Service("LaunchType: EC2", 5))));
    }

    [Fact]
    public void Services_of_one_cluster_share_its_container_instances_and_spread_over_them()
    {
        Design design = Network.Design(Joining + Service("LaunchType: EC2", 1) + Service("LaunchType: EC2", 3, "Tvc"));
        Dictionary<string, string> hosts = Hosts(design);
        Assert.Equal(hosts["Svc/1"], hosts["Tvc/3"]);
        Assert.NotEqual(hosts["Svc/1"], hosts["Tvc/1"]);
    }

    [Theory] // ECS API, "CreateService", launchType: EC2 by default; Fargate by its providers, also the cluster's default ones
    [InlineData("LaunchType: EC2", "", true)]
    [InlineData("SchedulingStrategy: REPLICA", "", true)]
    [InlineData("LaunchType: FARGATE", "", false)]
    [InlineData("CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT, Weight: 1}]", "", false)]
    [InlineData("SchedulingStrategy: REPLICA", "Cps: {Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties: {Cluster: !Ref Ecs, CapacityProviders: [FARGATE], DefaultCapacityProviderStrategy: [{CapacityProvider: FARGATE, Weight: 1}]}}\n", false)]
    public void A_task_on_Fargate_has_no_container_instance(string launch, string more, bool hasOne)
    {
        EcsTask task = Network.Design(Joining + more + Service(launch, 1)).Eni("Svc/1").Task!;
        Assert.Equal((hasOne, !hasOne), (task.ContainerInstanceId is not null, task.IsOnFargate));
        Assert.Matches(hasOne ? "^[0-9a-f]{64}$" : "^[0-9a-f]{32}-[0-9]{10}$", task.ContainerId);
    }

    [Theory] // ECS guide, "Amazon ECS capacity providers for EC2 workloads": a provider is an Auto Scaling group, by name or ARN
    [InlineData("CapacityProviderStrategy: [{CapacityProvider: !Ref Cp}]", "", "Asg/1")]
    [InlineData("CapacityProviderStrategy: [{CapacityProvider: spot}]", "", "Other/1")]
    [InlineData("SchedulingStrategy: REPLICA", "", null)]
    [InlineData("SchedulingStrategy: REPLICA", "Cps: {Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties: {Cluster: !Ref Ecs, CapacityProviders: [spot], DefaultCapacityProviderStrategy: [{CapacityProvider: spot}]}}\n", "Other/1")]
    [InlineData("LaunchType: EC2", "Cps: {Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties: {Cluster: !Ref Ecs, CapacityProviders: [!Ref Cp], DefaultCapacityProviderStrategy: []}}\n", "Asg/1")]
    [InlineData("Cluster: elsewhere", "Cps: {Type: 'AWS::ECS::ClusterCapacityProviderAssociations', Properties: {Cluster: !Ref Ecs, CapacityProviders: [!Ref Cp], DefaultCapacityProviderStrategy: []}}\n", null)]
    public void A_capacity_provider_gives_a_cluster_the_instances_of_its_group(string launch, string more, string? host)
    {
        ImportResult result = Network.Load(Provided + more + Service(launch, 1, cluster: launch.StartsWith("Cluster", StringComparison.Ordinal) ? "" : "Cluster: !Ref Ecs, "));
        Design design = Templates.Succeeded(result).Design;
        string? expected = host is null ? null : ContainerInstanceOf(host);
        Assert.Equal(expected, design.Eni("Svc/1").Task!.ContainerInstanceId);
        Assert.DoesNotContain(result.Findings, finding => finding.Code == "not-modelled");
    }

    [Theory] // ECS guide, "Bootstrapping Amazon ECS Linux container instances to pass data", "… Windows …"; Bottlerocket documentation, "settings.ecs.cluster"
    [InlineData("""#!/bin/bash\necho ECS_CLUSTER=c >> /etc/ecs/ecs.config""", true)]
    [InlineData("""cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER='c'\nECS_LOGLEVEL=debug\nEOF""", true)]
    [InlineData("""<powershell>\nImport-Module ECSTools\nInitialize-ECSAgent -Cluster 'c' -EnableTaskIAMRole\n</powershell>""", true)]
    [InlineData("""[settings.ecs]\ncluster = \"c\"\n""", true)]
    [InlineData("IyEvYmluL2Jhc2gKZWNobyBFQ1NfQ0xVU1RFUj1jID4+IC9ldGMvZWNzL2Vjcy5jb25maWcK", true)]
    [InlineData("""echo ECS_CLUSTER=d >> /etc/ecs/ecs.config""", false)]
    [InlineData("""echo ECS_CLUSTER=c-2 >> /etc/ecs/ecs.config""", false)]
    [InlineData("yum update", false)]
    public void An_instance_joins_the_cluster_that_its_user_data_names(string userData, bool joins)
    {
        Design design = Network.Design($"{Tasks}Host: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref PrivateA, UserData: \"{userData}\"}}}}\n{Service("LaunchType: EC2", 1)}");
        Assert.Equal(joins ? ContainerInstanceOf("Host") : null, design.Eni("Svc/1").Task!.ContainerInstanceId);
    }

    [Fact]
    public void Without_an_instance_in_its_zone_a_task_has_none_and_a_flow_log_that_asks_is_told()
    {
        const string log = "F: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', LogFormat: '${srcaddr} FIELD'}}\n";
        string design = $"{Tasks}Host: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref PublicA, UserData: ECS_CLUSTER=c}}}}\n{Service("LaunchType: EC2", 2)}";
        ImportResult asked = Network.Load(design + log.Replace("FIELD", "${ecs-container-instance-id}", StringComparison.Ordinal));
        Assert.Equal(["Svc/1"], Hosts(Templates.Succeeded(asked).Design).Keys);
        Assert.StartsWith("ecs-container-instance-arn and -id are - for tasks on EC2 (1: Svc/2): no container instance of their cluster and zone is part of this template.",
            Assert.Single(asked.Findings, finding => finding is { Code: "outside-design", Resource: "F" }).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Network.Load(design + log.Replace("FIELD", "${ecs-task-id}", StringComparison.Ordinal)).Findings, finding => finding.Code == "outside-design");
    }

    /// <summary>Container instances by the interfaces of tasks that have one.</summary>
    private static Dictionary<string, string> Hosts(Design design) =>
        design.NetworkInterfaces.Where(eni => eni.Task?.ContainerInstanceId is not null).ToDictionary(eni => eni.Name, eni => eni.Task!.ContainerInstanceId!);

    /// <summary>The id of an instance as a container instance, in whatever design it is the only one of its cluster.</summary>
    private static string ContainerInstanceOf(string host)
    {
        string[] name = host.Split('/');
        string made = name.Length == 1
            ? $"{name[0]}: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref PrivateA, UserData: ECS_CLUSTER=c}}}}\n"
            : $"{name[0]}: {{Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: {{MinSize: 1, MaxSize: 1, VPCZoneIdentifier: [!Ref PrivateA], LaunchTemplate: {{LaunchTemplateId: !Ref Lt, Version: '1'}}}}}}\n"
                + "Lt: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {UserData: ECS_CLUSTER=c}}}\n";
        return Network.Design(Tasks + made + Service("LaunchType: EC2", 1)).Eni("Svc/1").Task!.ContainerInstanceId!;
    }

    private static string Service(string launch, int count, string name = "Svc", string cluster = "Cluster: !Ref Ecs, ") =>
        $"{name}: {{Type: 'AWS::ECS::Service', Properties: {{{cluster}TaskDefinition: !Ref Task, DesiredCount: {count}, {launch}, "
        + "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref PrivateA, !Ref PrivateB]}}}}\n";
}
