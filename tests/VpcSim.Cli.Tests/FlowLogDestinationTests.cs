using System.Text.Json;

namespace VpcSim.Cli.Tests;

/// <summary>A template's own flow logs: where they go, and what the summary says of those that go nowhere.</summary>
public class FlowLogDestinationTests
{
    private const string InS3 = "  Logs: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::archive'}}\n";

    private const string Powerless = """
          Role:
            Type: AWS::IAM::Role
            Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: sts:AssumeRole}]}}
          Powerless: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogGroupName: g, DeliverLogsPermissionArn: !GetAtt Role.Arn}}

        """;

    private const string Watched = "  Watched: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Net, TrafficType: ALL, LogGroupName: g, DeliverLogsPermissionArn: arn, LogFormat: '${interface-id} ${ecs-task-id} ${resource-id}'}}\n";

    [Fact]
    public void A_log_to_S3_lies_in_the_out_folder_as_in_its_bucket()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Replay(folder, InS3, "--out", folder["out"]);

        Assert.Equal(0, ran.Status);
        string[] files = [.. Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["out"], file)).Order(StringComparer.Ordinal)];
        Assert.Contains(files, file => file.StartsWith("s3/archive/AWSLogs/123456789012/vpcflowlogs/us-east-1/2026/11/23/123456789012_vpcflowlogs_us-east-1_fl-", StringComparison.Ordinal));
        Assert.All(files, file => Assert.True(file == "summary.json" || file.EndsWith("Z_" + file[^15..^7] + ".log.gz", StringComparison.Ordinal), file));
    }

    [Fact]
    public void A_log_whose_role_may_not_deliver_writes_nothing_and_stands_in_the_summary()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Replay(folder, Powerless, "--out", folder["out"]);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["out/summary.json"]));
        JsonElement failed = Assert.Single(json.RootElement.GetProperty("flow-logs-failed").EnumerateArray());

        Assert.Equal(["summary.json"], Directory.EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal(("Powerless", "Access error"), (failed.GetProperty("name").GetString(), failed.GetProperty("message").GetString()));
        Assert.StartsWith("fl-", failed.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Contains("Flow log Powerless", ran.Out, StringComparison.Ordinal);
        Assert.Contains("role Role does not trust vpc-flow-logs.amazonaws.com", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--flow-logs", "/proc/foo", "/proc/foo cannot be written: no file can be made in /proc; name another place.")]
    [InlineData("--annotate", "/proc/foo", "/proc/foo cannot be written: no file can be made in /proc; name another place.")]
    [InlineData("--out", "/proc/foo", "no file can be made in /proc; name another folder.")]
    public void A_place_where_no_file_can_be_made_is_told_by_its_own_name(string option, string place, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc");
        using var folder = new TemporaryFolder();
        Ran ran = Replay(folder, InS3, option, place);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".partial", ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, ran.Status);
    }

    [Theory]
    [InlineData("EC2", "", "ecs-container-instance-id")]
    [InlineData("EC2", "  Host: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Tasks, UserData: ECS_CLUSTER=default}}\n", "")]
    [InlineData("FARGATE", "", "")]
    public void The_container_instance_is_named_in_the_summary_where_tasks_on_EC2_have_none_in_the_design(string launch, string host, string fields)
    {
        using var folder = new TemporaryFolder();
        string tasks = Watched.Replace("ecs-task-id", "ecs-container-instance-id", StringComparison.Ordinal) + host + """
              Tasks: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Net, CidrBlock: 10.0.200.0/24}}
              Till: {Type: 'AWS::ECS::Service', Properties: {TaskDefinition: till, LaunchType: LAUNCH, NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Tasks]}}}}

            """.Replace("LAUNCH", launch, StringComparison.Ordinal);
        Ran ran = Replay(folder, tasks, "--out", folder["out"]);

        Assert.Equal(0, ran.Status);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["out/summary.json"]));
        Assert.Equal(fields.Length > 0, ran.Out.Contains("always - in flow logs: ecs-container-instance-id.", StringComparison.Ordinal));
        Assert.Equal(fields.Split(' ', StringSplitOptions.RemoveEmptyEntries), json.RootElement.GetProperty("flow-log-empty-fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public void Log_events_stand_beside_their_stream_where_asked_for()
    {
        using var folder = new TemporaryFolder();
        Replay(folder, Watched, "--out", folder["out"], "--log-events");
        string events = Directory.EnumerateFiles(folder["out/cloudwatch-logs/g"], "*.json").Single();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(events));

        Assert.Equal(
            File.ReadAllLines(events[..^5]), json.RootElement.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("message").GetString()));
    }

    [Fact]
    public void A_log_format_of_the_template_that_AWS_does_not_have_is_an_error_of_the_design_with_or_without_a_folder()
    {
        using var folder = new TemporaryFolder();
        Replay(folder, Watched.Replace("ecs-task-id", "colour")).IsUnusable("design.yaml:", "LogFormat of Watched", "'colour'");
    }

    [Fact]
    public void Log_events_without_a_folder_are_a_usage_error() => Ran.Replay("--log-events").IsUnusable("--log-events", "--out DIR");

    [Fact]
    public void A_setting_of_flow_logs_changes_records_and_stands_in_the_summary()
    {
        Ran plain = Ran.Replay(), stamped = Ran.Replay("--setting", "flow-log-times=window");

        Assert.Contains("flow-log-times is window (--setting), by default packets", stamped.Out, StringComparison.Ordinal);
        Assert.Contains(" 1795476540 1795476600 ACCEPT OK", stamped.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(" 1795476540 1795476600 ACCEPT OK", plain.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_above_the_capacity_are_counted_in_the_summary()
    {
        Ran ran = Ran.Replay("--setting", "flow-log-capacity=5");
        Assert.Matches("[0-9]+ SKIPDATA record", ran.Out);
    }

    private static Ran Replay(TemporaryFolder folder, string resources, params string[] more)
    {
        File.WriteAllText(folder["design.yaml"], SmallDesign.Text + "\n" + resources);
        return Ran.InProcess(["replay", Repository.Capture("web-session.pcapng"), "--design", folder["design.yaml"], .. more]);
    }
}
