using VpcSim.Import.Tests.Describe;
using VpcSim.Import.Tests.Terraform;
using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>Encryption controls of a VPC, from templates, plans and answers.</summary>
public class EncryptionControlTests
{
    [Theory] // CloudFormation guide, "AWS::EC2::VPCEncryptionControl"
    [InlineData("Mode: monitor", false, EncryptionExclusions.None)]
    [InlineData("Mode: enforce, InternetGatewayExclusionInput: enable, NatGatewayExclusionInput: enable, LambdaExclusionInput: disable", true, EncryptionExclusions.InternetGateway | EncryptionExclusions.NatGateway)]
    public void A_template_says_mode_and_exclusions(string properties, bool enforces, EncryptionExclusions exclusions)
    {
        Design design = Templates.Design($"Controls: {{Type: 'AWS::EC2::VPCEncryptionControl', Properties: {{VpcId: !Ref Vpc, {properties}}}}}");
        VpcEncryptionControl control = Assert.Single(design.EncryptionControls);
        Assert.Equal((design.Vpcs[0].Id, enforces, exclusions), (control.VpcId, control.Enforces, control.Exclusions));
        Assert.StartsWith("vpcec-", control.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mode: on", "InvalidParameterValue")]
    [InlineData("Mode: enforce, InternetGatewayExclusionInput: yes", "InvalidParameterValue")]
    public void A_word_that_AWS_does_not_know_is_refused(string properties, string code) =>
        Assert.Equal(code, Templates.Error($"Controls: {{Type: 'AWS::EC2::VPCEncryptionControl', Properties: {{VpcId: !Ref Vpc, {properties}}}}}").Code);

    [Fact] // EC2 API, "CreateVpcEncryptionControl": of one VPC
    public void A_VPC_has_one_control() => Assert.Equal("VpcSim.AlreadyExists", Templates.Error("""
        First: {Type: 'AWS::EC2::VPCEncryptionControl', Properties: {VpcId: !Ref Vpc, Mode: monitor}}
        Second: {Type: 'AWS::EC2::VPCEncryptionControl', Properties: {VpcId: !Ref Vpc, Mode: monitor}}
        """).Code);

    [Fact] // VPC guide, "Enforce VPC encryption in transit": what does not encrypt has to be excluded, or to go, before a VPC enforces
    public void What_keeps_a_VPC_from_enforcing_is_told()
    {
        const string rest = """
            Igw: {Type: 'AWS::EC2::InternetGateway'}
            A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
            Old: {Type: 'AWS::EC2::Instance', Properties: {InstanceType: m5.large, SubnetId: !Ref Subnet}}
            New: {Type: 'AWS::EC2::Instance', Properties: {InstanceType: m6i.large, SubnetId: !Ref Subnet}}
            """;
        Assert.Equal(["Igw", "Old"], Blocking("Mode: enforce"));
        Assert.Equal(["Old"], Blocking("Mode: enforce, InternetGatewayExclusionInput: enable"));
        Assert.Empty(Blocking("Mode: monitor"));

        string[] Blocking(string properties)
        {
            ImportResult result = Templates.WithVpc($"Controls: {{Type: 'AWS::EC2::VPCEncryptionControl', Properties: {{VpcId: !Ref Vpc, {properties}}}}}\n{rest}");
            Finding[] findings = [.. Templates.Succeeded(result).Findings.Where(finding => finding.Code == "encryption-not-enforced")];
            Assert.All(findings, finding => Assert.Equal("Controls", finding.Resource));
            return [.. new[] { "Igw", "Old", "New" }.Where(name => findings.Any(finding => finding.Message.Contains($" {name}", StringComparison.Ordinal)))];
        }
    }

    [Fact] // Terraform, aws_vpc_encryption_control
    public void A_plan_says_the_same()
    {
        Design design = Templates.Succeeded(Plans.Load("""
            {"format_version": "1.2", "terraform_version": "1.9.0",
             "planned_values": {"root_module": {"resources": [
               {"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main", "values": {"cidr_block": "10.0.0.0/16"}},
               {"address": "aws_vpc_encryption_control.main", "mode": "managed", "type": "aws_vpc_encryption_control", "name": "main",
                "values": {"mode": "enforce", "internet_gateway_exclusion": "enable", "lambda_exclusion": "disable"}}]}},
             "configuration": {"root_module": {"resources": [
               {"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main", "expressions": {}},
               {"address": "aws_vpc_encryption_control.main", "mode": "managed", "type": "aws_vpc_encryption_control", "name": "main",
                "expressions": {"vpc_id": {"references": ["aws_vpc.main.id", "aws_vpc.main"]}}}]}}}
            """)).Design;
        VpcEncryptionControl control = Assert.Single(design.EncryptionControls);
        Assert.Equal((design.Vpcs[0].Id, true, EncryptionExclusions.InternetGateway), (control.VpcId, control.Enforces, control.Exclusions));
    }

    [Theory] // EC2 API, "DescribeVpcEncryptionControls" and "Vpc": a list of its own, or within the VPC
    [InlineData("""{"Vpcs": [{"VpcId": "vpc-0a1b2c3d4e5f60001", "CidrBlock": "10.0.0.0/16"}], "VpcEncryptionControls": [{"VpcId": "vpc-0a1b2c3d4e5f60001", "VpcEncryptionControlId": "vpcec-0a1b2c3d4e5f60001", "Mode": "enforce", "State": "available", "ResourceExclusions": {"NatGateway": {"State": "enabled"}, "Lambda": {"State": "disabled"}}}]}""", true)]
    [InlineData("""{"Vpcs": [{"VpcId": "vpc-0a1b2c3d4e5f60001", "CidrBlock": "10.0.0.0/16", "EncryptionControl": {"VpcId": "vpc-0a1b2c3d4e5f60001", "VpcEncryptionControlId": "vpcec-0a1b2c3d4e5f60001", "Mode": "enforce", "State": "available", "ResourceExclusions": {"NatGateway": {"State": "enabled"}}}}]}""", true)]
    [InlineData("""{"Vpcs": [{"VpcId": "vpc-0a1b2c3d4e5f60001", "CidrBlock": "10.0.0.0/16"}], "VpcEncryptionControls": [{"VpcId": "vpc-0a1b2c3d4e5f60001", "VpcEncryptionControlId": "vpcec-0a1b2c3d4e5f60001", "Mode": "enforce", "State": "deleted"}]}""", false)]
    public void Answers_say_the_same(string answers, bool exists)
    {
        Design design = Templates.Succeeded(Answers.Text(answers)).Design;
        Assert.Equal(exists ? ["vpcec-0a1b2c3d4e5f60001 True NatGateway"] : [], design.EncryptionControls.Select(control => $"{control.Id} {control.Enforces} {control.Exclusions}"));
    }
}
