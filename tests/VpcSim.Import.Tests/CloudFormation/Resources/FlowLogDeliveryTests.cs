using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>What a template says of a flow log's way to its destination, and of the role that takes it there.</summary>
public class FlowLogDeliveryTests
{
    private const string Trust = "{Effect: Allow, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: 'sts:AssumeRole'}";
    private const string All = "[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogGroups, logs:DescribeLogStreams]";

    [Fact] // VPC guide, "IAM role for publishing flow logs to CloudWatch Logs": these five actions, this principal
    public void A_role_with_trust_and_permissions_delivers() => Assert.Null(Judged(Trust, Allow(All)).Problem);

    [Theory] // VPC guide, "Troubleshoot VPC Flow Logs": Access error, if the role lacks permission, trust, or names another principal
    [InlineData("{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: 'sts:AssumeRole'}", All, "does not trust vpc-flow-logs.amazonaws.com")]
    [InlineData("{Effect: Allow, Principal: {AWS: '*'}, Action: 'sts:AssumeRole'}", All, "does not trust vpc-flow-logs.amazonaws.com")]
    [InlineData("{Effect: Deny, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: 'sts:AssumeRole'}", All, "does not trust vpc-flow-logs.amazonaws.com")]
    [InlineData(Trust, "[logs:CreateLogGroup, logs:CreateLogStream, logs:DescribeLogGroups, logs:DescribeLogStreams]", "does not allow logs:PutLogEvents")]
    [InlineData(Trust, "'s3:*'", "does not allow logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogStreams, logs:DescribeLogGroups")]
    public void A_role_that_lacks_something_is_an_access_error_and_the_finding_says_what(string trust, string actions, string lack)
    {
        (string? problem, ImportResult result) = Judged(trust, Allow(actions));
        Assert.Equal("Access error", problem);
        Assert.Contains(result.Findings, finding => finding is { Code: "delivery-fails", Resource: "F" } && finding.Message.EndsWith($"role R {lack}", StringComparison.Ordinal));
    }

    [Theory] // IAM guide, "IAM JSON policy elements: Action": wildcards, letters of any case
    [InlineData("'*'")]
    [InlineData("'logs:*'")]
    [InlineData("['logs:Create*', 'LOGS:putlogevents', 'logs:Describe?*']")]
    public void Wildcards_allow_what_they_fit(string actions) => Assert.Null(Judged(Trust, Allow(actions)).Problem);

    [Fact] // IAM guide, "Policy evaluation logic": an explicit deny overrides
    public void A_deny_overrides_an_allow() =>
        Assert.Equal("Access error", Judged(Trust, "[{Effect: Allow, Action: '*', Resource: '*'}, {Effect: Deny, Action: 'logs:PutLogEvents', Resource: '*'}]").Problem);

    [Fact]
    public void A_group_that_the_template_makes_need_not_be_made_by_the_role()
    {
        const string actions = "[logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogGroups, logs:DescribeLogStreams]";
        Assert.Equal("Access error", Judged(Trust, Allow(actions)).Problem);
        Assert.Null(Judged(Trust, Allow(actions), Group).Problem);
    }

    [Theory] // VPC guide, "IAM role for publishing flow logs to CloudWatch Logs": asks for more than delivery to a log group that exists takes
    [InlineData("[logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogStreams]", Group, "does not allow logs:CreateLogGroup, logs:DescribeLogGroups, which AWS asks for")]
    [InlineData("[logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogGroups, logs:DescribeLogStreams]", Group, "does not allow logs:CreateLogGroup, which AWS asks for")]
    [InlineData("[logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogStreams]", "", "does not allow logs:DescribeLogGroups, which AWS asks for")]
    public void A_role_without_a_permission_that_delivery_does_not_take_delivers_with_a_finding(string actions, string group, string lack)
    {
        (string? problem, ImportResult result) = Judged(Trust, Allow(actions), group);
        Assert.Null(problem);
        Assert.Single(result.Findings, finding => finding is { Code: "delivery-role-incomplete", Resource: "F" } && finding.Message.EndsWith($"role R {lack}", StringComparison.Ordinal));
    }

