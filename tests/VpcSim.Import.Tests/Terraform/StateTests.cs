using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>States: everything has its id, and some things are said twice.</summary>
public class StateTests
{
    private const string Vpc = "aws_vpc.v|vpc-1|\"cidr_block\": \"10.0.0.0/16\", \"default_network_acl_id\": \"acl-1\", \"default_security_group_id\": \"sg-1\", \"main_route_table_id\": \"rtb-1\"";

    private const string Subnet = "aws_subnet.s|subnet-1|\"vpc_id\": \"vpc-1\", \"cidr_block\": \"10.0.0.0/24\", \"availability_zone\": \"us-east-1a\"";

    private const string Rule = "\"description\": \"\", \"from_port\": 443, \"to_port\": 443, \"protocol\": \"tcp\", \"cidr_blocks\": [\"0.0.0.0/0\"]";

    [Fact]
    public void Ids_are_those_of_the_state_and_what_the_VPC_was_born_with_has_its_own()
    {
        Design design = Templates.Succeeded(Plans.State(Vpc, Subnet)).Design;
        Assert.Equal(("vpc-1", "rtb-1", "acl-1", "sg-1"), (design.Vpcs[0].Id, design.Vpcs[0].MainRouteTableId, design.Vpcs[0].DefaultNetworkAclId, design.Vpcs[0].DefaultSecurityGroupId));
        Assert.Equal(("subnet-1", "aws_subnet.s"), (design.Subnets[0].Id, design.Subnets[0].Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("from everywhere")] // the state of the group may be older
    public void A_rule_at_its_group_and_as_a_resource_is_one_rule(string description)
    {
        ImportResult state = Plans.State(Vpc, $"aws_security_group.g|sg-2|\"vpc_id\": \"vpc-1\", \"name\": \"g\", \"ingress\": [{{{Rule}}}], \"egress\": []",
            $"aws_security_group_rule.r|sgrule-1|\"type\": \"ingress\", \"security_group_id\": \"sg-2\", {Rule.Replace("\"description\": \"\"", $"\"description\": \"{description}\"")}");
        Assert.Empty(state.Findings.Where(f => f.Code == "duplicate-rule"));
        Assert.Equal("tcp 443 0.0.0.0/0", Templates.Succeeded(state).Design.SecurityGroups.Single(g => g.Id == "sg-2").Ingress.Single().ToString());
    }

    [Fact]
    public void A_rule_may_name_the_default_group_by_the_id_that_the_VPC_says()
    {
        Design design = Templates.Succeeded(Plans.State(Vpc, $"aws_security_group_rule.r|sgrule-1|\"type\": \"ingress\", \"security_group_id\": \"sg-1\", {Rule}")).Design;
        Assert.Contains(design.SecurityGroups.Single(g => g.Id == "sg-1").Ingress, rule => rule.ToString() == "tcp 443 0.0.0.0/0");
    }

    [Fact]
    public void A_state_file_as_it_is_stored_reads_the_same()
    {
        ImportResult state = Plans.Load("""
            {"version": 4, "terraform_version": "1.9.8", "serial": 3, "lineage": "x", "outputs": {}, "resources": [
              {"mode": "managed", "type": "aws_vpc", "name": "v", "provider": "p", "instances": [{"schema_version": 1, "attributes": {"id": "vpc-1", "arn": "arn:aws:ec2:eu-west-1:1:vpc/vpc-1", "cidr_block": "10.0.0.0/16"}}]},
              {"module": "module.a[\"x\"]", "mode": "managed", "type": "aws_subnet", "name": "s", "provider": "p", "instances": [
                {"index_key": 0, "attributes": {"id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": "eu-west-1a"}},
                {"index_key": 1, "deposed": "d", "attributes": {"id": "subnet-2", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24"}}]}]}
            """, "terraform.tfstate");
        Assert.Equal("eu-west-1", Templates.Succeeded(state).Design.Region);
        Assert.Equal(("module.a[\"x\"].aws_subnet.s[0]", "subnet-1"), (state.Design.Subnets.Single().Name, state.Design.Subnets[0].Id));
        Assert.Equal("assumed", Assert.Single(state.Findings).Code);
    }

    [Fact]
    public void Two_resources_with_one_id_are_an_error_and_a_resource_is_not_read_twice()
    {
        Assert.Equal(("InvalidParameterValue", "aws_vpc.w"), Assert.Single(Plans.State(Vpc, "aws_vpc.w|vpc-1|\"cidr_block\": \"10.1.0.0/16\"").Errors) is var error ? (error.Code, error.Resource) : default);
        Assert.Equal("Terraform.Format", Assert.Single(Plans.State(Vpc, Vpc).Errors).Code);
    }

    [Fact] // contracts: quotas are findings for what runs already
    public void An_exceeded_quota_of_a_state_is_a_finding()
    {
        string[] vpcs = [.. Enumerable.Range(0, 6).Select(i => $"aws_vpc.v{i}|vpc-{i}|\"cidr_block\": \"10.{i}.0.0/16\"")];
        Assert.Contains(Templates.Succeeded(Plans.State(vpcs)).Findings, finding => finding.Code == "quota-exceeded");
    }

    private const string Web = "aws_instance.web|i-1|\"subnet_id\": \"subnet-1\", \"private_ip\": \"10.0.0.10\", \"associate_public_ip_address\": true";

    [Fact] // the address is AWS's, drawn when the instance was launched
    public void An_instance_that_runs_has_the_public_address_of_the_state() =>
        Assert.Equal("54.1.2.3", PublicOf(Plans.State(Vpc, Subnet, $"{Web}, \"public_ip\": \"54.1.2.3\"")));

    [Fact]
    public void Without_one_in_the_state_its_public_address_is_drawn() => Assert.NotEqual("54.1.2.3", PublicOf(Plans.State(Vpc, Subnet, Web)));

    [Fact]
    public void An_Elastic_IP_that_the_state_holds_is_associated_and_not_held_twice()
    {
        ImportResult state = Plans.State(Vpc, Subnet, $"{Web}, \"public_ip\": \"54.1.2.3\"", "aws_eip.e|eipalloc-1|\"public_ip\": \"54.1.2.3\", \"instance\": \"i-1\", \"domain\": \"vpc\"");
        Assert.Equal("54.1.2.3", PublicOf(state));
        Assert.Equal("aws_instance.web", state.Design.NetworkInterfaces.Single(eni => eni.Id == state.Design.ElasticIps.Single().NetworkInterfaceId).Name);
    }

    private static string? PublicOf(ImportResult state) =>
        Templates.Succeeded(state).Design.NetworkInterfaces.Single(eni => eni.Name == "aws_instance.web").PrivateAddresses[0].PublicAddress?.ToString();
}
