namespace VpcSim.Import.Tests.CloudFormation.Evaluation;

public class LookupTests
{
    [Theory] // CloudFormation guide, "Fn::FindInMap", "Fn::GetAZs", "Pseudo parameters reference"
    [InlineData("!FindInMap [Sizes, !Ref 'AWS::Region', Small]", "t3.nano")]
    [InlineData("!Select [1, !FindInMap [Sizes, us-east-1, List]]", "y")]
    [InlineData("!FindInMap [Sizes, nowhere, Small, {DefaultValue: t3.micro}]", "t3.micro")]
    [InlineData("!Select [0, !GetAZs '']", "us-east-1a")]
    [InlineData("!Select [1, !GetAZs eu-west-1]", "eu-west-1b")]
    [InlineData("!Select [0, {'Fn::GetAZs': {Ref: 'AWS::Region'}}]", "us-east-1a")]
    [InlineData("!Ref AWS::Region", "us-east-1")]
    [InlineData("!Ref AWS::AccountId", "123456789012")]
    [InlineData("!Ref AWS::StackName", "template")]
    [InlineData("!Ref AWS::Partition", "aws")]
    [InlineData("!Ref AWS::URLSuffix", "amazonaws.com")]
    [InlineData("!Ref AWS::StackId", "arn:aws:cloudformation:us-east-1:123456789012:stack/template/00000000-0000-0000-0000-000000000000")]
    [InlineData("!Join ['', [x, !Join [',', !Ref 'AWS::NotificationARNs']]]", "x")]
    public void Maps_zones_and_pseudo_parameters_are_looked_up(string yaml, string expected) => Assert.Equal(expected, Expression.Value(yaml));

    [Fact]
    public void A_key_that_a_map_lacks_is_an_error() =>
        Assert.Contains("Unable to get mapping for Sizes::us-east-1::Huge", Expression.Error("!FindInMap [Sizes, us-east-1, Huge]").Message);

    [Fact]
    public void Region_account_and_stack_name_are_those_of_the_options()
    {
        ImportOptions options = new() { Region = "cn-north-1", AccountId = "210987654321", StackName = "mine" };
        const string Text = "Resources:\n  V: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}\n" +
            "  G: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref V, GroupDescription: !Sub '${AWS::Partition} ${AWS::AccountId} ${AWS::StackName} ${AWS::URLSuffix}'}}";
        ImportResult result = Templates.Succeeded(Templates.Load(Text, options));
        Assert.Equal("aws-cn 210987654321 mine amazonaws.com.cn", result.Design.SecurityGroups.Single(g => g.Name == "G").Description);
        Assert.Equal(("cn-north-1", "210987654321"), (result.Design.Region, result.Design.Vpcs[0].AccountId));
    }

    [Theory]
    [InlineData("!ImportValue net-Name", "Fn::ImportValue 'net-Name'")]
    [InlineData("!Join ['', [a, !Sub 'b${Secret}']]", "/secret")]
    [InlineData("!GetAtt Topic.TopicArn", "Topic.TopicArn (AWS::SNS::Topic)")]
    [InlineData("!Ref Topic", "Ref Topic (AWS::SNS::Topic, not modelled)")]
    [InlineData("{'Fn::Transform': {Name: Include}}", "Fn::Transform")]
    public void What_no_one_can_know_before_deployment_leaves_the_resource_out_with_a_finding(string yaml, string reason)
    {
        ImportResult result = Templates.Succeeded(Expression.Result(yaml));
        Assert.Contains(result.Findings, f => f.Code == "unknown-value" && f.Resource == "Group" && f.Message.Contains(reason));
        Assert.Contains(result.Design.SecurityGroups, g => g.Name == "Group");
    }
}
