using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class LaunchTemplateResourceTests
{
    private const string Template = """
        T:
          Type: AWS::EC2::LaunchTemplate
          Properties: {LaunchTemplateName: shared, LaunchTemplateData: {InstanceType: m5.large, MetadataOptions: {HttpEndpoint: disabled, HttpProtocolIpv6: enabled}}}

        """;

    [Theory] // EC2 guide, "Store instance launch parameters in Amazon EC2 launch templates": what the instance says itself comes before its launch template
    [InlineData("LaunchTemplate: {LaunchTemplateId: !Ref T, Version: !GetAtt T.LatestVersionNumber}", "m5.large", false, true)]
    [InlineData("LaunchTemplate: {LaunchTemplateName: shared, Version: '1'}", "m5.large", false, true)]
    [InlineData("LaunchTemplate: {LaunchTemplateId: !Ref T, Version: '1'}, InstanceType: t2.micro, MetadataOptions: {HttpEndpoint: enabled}", "t2.micro", true, true)]
    [InlineData("ImageId: ami-1", "m1.small", true, false)]
    public void An_instance_takes_over_what_it_does_not_say_itself(string properties, string type, bool endpoint, bool ipv6)
    {
        Instance instance = Templates.Design($"{Template}W: {{Type: 'AWS::EC2::Instance', Properties: {{SubnetId: !Ref Subnet, {properties}}}}}").Instances.Single();
        Assert.Equal((type, endpoint, ipv6), (instance.InstanceType, instance.Metadata.HttpEndpoint, instance.Metadata.HttpProtocolIpv6));
    }

    [Fact]
    public void Groups_and_launch_templates_that_are_elsewhere_are_findings()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            T: {Type: 'AWS::EC2::LaunchTemplate', Properties: {LaunchTemplateData: {SecurityGroupIds: [sg-0123456789abcdef0]}}}
            W: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, LaunchTemplate: {LaunchTemplateId: lt-0123456789abcdef0, Version: '1'}}}
            """));
        Assert.Contains(result.Findings, finding => finding is { Code: "outside-design", Resource: "T" });
        Assert.Contains(result.Findings, finding => finding is { Code: "outside-design", Resource: "W" });
        Assert.Single(result.Design.Instances);
    }
}
