namespace VpcSim.Import.Tests.CloudFormation.Stacks;

/// <summary>A flow log's delivery role that another stack makes.</summary>
public sealed class SharedRoleTests : IDisposable
{
    private const string Role = """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: flow-logs
              AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: vpc-flow-logs.amazonaws.com}, Action: 'sts:AssumeRole'}]}
        Outputs: {Role: {Value: !GetAtt Role.Arn, Export: {Name: role}}}
        """;

    private const string Policy = """
        Resources:
          Policy:
            Type: AWS::IAM::Policy
            Properties: {PolicyName: p, Roles: [flow-logs], PolicyDocument: {Statement: [{Effect: Allow, Action: 'logs:*', Resource: '*'}]}}
        """;

    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("!ImportValue role")]
    [InlineData("!Sub 'arn:aws:iam::${AWS::AccountId}:role/flow-logs'")]
    public void It_is_judged_wherever_it_is_made(string role)
    {
        ImportResult result = Load(role, "role.yaml");
        Assert.Equal("Access error", Templates.Succeeded(result).Design.FlowLogs.Single().DeliverLogsErrorMessage);
        Assert.Contains(result.Findings, finding => finding is { Code: "delivery-fails", Resource: "Log" });
    }

    [Fact]
    public void A_policy_of_a_third_stack_counts() => Assert.Null(Load("!ImportValue role", "role.yaml policy.yaml").Design.FlowLogs.Single().DeliverLogsErrorMessage);

    [Fact]
    public void A_role_that_no_stack_makes_is_believed_with_a_finding()
    {
        ImportResult result = Load("arn:aws:iam::123456789012:role/other", "role.yaml");
        Assert.Null(result.Design.FlowLogs.Single().DeliverLogsErrorMessage);
        Assert.Contains(result.Findings, finding => finding.Code == "delivery-role-unknown");
    }

    private ImportResult Load(string role, string others)
    {
        _folder.Write("role.yaml", Role);
        _folder.Write("policy.yaml", Policy);
        _folder.Write("net.yaml", $$$"""
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Log: {Type: AWS::EC2::FlowLog, Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogGroupName: flows, DeliverLogsPermissionArn: {{{role}}}}}
            """);
        return _folder.Load($"net.yaml {others}");
    }
}