    [Theory] // VPC guide, "Troubleshoot VPC Flow Logs": Access error, also where the log group exists
    [InlineData("[logs:PutLogEvents, logs:DescribeLogStreams]", "logs:CreateLogStream")]
    [InlineData("[logs:CreateLogStream, logs:DescribeLogStreams]", "logs:PutLogEvents")]
    [InlineData("[logs:CreateLogStream, logs:PutLogEvents]", "logs:DescribeLogStreams")]
    public void A_role_without_a_permission_that_delivery_takes_does_not_deliver(string actions, string lack)
    {
        (string? problem, ImportResult result) = Judged(Trust, Allow(actions), Group);
        Assert.Equal("Access error", problem);
        Assert.Contains(result.Findings, finding => finding.Code == "delivery-fails" && finding.Message.Contains($"does not allow {lack}, ", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Findings, finding => finding.Code == "delivery-role-incomplete");
    }

    [Fact]
    public void A_role_with_all_that_AWS_asks_for_is_no_finding() =>
        Assert.DoesNotContain(Judged(Trust, Allow(All), Group).Result.Findings, finding => finding.Code.StartsWith("delivery-", StringComparison.Ordinal));

    [Theory] // CloudFormation guide, "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"
    [InlineData("P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [!Ref R], PolicyDocument: {Statement: {Effect: Allow, Action: 'logs:*'}}}}", null)]
    [InlineData("P: {Type: 'AWS::IAM::RolePolicy', Properties: {PolicyName: p, RoleName: !Ref R, PolicyDocument: {Statement: {Effect: Allow, Action: 'logs:*'}}}}", null)]
    [InlineData("P: {Type: 'AWS::IAM::ManagedPolicy', Properties: {Roles: [!Ref R], PolicyDocument: {Statement: {Effect: Allow, Action: 'logs:*'}}}}", null)]
    [InlineData("P: {Type: 'AWS::IAM::Policy', Properties: {PolicyName: p, Roles: [other], PolicyDocument: {Statement: {Effect: Allow, Action: 'logs:*'}}}}", "Access error")]
    public void Policies_of_their_own_count_where_they_name_the_role(string policy, string? problem) => Assert.Equal(problem, Judged(Trust, "[]", policy).Problem);

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/CloudWatchLogsFullAccess", false)]
    [InlineData("arn:aws:iam::123456789012:policy/mine", true)]
    public void A_managed_policy_from_elsewhere_is_believed_to_suffice(string arn, bool finding)
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc($"""
            R: {Role(Trust, "[]", $", ManagedPolicyArns: ['{arn}']")}
            {FlowLog}
            """));
        Assert.Null(result.Design.FlowLogs.Single().DeliverLogsErrorMessage);
        Assert.Equal(finding, result.Findings.Any(one => one.Code == "delivery-role-unknown"));
    }

    [Fact]
    public void A_role_known_by_its_ARN_alone_is_believed_to_deliver_with_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(FlowLog.Replace("!GetAtt R.Arn", "arn:aws:iam::123456789012:role/r")));
        Assert.Null(result.Design.FlowLogs.Single().DeliverLogsErrorMessage);
        Assert.Single(result.Findings, finding => finding.Code == "delivery-role-unknown");
    }

    [Theory] // EC2 API, "CreateFlowLogs", DestinationOptions
    [InlineData("{FileFormat: parquet, HiveCompatiblePartitions: true, PerHourPartition: true}", LogFileFormat.Parquet, true, true)]
    [InlineData("{FileFormat: plain-text, HiveCompatiblePartitions: false, PerHourPartition: true}", LogFileFormat.PlainText, false, true)]
    [InlineData("!Ref AWS::NoValue", LogFileFormat.PlainText, false, false)]
    public void Options_of_an_S3_destination_are_read(string options, LogFileFormat format, bool hive, bool perHour)
    {
        FlowLog log = Templates.Design(InS3("arn:aws:s3:::b", options)).FlowLogs.Single();
        Assert.Equal((format, hive, perHour), (log.FileFormat, log.HiveCompatiblePartitions, log.PerHourPartition));
    }

    [Theory] // VPC guide, "Publish flow logs to Amazon S3": AWSLogs is a reserved term
    [InlineData("arn:aws:s3:::b/AWSLogs/", "{FileFormat: plain-text}", "AWSLogs is a reserved term")]
    [InlineData("arn:aws:s3:::b", "{FileFormat: csv}", "Value (csv) for parameter FileFormat is invalid")]
    public void An_S3_destination_that_AWS_refuses_is_an_error(string destination, string options, string said)
    {
        ImportError error = Templates.Error(InS3(destination, options));
        Assert.Equal("InvalidParameterValue", error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_of_instances_and_interfaces_are_read()
    {
        var design = Templates.Design("""
            I: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, Tags: [{Key: Name, Value: web}, {Key: Team, Value: !Ref 'AWS::Region'}]}}
            E: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref Subnet, Tags: [{Key: Role, Value: front}]}}
            """);
        Assert.Equal("web us-east-1", $"{design.Instances.Single().Tags["Name"]} {design.Instances.Single().Tags["Team"]}");
        Assert.Equal("front", design.NetworkInterfaces.Single(eni => eni.Name == "E").Tags["Role"]);
    }

    [Fact]
    public void A_role_that_was_judged_is_not_called_not_modelled()
    {
        string trust = "{Effect: Allow, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: sts:AssumeRole}";
        (string? problem, ImportResult result) = Judged(trust, Allow("'logs:*'"), "Other: {Type: 'AWS::IAM::Role'}");
        Assert.Null(problem);
        Assert.Equal("AWS::IAM::Role (1: Other)", Assert.Single(result.Findings).Message);
    }

    [Fact]
    public void A_subnet_on_an_Outpost_has_its_ARN_and_a_fabric_adapter_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            S: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.9.0/24, OutpostArn: 'arn:aws:outposts:us-east-1:123456789012:outpost/op-0123456789abcdef0'}}
            E: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref S, InterfaceType: efa}}
            """));
        Assert.EndsWith("op-0123456789abcdef0", result.Design.Subnets.Single(subnet => subnet.Name == "S").OutpostArn, StringComparison.Ordinal);
        Assert.Single(result.Findings, finding => finding.Message.Contains("Elastic Fabric Adapters", StringComparison.Ordinal));
    }

    private const string Group = "G: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: g}}";

    private const string FlowLog = "F: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogGroupName: g, DeliverLogsPermissionArn: !GetAtt R.Arn}}";

    private static string Allow(string actions) => $"{{Effect: Allow, Action: {actions}, Resource: '*'}}";

    private static string Role(string trust, string statements, string more = "") =>
        $"{{Type: 'AWS::IAM::Role', Properties: {{AssumeRolePolicyDocument: {{Statement: [{trust}]}}, Policies: [{{PolicyName: p, PolicyDocument: {{Statement: {statements}}}}}]{more}}}}}";

    private static string InS3(string destination, string options) =>
        $"F: {{Type: 'AWS::EC2::FlowLog', Properties: {{ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: '{destination}', DestinationOptions: {options}}}}}";

    private static (string? Problem, ImportResult Result) Judged(string trust, string statements, string more = "")
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc($"R: {Role(trust, statements)}\n{FlowLog}\n{more}".TrimEnd('\n')));
        return (result.Design.FlowLogs.Single().DeliverLogsErrorMessage, result);
    }

    [Theory]
    [InlineData("LogGroupName: !Ref Group, DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/r'", "Bucket")]
    [InlineData("LogDestinationType: s3, LogDestination: !GetAtt Bucket.Arn", "Group")]
    [InlineData("LogDestinationType: s3, LogDestination: !Sub '${Bucket.Arn}/logs'", "Group")]
    public void A_destination_is_where_records_go_and_no_resource_that_is_left_out(string destination, string other)
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc($$"""
            Group: {Type: AWS::Logs::LogGroup}
            Bucket: {Type: AWS::S3::Bucket}
            Log: {Type: AWS::EC2::FlowLog, Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, {{destination}} } }
            """));
        Assert.Equal([other], result.Findings.Where(finding => finding.Code == "not-modelled").Select(finding => finding.Resource));
    }
}
