using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.Describe;

/// <summary>The type of an interface in AWS's own word.</summary>
public class InterfaceTypeTests
{
    [Theory] // EC2 API, DescribeNetworkInterfaces, interface-type
    [InlineData("efa", false, InterfaceKind.Interface, "efa")]
    [InlineData("trunk", false, InterfaceKind.Interface, "trunk")]
    [InlineData("branch", true, InterfaceKind.Other, "branch")]
    [InlineData("ec2_instance_connect_endpoint", true, InterfaceKind.Other, "ec2_instance_connect_endpoint")]
    [InlineData("load_balancer", true, InterfaceKind.Other, "load_balancer")]
    [InlineData("quicksight", true, InterfaceKind.Other, "quicksight")]
    [InlineData("efs", true, InterfaceKind.Other, "efs")]
    [InlineData("interface", false, InterfaceKind.Interface, null)]
    [InlineData("interface", true, InterfaceKind.Service, null)]
    [InlineData("natGateway", true, InterfaceKind.NatGateway, null)]
    [InlineData("lambda", true, InterfaceKind.Lambda, null)]
    public void An_interface_of_an_answer_keeps_AWSs_word_where_its_kind_does_not_say_it(string type, bool managed, InterfaceKind kind, string? word)
    {
        string answer = $$"""
            {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "123456789012"}],
             "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "us-east-1a"}],
             "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "InterfaceType": "{{type}}", "RequesterManaged": {{(managed ? "true" : "false")}}, "PrivateIpAddress": "10.0.1.10"}]}
            """;
        NetworkInterface eni = Templates.Succeeded(Answers.Text(answer)).Design.NetworkInterfaces.Single(some => some.Id == "eni-1");
        Assert.Equal((kind, word, word == "efs"), (eni.Kind, eni.InterfaceType, eni.IsMountTarget));
    }

    [Theory] // CloudFormation, AWS::EC2::NetworkInterface, InterfaceType
    [InlineData("InterfaceType: efa", "efa")]
    [InlineData("InterfaceType: interface", null)]
    [InlineData("Description: none", null)]
    public void An_interface_of_a_template_has_the_type_that_it_names(string property, string? word)
    {
        string template = $$$"""
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Net: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
              Eni: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: !Ref Net, {{{property}}}}}
            """;
        Design design = Templates.Succeeded(Templates.LoadBytes(System.Text.Encoding.UTF8.GetBytes(template), "template.yaml", new ImportOptions())).Design;
        Assert.Equal(word, design.NetworkInterfaces.Single(eni => eni.Name == "Eni").InterfaceType);
    }
}
