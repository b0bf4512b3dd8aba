using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class ContainerTests
{
    private const string Task = """
        Task: {Type: 'AWS::ECS::TaskDefinition', Properties: {Family: shop, NetworkMode: awsvpc, ContainerDefinitions: [{Name: a, Image: i, PortMappings: [{ContainerPort: 8080}]}, {Name: b, Image: i, PortMappings: [{ContainerPort: 8125, Protocol: udp}, {ContainerPort: 8080}]}]}}
        Ecs: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: c}}

        """;

    private const string Cluster = """
        Cluster: {Type: 'AWS::EKS::Cluster', Properties: {Name: prod, RoleArn: r, ResourcesVpcConfig: {SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref Data]}}}

        """;

    [Theory] // ECS guide, "Allocate a network interface for an Amazon ECS task"
    [InlineData("!Ref Task")]
    [InlineData("shop")]
    [InlineData("shop:7")]
    public void A_service_has_an_interface_for_each_task_over_the_zones(string definition)
    {
        Design design = Network.Design($"{Task}Svc: {{Type: 'AWS::ECS::Service', Properties: {{Cluster: !Ref Ecs, TaskDefinition: {definition}, DesiredCount: 3, LaunchType: FARGATE, "
            + "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref PrivateA, !Ref PrivateB], SecurityGroups: [!Ref Web]}}}}");
        Assert.Equal(["Svc/1 in PrivateA: Web", "Svc/2 in PrivateB: Web", "Svc/3 in PrivateA: Web"], design.InterfacesOf("Svc"));
        NetworkInterface eni = design.Eni("Svc/2");
        Assert.Equal((InterfaceKind.Service, null, "tcp/8080 udp/8125"), (eni.Kind, eni.PrivateAddresses[0].PublicAddress, design.PortsOf("Svc/2")));
        Assert.Matches("^arn:aws:ecs:us-east-1:123456789012:attachment/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", eni.Description);
    }

    [Fact] // ECS guide, "Amazon ECS task networking for Fargate": a public address if it is asked for
    public void Tasks_have_public_addresses_if_they_are_asked_for()
    {
        Design design = Network.Design(Task + "Svc: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: !Ref Task, NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [!Ref PublicA]}}}}");
        Assert.NotNull(design.Eni("Svc/1").PrivateAddresses[0].PublicAddress);
    }

    [Theory] // ECS API, "Task": the names of clusters, tasks and services; ECS guide, "Task metadata endpoint version 4": DockerId
    [InlineData("LaunchType: FARGATE", "^[0-9a-f]{32}-[0-9]{10}$")]
    [InlineData("CapacityProviderStrategy: [{CapacityProvider: FARGATE_SPOT}]", "^[0-9a-f]{32}-[0-9]{10}$")]
    [InlineData("LaunchType: EC2", "^[0-9a-f]{64}$")]
    public void An_interface_knows_the_task_that_it_was_made_for(string launch, string container)
    {
        Design design = Network.Design($"{Task}Svc: {{Type: 'AWS::ECS::Service', Properties: {{ServiceName: till, Cluster: !Ref Ecs, TaskDefinition: !Ref Task, DesiredCount: 2, {launch}, "
            + "NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref PrivateA]}}}}");
        EcsTask first = design.Eni("Svc/1").Task!, second = design.Eni("Svc/2").Task!;
        Assert.Equal(("arn:aws:ecs:us-east-1:123456789012:cluster/c", "c", "till"), (first.ClusterArn, first.ClusterName, first.ServiceName));
        Assert.Equal("arn:aws:ecs:us-east-1:123456789012:task-definition/shop:1", first.TaskDefinitionArn);
        Assert.Matches("^[0-9a-f]{32}$", first.Id);
        Assert.Equal($"arn:aws:ecs:us-east-1:123456789012:task/c/{first.Id}", first.Arn);
        Assert.Matches(container, first.ContainerId);
        Assert.Matches(container, first.SecondContainerId);
        Assert.Equal(5, new[] { first.ContainerId, first.SecondContainerId, second.ContainerId, first.Id, second.Id }.Distinct().Count());
        Assert.Null(Network.Design(Cluster).NetworkInterfaces[0].Task);
    }

    [Fact] // the contrast: tasks of other network modes use their instances' interfaces
    public void A_service_without_network_configuration_has_none() =>
        Assert.Empty(Network.Design(Task + "Svc: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: !Ref Task, DesiredCount: 2}}").NetworkInterfaces);

    [Fact] // EKS guide, "View Amazon EKS networking requirements for VPC and subnets", "View Amazon EKS security group requirements for clusters"
    public void A_control_plane_has_interfaces_with_the_clusters_group_and_those_that_are_given()
    {
        Design design = Network.Design(Cluster);
        Assert.Equal(["Cluster/PrivateA in PrivateA: Data, Cluster/cluster-security-group", "Cluster/PrivateB in PrivateB: Data, Cluster/cluster-security-group"], design.InterfacesOf("Cluster"));
        Assert.Equal(("Amazon EKS prod", "tcp/443"), (design.Eni("Cluster/PrivateA").Description, design.PortsOf("Cluster/PrivateA")));
        Model.SecurityGroups.SecurityGroup group = design.SecurityGroups.Single(known => known.Name == "Cluster/cluster-security-group");
        Assert.Equal([$"all traffic {group.Id}"], group.Ingress.Select(rule => rule.ToString()));
        Assert.Equal(["all traffic 0.0.0.0/0"], group.Egress.Select(rule => rule.ToString()));
    }

    [Fact]
    public void Rules_may_name_the_clusters_group_and_be_its_own()
    {
        Design design = Network.Design(Cluster + """
            In: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !GetAtt Cluster.ClusterSecurityGroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref Web}}
            Db: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !Ref Data, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !GetAtt Cluster.ClusterSecurityGroupId}}
            """);
        Model.SecurityGroups.SecurityGroup group = design.SecurityGroups.Single(known => known.Name == "Cluster/cluster-security-group");
        Assert.Equal([$"all traffic {group.Id}", $"tcp 443 {design.SecurityGroups.Single(known => known.Name == "Web").Id}"], group.Ingress.Select(rule => rule.ToString()));
        Assert.Equal([$"tcp 5432 {group.Id}"], design.SecurityGroups.Single(known => known.Name == "Data").Ingress.Select(rule => rule.ToString()));
        Assert.NotEqual(group.Id, design.Vpcs[0].DefaultSecurityGroupId);
    }

    [Fact] // EKS guide, "Customize managed nodes with launch templates": groups of the template stand instead of the cluster's
    public void Nodes_have_the_clusters_group_or_those_of_their_launch_template()
    {
        Design design = Network.Design(Cluster + """
            Lt: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {InstanceType: m5.large, SecurityGroupIds: [!Ref Web]}}}
            Nodes: {Type: 'AWS::EKS::Nodegroup', Properties: {ClusterName: !Ref Cluster, NodeRole: r, Subnets: [!Ref PrivateA, !Ref PrivateB], ScalingConfig: {MinSize: 1, DesiredSize: 2, MaxSize: 4}}}
            Own: {Type: 'AWS::EKS::Nodegroup', Properties: {ClusterName: prod, NodeRole: r, Subnets: [!Ref PrivateB], ScalingConfig: {MinSize: 1, MaxSize: 4}, LaunchTemplate: {Id: !Ref Lt, Version: '1'}}}
            """);
        Assert.Equal(["Nodes/1 in PrivateA: Cluster/cluster-security-group", "Nodes/2 in PrivateB: Cluster/cluster-security-group"], design.InterfacesOf("Nodes"));
        Assert.Equal(["Own/1 in PrivateB: Web"], design.InterfacesOf("Own"));
        Assert.Equal([("Nodes/1", "t3.medium"), ("Nodes/2", "t3.medium"), ("Own/1", "m5.large")], design.Instances.Select(instance => (instance.Name, instance.InstanceType)));
    }

    [Theory] // EKS API, "RemoteAccessConfig": SSH from the groups that are named, else from everywhere
    [InlineData(", SourceSecurityGroups: [!Ref Web]", false)]
    [InlineData("", true)]
    public void Remote_access_is_a_group_that_lets_SSH_in(string sources, bool isOpen)
    {
        Design design = Network.Design($"{Cluster}Nodes: {{Type: 'AWS::EKS::Nodegroup', Properties: {{ClusterName: !Ref Cluster, NodeRole: r, Subnets: [!Ref PrivateA], ScalingConfig: {{DesiredSize: 1}}, RemoteAccess: {{Ec2SshKey: k{sources}}}}}}}");
        Assert.Equal(["Nodes/1 in PrivateA: Cluster/cluster-security-group, Nodes/remote-access"], design.InterfacesOf("Nodes"));
        string peer = isOpen ? "0.0.0.0/0" : design.SecurityGroups.Single(group => group.Name == "Web").Id;
        Assert.Equal([$"tcp 22 {peer}"], design.SecurityGroups.Single(group => group.Name == "Nodes/remote-access").Ingress.Select(rule => rule.ToString()));
    }

    [Fact]
    public void Nodes_of_a_cluster_elsewhere_are_a_finding()
    {
        ImportResult result = Templates.Succeeded(Network.Load("Nodes: {Type: 'AWS::EKS::Nodegroup', Properties: {ClusterName: elsewhere, NodeRole: r, Subnets: [!Ref PrivateA]}}"));
        Assert.Contains(result.Findings, finding => finding is { Code: "outside-design", Resource: "Nodes" });
        Assert.Contains(result.Findings, finding => finding is { Code: "assumed", Resource: "Nodes" });
        Assert.Equal(2, result.Design.Instances.Length);
    }
}
