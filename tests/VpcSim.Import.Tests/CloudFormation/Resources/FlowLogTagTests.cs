using VpcSim.Import.Tests.Describe;
using VpcSim.Import.Tests.Terraform;
using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>Which tags a flow log shows, in each form of design.</summary>
public class FlowLogTagTests
{
    private const string All = "[{ResourceType: instance, TagKeys: [Name, Team]}, {ResourceType: network-interface, TagKeys: [Role]}, {ResourceType: auto-scaling-group, TagKeys: [Tier]}]";

    [Fact] // CloudFormation guide, "AWS::EC2::FlowLog TagFieldSpecification"; EC2 API, "TagFieldSpecificationRequest"
    public void Tag_field_specifications_name_the_keys_of_each_resource_type()
    {
        FlowLog log = Templates.Design(Showing(All)).FlowLogs.Single();
        Assert.Equal(["Name", "Team"], log.InstanceTagKeys);
        Assert.Equal(["Role"], log.InterfaceTagKeys);
        Assert.Equal(["Tier"], log.AsgTagKeys);
    }

    [Theory] // the contrast: a flow log that specifies none shows none
    [InlineData("[]")]
    [InlineData("!Ref AWS::NoValue")]
    public void A_flow_log_without_tag_field_specifications_shows_no_tag(string specifications)
    {
        FlowLog log = Templates.Design(Showing(specifications)).FlowLogs.Single();
        Assert.Empty(log.InstanceTagKeys.Concat(log.InterfaceTagKeys).Concat(log.AsgTagKeys));
    }

    [Theory] // EC2 API, "TagFieldSpecificationRequest": valid values, 1 to 2 keys of 1 to 128 characters; CloudFormation guide: both are required
    [InlineData("[{ResourceType: vpc, TagKeys: [Name]}]", "InvalidParameterValue", "Value (vpc) for parameter ResourceType is invalid. Use network-interface, instance, auto-scaling-group.")]
    [InlineData("[{ResourceType: instance, TagKeys: [A, B, C]}]", "InvalidParameterValue", "TagKeys has 3 tag keys of instance; a record shows 2 at most, leave some out")]
    [InlineData("[{ResourceType: instance, TagKeys: [A, B]}, {ResourceType: instance, TagKeys: [C]}]", "InvalidParameterValue", "TagKeys has 3 tag keys of instance; a record shows 2 at most, leave some out")]
    [InlineData("[{ResourceType: instance, TagKeys: ['']}]", "InvalidParameterValue", "Value () for parameter TagKeys is invalid. A tag key has 1 to 128 characters.")]
    [InlineData("[{ResourceType: instance}]", "Template.MissingProperty", "Property TagFieldSpecifications/TagKeys cannot be empty; name one or two tags")]
    [InlineData("[{TagKeys: [Name]}]", "Template.MissingProperty", "Property TagFieldSpecifications/0/ResourceType cannot be empty; add it")]
    [InlineData("[{ResourceType: instance, TagKeys: [Name], Keys: [Name]}]", "Template.UnsupportedProperty", "Encountered unsupported property TagFieldSpecifications/0/Keys; there are ResourceType, TagKeys")]
    public void A_specification_that_AWS_refuses_is_an_error(string specifications, string code, string message)
    {
        ImportError error = Templates.Error(Showing(specifications));
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact] // Terraform AWS provider, "aws_flow_log": the block tag_field_specification
    public void A_plan_names_them_in_blocks()
    {
        ImportResult result = Plans.Load("""
            {"format_version": "1.2", "terraform_version": "1.9.8", "planned_values": {"root_module": {"resources": [
              {"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc", "name": "v", "values": {"cidr_block": "10.0.0.0/16"}},
              {"address": "aws_flow_log.f", "mode": "managed", "type": "aws_flow_log", "name": "f", "values": {"traffic_type": "ALL", "log_destination_type": "s3", "log_destination": "arn:aws:s3:::b",
                "tag_field_specification": [{"resource_type": "auto-scaling-group", "tag_keys": ["Tier", "Team"]}, {"resource_type": "instance", "tag_keys": ["Name"]}]}}]}},
             "configuration": {"root_module": {"resources": [
              {"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc", "name": "v", "expressions": {}},
              {"address": "aws_flow_log.f", "mode": "managed", "type": "aws_flow_log", "name": "f", "expressions": {"vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}}]}}}
            """);
        FlowLog log = Templates.Succeeded(result).Design.FlowLogs.Single();
        Assert.Equal(["Tier", "Team"], log.AsgTagKeys);
        Assert.Equal(["Name"], log.InstanceTagKeys);
        Assert.DoesNotContain(result.Findings, finding => finding.Code == "not-modelled");
    }

    [Fact] // EC2 API, "FlowLog", TagFieldSpecifications; "TagFieldSpecificationResponse"
    public void Describe_flow_logs_tells_them()
    {
        ImportResult result = Answers.With(("q.json", """
            {"FlowLogs": [{"FlowLogId": "fl-0a1b2c3d4e5f60001", "FlowLogStatus": "ACTIVE", "ResourceId": "vpc-0a1b2c3d4e5f60001", "TrafficType": "ALL", "LogDestinationType": "s3",
              "LogDestination": "arn:aws:s3:::logs", "TagFieldSpecifications": [{"ResourceType": "network-interface", "TagKeys": ["Role", "Owner"]}]}]}
            """));
        Assert.Equal(["Role", "Owner"], Templates.Succeeded(result).Design.FlowLogs.Single().InterfaceTagKeys);
        Assert.Empty(Templates.Succeeded(Answers.Own()).Design.FlowLogs.Single().InterfaceTagKeys);
    }

    private static string Showing(string specifications) => $$"""
        F:
          Type: AWS::EC2::FlowLog
          Properties: {ResourceType: VPC, ResourceId: !Ref Vpc, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::b', TagFieldSpecifications: {{specifications}}}
        """;
}
