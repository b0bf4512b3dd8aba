namespace VpcSim.Import.Tests.Terraform;

/// <summary>What is said of a plan or state is said in its own words, not in a template's.</summary>
public class AttributeWordTests
{
    private const string Vpc = "aws_vpc.v|vpc-1|\"cidr_block\": \"10.0.0.0/16\"";

    [Theory]
    [InlineData("aws_subnet.s|subnet-1|\"vpc_id\": \"vpc-1\"", "Either 'cidr_block' or 'ipv6_cidr_block' should be provided")]
    [InlineData("aws_subnet.s|subnet-1|\"vpc_id\": \"vpc-1\", \"cidr_block\": \"10.0.0/24\"", "for parameter cidr_block is invalid")]
    [InlineData("aws_subnet.s|subnet-1|\"cidr_block\": \"10.0.0.0/24\"", "Property vpc_id cannot be empty")]
    [InlineData("aws_security_group_rule.r|sgrule-1|\"type\": \"ingress\", \"protocol\": \"tcp\", \"from_port\": 1, \"to_port\": 2, \"cidr_blocks\": [\"10.0.0.0/8\"]", "Property security_group_id cannot be empty")]
    [InlineData("aws_subnet.s|subnet-1|\"vpc_id\": \"vpc-1\", \"cidr_block\": \"10.0.0.0/24\", \"map_public_ip_on_launch\": \"perhaps\"", "property map_public_ip_on_launch must be of type Boolean")]
    public void A_mistake_names_the_attribute(string resource, string said) =>
        Assert.Contains(said, Assert.Single(Plans.State(Vpc, resource).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void The_same_mistake_in_a_template_names_the_property() =>
        Assert.Contains("Either 'cidrBlock' or 'ipv6CidrBlock' should be provided", Assert.Single(Templates.Load("""
            Resources:
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
            """).Errors.Where(error => error.Resource == "Subnet")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_field_that_a_template_calls_otherwise_has_its_own_name() => Assert.Contains("for parameter PublicIp is invalid",
        Assert.Single(Describe.Answers.Text("""{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}], "Addresses": [{"AllocationId": "eipalloc-1", "PublicIp": "54.1.2"}]}""").Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"CidrBlock\": \"10.0.0/24\"", "for parameter CidrBlock is invalid")] // the answer has AWS's name
    [InlineData("\"CidrBlock\": \"10.0.0.0/24\", \"MapPublicIpOnLaunch\": \"perhaps\"", "property MapPublicIpOnLaunch must be")]
    public void A_mistake_in_an_answer_names_its_field(string fields, string said)
    {
        ImportResult result = Describe.Answers.Text($$"""{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}], "Subnets": [{"SubnetId": "subnet-1", "AvailabilityZone": "us-east-1a", "VpcId": "vpc-1", {{fields}}}]}""");
        Assert.Contains(result.Errors, error => error.Message.Contains(said, StringComparison.Ordinal));
    }
}
