using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Tasks of ECS and tags of Auto Scaling groups, as AWS's answers tell them.</summary>
public class TaskAnswerTests
{
    private const string Network = """
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}],
        "Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"}],
        "SecurityGroups": [{"GroupId": "sg-1", "GroupName": "one", "VpcId": "vpc-1"}],
        """;

    private const string Interfaces = """
        "NetworkInterfaces": [
          {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "arn:aws:ecs:eu-west-1:111122223333:attachment/x", "InterfaceType": "interface", "RequesterManaged": true,
           "PrivateIpAddress": "10.0.0.10", "Groups": [{"GroupId": "sg-1"}]},
          {"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "other", "InterfaceType": "interface", "PrivateIpAddress": "10.0.0.11", "Groups": [{"GroupId": "sg-1"}]}],
        """;

    private const string Task = """
        "tasks": [{"taskArn": "arn:aws:ecs:eu-west-1:111122223333:task/shop/0123456789abcdef0123456789abcdef", "clusterArn": "arn:aws:ecs:eu-west-1:111122223333:cluster/shop", LAUNCH
          "group": "service:till", "taskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/till:3", "containers": [{"name": "app", "runtimeId": "r1"}, {"name": "log", "runtimeId": "r2"}],
          "attachments": [{"type": "ElasticNetworkInterface", "details": [{"name": "subnetId", "value": "subnet-a"}, {"name": "networkInterfaceId", "value": "eni-1"}]}]}]
        """;

    [Theory] // ECS API, "Task": clusterArn, containerInstanceArn, group, taskDefinitionArn; "Container": runtimeId; "Attachment": networkInterfaceId
    [InlineData("\"launchType\": \"EC2\", \"containerInstanceArn\": \"arn:aws:ecs:eu-west-1:111122223333:container-instance/shop/feedfeed\",", "feedfeed", false)]
    [InlineData("\"launchType\": \"FARGATE\",", null, true)]
    public void Describe_tasks_tells_the_task_behind_an_interface(string launch, string? instance, bool isOnFargate)
    {
        Design design = Load(Interfaces + Task.Replace("LAUNCH", launch, StringComparison.Ordinal));
        EcsTask task = design.NetworkInterfaces[0].Task!;
        Assert.Equal(("arn:aws:ecs:eu-west-1:111122223333:cluster/shop", "shop", "till"), (task.ClusterArn, task.ClusterName, task.ServiceName));
        Assert.Equal(("arn:aws:ecs:eu-west-1:111122223333:task/shop/0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"), (task.Arn, task.Id));
        Assert.Equal(("arn:aws:ecs:eu-west-1:111122223333:task-definition/till:3", "r1", "r2"), (task.TaskDefinitionArn, task.ContainerId, task.SecondContainerId));
        Assert.Equal((instance, isOnFargate), (task.ContainerInstanceId, task.IsOnFargate));
        Assert.Equal("till", design.NetworkInterfaces[0].Name);
        Assert.Null(design.NetworkInterfaces[1].Task);
    }

    [Fact] // ECS API, "Task", group: service:NAME where a service started it
    public void A_task_that_no_service_started_has_no_service() =>
        Assert.Null(Load(Interfaces + Task.Replace("LAUNCH", "", StringComparison.Ordinal).Replace("service:till", "family:till", StringComparison.Ordinal)).NetworkInterfaces[0].Task!.ServiceName);

    [Theory] // EC2 Auto Scaling API, "AutoScalingGroup": Instances, Tags; its guide, "Tag Auto Scaling groups and instances": aws:autoscaling:groupName
    [InlineData("[{\"InstanceId\": \"i-1\"}]", "[]", "Name=fleet Tier=web")]
    [InlineData("[]", "[{\"Key\": \"aws:autoscaling:groupName\", \"Value\": \"fleet\"}]", "Name=fleet Tier=web")]
    [InlineData("[]", "[{\"Key\": \"aws:autoscaling:groupName\", \"Value\": \"other\"}]", "")]
    public void An_instance_has_the_tags_of_the_group_that_launched_it(string instances, string tags, string expected)
    {
        Design design = Load("\"Reservations\": [{\"Instances\": [{\"InstanceId\": \"i-1\", \"SubnetId\": \"subnet-a\", \"PrivateIpAddress\": \"10.0.0.10\", \"SecurityGroups\": [], \"Tags\": " + tags + "}]}], "
            + "\"AutoScalingGroups\": [{\"AutoScalingGroupName\": \"fleet\", \"Instances\": " + instances
            + ", \"Tags\": [{\"ResourceId\": \"fleet\", \"ResourceType\": \"auto-scaling-group\", \"Key\": \"Tier\", \"Value\": \"web\", \"PropagateAtLaunch\": false}, {\"Key\": \"Name\", \"Value\": \"fleet\", \"PropagateAtLaunch\": true}]}]");
        Assert.Equal(expected, string.Join(' ', design.Instances.Single().AutoScalingGroupTags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)));
    }

    private static Design Load(string answers) => Templates.Succeeded(Answers.Text($"{{{Network}{answers}}}")).Design;
}
