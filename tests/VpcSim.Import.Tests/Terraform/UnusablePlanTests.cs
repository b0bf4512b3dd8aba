using System.Text;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>Files that are no plan, or a hostile one: one clear error, and never a stack trace.</summary>
public class UnusablePlanTests
{
    [Fact]
    public void Broken_JSON_names_line_and_column()
    {
        ImportError error = Assert.Single(Plans.Load("{\"format_version\": \"1.2\",\n \"planned_values\": {]}").Errors);
        Assert.Equal(("Template.Syntax", "plan.json:2:21"), (error.Code, error.Place));
    }

    [Fact]
    public void A_binary_plan_says_how_to_write_it_as_JSON()
    {
        ImportError error = Assert.Single(Templates.LoadBytes([0x50, 0x4B, 3, 4, 0, 0, 255], "plan.bin", new ImportOptions()).Errors);
        Assert.Contains("terraform show -json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {}}}", "holds no resources")]
    [InlineData("{\"format_version\": \"2.0\", \"planned_values\": {\"root_module\": {}}}", "version 2.0")]
    [InlineData("{\"version\": 3, \"terraform_version\": \"0.11.0\", \"lineage\": \"x\", \"modules\": []}", "version 3")]
    public void An_empty_plan_or_another_version_is_told(string text, string words)
    {
        ImportError error = Assert.Single(Plans.Load(text).Errors);
        Assert.Equal("Terraform.Format", error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"format_version\": 7, \"values\": {\"root_module\": {\"resources\": [7, null, {}, {\"address\": \"aws_vpc.v\"}]}}}")]
    [InlineData("{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": [{\"address\": \"aws_vpc.v\", \"type\": \"aws_vpc\", \"name\": \"v\", \"values\": []}]}}}")]
    [InlineData("{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"child_modules\": [{\"address\": \"module.\", \"resources\": [{\"address\": \"[[\", \"type\": \"aws_subnet\", \"name\": \"v\", \"index\": \"a\", \"values\": {\"vpc_id\": {\"Ref\": \"x\"}}}]}]}}}")]
    public void Misshapen_resources_are_errors_and_findings(string text) => Assert.NotEmpty(Plans.Load(text).Errors);

    [Fact]
    public void Modules_that_feed_each_other_in_a_circle_end()
    {
        string circle = """
            {"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"address": "aws_subnet.s", "mode": "managed", "type": "aws_subnet", "name": "s", "values": {"cidr_block": "10.0.0.0/24"}}]}},
             "configuration": {"root_module": {"resources": [{"address": "aws_subnet.s", "expressions": {"vpc_id": {"references": ["module.a.x", "module.b.x"]}}}],
              "module_calls": {"a": {"expressions": {"in": {"references": ["module.b.x", "module.a.x"]}}, "module": {"outputs": {"x": {"expression": {"references": ["var.in", "var.in2"]}}}}},
                               "b": {"expressions": {"in": {"references": ["module.a.x", "module.b.x"]}}, "module": {"outputs": {"x": {"expression": {"references": ["var.in", "var.in"]}}}}}}}}}
            """;
        Assert.Contains(Plans.Load(circle).Findings, finding => finding is { Code: "unknown-value", Resource: "aws_subnet.s" });
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        StringBuilder text = new("{\"format_version\": \"1.2\", \"planned_values\": ");
        for (int i = 0; i < 200; i++) text.Append("{\"a\": ");
        Assert.StartsWith("Template.", Assert.Single(Plans.Load(text.ToString()).Errors).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_provider_of_another_region_makes_is_left_out_and_so_is_what_names_it()
    {
        string regions = """
            {"format_version": "1.2", "planned_values": {"root_module": {"resources": [
              {"address": "aws_vpc.a", "mode": "managed", "type": "aws_vpc", "name": "a", "values": {"cidr_block": "10.0.0.0/16"}},
              {"address": "aws_subnet.a", "mode": "managed", "type": "aws_subnet", "name": "a", "values": {"cidr_block": "10.0.0.0/24", "availability_zone": "eu-west-1a"}},
              {"address": "aws_vpc.b", "mode": "managed", "type": "aws_vpc", "name": "b", "values": {"cidr_block": "10.1.0.0/16"}},
              {"address": "aws_vpc_peering_connection.p", "mode": "managed", "type": "aws_vpc_peering_connection", "name": "p", "values": {"peer_region": "us-west-2", "auto_accept": false}}]}},
             "configuration": {"provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-1"}}},
               "aws.west": {"name": "aws", "alias": "west", "expressions": {"region": {"constant_value": "us-west-2"}}}},
              "root_module": {"resources": [
               {"address": "aws_vpc.a", "provider_config_key": "aws", "expressions": {}},
               {"address": "aws_subnet.a", "provider_config_key": "aws", "expressions": {"vpc_id": {"references": ["aws_vpc.a.id", "aws_vpc.a"]}}},
               {"address": "aws_vpc.b", "provider_config_key": "aws.west", "expressions": {}},
               {"address": "aws_vpc_peering_connection.p", "provider_config_key": "aws", "expressions": {"vpc_id": {"references": ["aws_vpc.a.id", "aws_vpc.a"]}, "peer_vpc_id": {"references": ["aws_vpc.b.id", "aws_vpc.b"]}}}]}}}
            """;
        ImportResult plan = Plans.Load(regions);
        Assert.Equal("aws_vpc.a", Templates.Succeeded(plan).Design.Vpcs.Single().Name);
        Assert.Equal(["other-region aws_vpc.b", "unknown-value aws_vpc_peering_connection.p"], plan.Findings.Select(f => $"{f.Code} {f.Resource}").Order(StringComparer.Ordinal));
    }
}
