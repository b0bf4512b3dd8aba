using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Expectations;

/// <summary>What records tell of who is behind an interface: tags, Auto Scaling groups, tasks of ECS.</summary>
public sealed class FlowLogFieldTests : IDisposable
{
    private const string Behind = """

          Lt: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { InstanceType: t3.micro, SecurityGroupIds: [ !Ref WebSg ] } } }
          Asg:
            Type: AWS::AutoScaling::AutoScalingGroup
            Metadata: { VpcSim: { PrivateIpAddresses: [ 10.0.1.20 ] } }
            Properties:
              MinSize: 1
              MaxSize: 1
              VPCZoneIdentifier: [ !Ref Public ]
              LaunchTemplate: { LaunchTemplateId: !Ref Lt, Version: !GetAtt Lt.LatestVersionNumber }
              Tags: [ { Key: Tier, Value: front end, PropagateAtLaunch: false }, { Key: Name, Value: web, PropagateAtLaunch: true } ]
          Cluster: { Type: AWS::ECS::Cluster, Properties: { ClusterName: shop } }
          Task: { Type: AWS::ECS::TaskDefinition, Properties: { Family: till, NetworkMode: awsvpc, ContainerDefinitions: [ { Name: c, Image: i, PortMappings: [ { ContainerPort: 80 } ] } ] } }
          Till:
            Type: AWS::ECS::Service
            Metadata: { VpcSim: { PrivateIpAddresses: [ 10.0.1.30 ] } }
            Properties:
              ServiceName: till
              Cluster: !Ref Cluster
              TaskDefinition: !Ref Task
              DesiredCount: 1
              LaunchType: FARGATE
              NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ !Ref Public ], SecurityGroups: [ !Ref WebSg ] } }
        """;

    private const string Log = """

          Log:
            Type: AWS::EC2::FlowLog
            Properties:
              ResourceType: VPC
              ResourceId: !Ref Net
              TrafficType: ALL
              LogDestinationType: s3
              LogDestination: arn:aws:s3:::logs
              TagFieldSpecifications: [ { ResourceType: auto-scaling-group, TagKeys: [ Tier ] }, { ResourceType: instance, TagKeys: [ Name, Tier ] } ]
        """;

    private const string Traffic = """
        timeline:
          - { at: 0s, connect: { from: Asg/1, to: Till/1, port: 80 } }

        """;

    private readonly Played _played = new(Played.TwoSubnets + Behind + Log);

    [Theory] // VPC guide, "Flow log records": the ecs fields, and tags percent-encoded
    [InlineData("interface: Asg/1, asg-tag: front%20end, instance-tag: web, instance-tag-2: '-', ecs-task-arn: '-'")]
    [InlineData("interface: Till/1, ecs-cluster-name: shop, ecs-service-name: till, ecs-cluster-arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/shop'")]
    [InlineData("interface: Till/1, ecs-container-instance-id: '-', ecs-container-instance-arn: '-', instance-id: '-', asg-tag: '-'")]
    [InlineData("interface: Till/1, ecs-task-definition-arn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/till:1', ecs-second-container-id: '-'")]
    [InlineData("encryption-status: '-', resource-id: '-'")]
    [InlineData("interface: Till/1, ecs-service-name: shop, max-records: 0")]
    public void Records_are_expected_by_every_field(string fields) => Assert.Empty(_played.Failures(With(fields)));

    [Theory] // the contrast
    [InlineData("interface: Asg/1, asg-tag: back", "flow-log records with interface Asg/1, asg-tag back: expected at least 1 records, got 0")]
    [InlineData("interface: Asg/1, ecs-service-name: till", "flow-log records with interface Asg/1, ecs-service-name till: expected at least 1 records, got 0")]
    [InlineData("interface: Till/1, ecs-service-name: till, max-records: 0", "expected at most 0 records, got ")]
    public void A_record_that_tells_otherwise_fails(string fields, string told) => Assert.Contains(told, Assert.Single(_played.Failures(With(fields))), StringComparison.Ordinal);

    [Theory]
    [InlineData("asg-tag-2: x", "asg-tag-2 is always -, since no flow log of the design names the tag's key; name it in TagFieldSpecifications of an AWS::EC2::FlowLog, for ResourceType auto-scaling-group")]
    [InlineData("interface-tag: x", "interface-tag is always -, since no flow log of the design names the tag's key; name it in TagFieldSpecifications of an AWS::EC2::FlowLog, for ResourceType network-interface")]
    [InlineData("ecs-cluster-arn: shop", "ecs-cluster-arn takes an ARN of ECS (arn:…:ecs:…) or -, not 'shop'")]
    [InlineData("resource-id: igw-1", "resource-id takes an id of AWS (nat-…) or -; names of the design stand under interface, not 'igw-1'")]
    public void A_value_that_no_record_can_have_is_a_mistake_of_the_file(string fields, string told) =>
        Assert.Equal(told, Assert.Single(_played.Test(With(fields)).Problems).Message);

    [Fact]
    public void Tags_are_those_of_a_flow_log_that_the_timeline_deletes_too() =>
        Assert.Empty(_played.Failures(With("interface: Asg/1, asg-tag: front%20end").Replace("timeline:", "timeline:\n  - { at: 1h, change: { delete-flow-logs: Log } }", StringComparison.Ordinal)));

    public void Dispose() => _played.Dispose();

    private static string With(string fields) => Played.World + Traffic + $"expect: [ {{ flow-log: {{ {fields} }} }} ]\n";
}
