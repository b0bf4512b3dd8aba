using System.Globalization;
using System.Text;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>A plan of thousands of resources loads whole; what it costs stands in <c>docs/performance.md</c>.</summary>
public class LargePlanTests
{
    private const int PerModule = 10;

    [Fact]
    public void A_plan_of_ten_thousand_resources_loads_whole()
    {
        var design = Templates.Succeeded(Templates.LoadBytes(Encoding.UTF8.GetBytes(Of(1000)), "plan.json", Raised())).Design;
        Assert.Equal((1000, 1000, 2000, 2000), (design.Vpcs.Length, design.InternetGateways.Length, design.Subnets.Length, design.Instances.Length));
        Assert.Equal(1000, design.SecurityGroups.Count(group => !group.Name.Contains('/') && group.Ingress.Length == 1));
        Assert.All(design.NetworkInterfaces, eni => Assert.Single(eni.SecurityGroupIds));
    }

    /// <summary>Modules of ten resources each: a VPC with its gateway, table, route, subnets, group, rule and hosts.</summary>
    public static string Of(int modules)
    {
        StringBuilder text = new("{\"format_version\": \"1.2\", \"terraform_version\": \"1.9.8\", \"planned_values\": {\"root_module\": {\"child_modules\": [");
        for (int i = 0; i < modules; i++) text.Append(i == 0 ? "" : ",\n").Append(Module(i));
        text.Append("]}}, \"resource_changes\": [");
        for (int i = 0; i < modules; i++)
        {
            for (int j = 0; j < PerModule; j++)
            {
                text.Append(i + j == 0 ? "" : ",\n").Append(CultureInfo.InvariantCulture, $"{{\"address\": \"module.net[{i}].r{j}\", \"change\": {{\"actions\": [\"create\"], \"before\": null, ")
                    .Append("\"after\": {\"cidr_block\": \"10.0.0.0/16\", \"tags\": {\"a\": \"b\"}, \"timeouts\": null}, \"after_unknown\": {\"id\": true, \"arn\": true, \"vpc_id\": true}}}");
            }
        }
        return text.Append(Configuration).ToString();
    }

    private const string Configuration = """
        ], "configuration": {"provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}}, "root_module": {"module_calls": {"net": {"count_expression": {}, "module": {"resources": [
          {"address": "aws_vpc.v", "expressions": {"cidr_block": {}}},
          {"address": "aws_internet_gateway.g", "expressions": {"vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}},
          {"address": "aws_route_table.t", "expressions": {"vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}},
          {"address": "aws_route.r", "expressions": {"route_table_id": {"references": ["aws_route_table.t.id", "aws_route_table.t"]}, "gateway_id": {"references": ["aws_internet_gateway.g.id", "aws_internet_gateway.g"]}}},
          {"address": "aws_subnet.s", "expressions": {"vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}},
          {"address": "aws_security_group.g", "expressions": {"vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}},
          {"address": "aws_security_group_rule.r", "expressions": {"security_group_id": {"references": ["aws_security_group.g.id", "aws_security_group.g"]}}},
          {"address": "aws_instance.i", "expressions": {"subnet_id": {"references": ["aws_subnet.s", "count.index"]}, "vpc_security_group_ids": {"references": ["aws_security_group.g.id", "aws_security_group.g"]}}}
        ]}}}}}}
        """;

    private static string Module(int i)
    {
        string at = string.Create(CultureInfo.InvariantCulture, $"module.net[{i}]");
        StringBuilder resources = new();
        void Add(string type, string name, int? key, string values)
        {
            string index = key is null ? "" : string.Create(CultureInfo.InvariantCulture, $"\"index\": {key}, ");
            string end = key is null ? "" : string.Create(CultureInfo.InvariantCulture, $"[{key}]");
            resources.Append(resources.Length == 0 ? "" : ",\n").Append($"{{\"address\": \"{at}.{type}.{name}{end}\", \"mode\": \"managed\", \"type\": \"{type}\", \"name\": \"{name}\", {index}\"values\": {{{values}}}, \"sensitive_values\": {{\"tags\": {{}}}}}}");
        }

        Add("aws_vpc", "v", null, "\"cidr_block\": \"10.0.0.0/16\", \"enable_dns_support\": true, \"tags\": {\"Name\": \"v\"}");
        Add("aws_internet_gateway", "g", null, "\"tags\": null");
        Add("aws_route_table", "t", null, "\"tags\": null");
        Add("aws_route", "r", null, "\"destination_cidr_block\": \"0.0.0.0/0\"");
        Add("aws_security_group", "g", null, "\"name\": \"g\", \"description\": \"d\"");
        Add("aws_security_group_rule", "r", null, "\"type\": \"ingress\", \"protocol\": \"tcp\", \"from_port\": 443, \"to_port\": 443, \"cidr_blocks\": [\"0.0.0.0/0\"]");
        for (int key = 0; key < 2; key++)
        {
            Add("aws_subnet", "s", key, $"\"cidr_block\": \"10.0.{key.ToString(CultureInfo.InvariantCulture)}.0/24\", \"availability_zone\": \"us-east-1a\", \"map_public_ip_on_launch\": false, \"ipv6_cidr_block\": null");
            Add("aws_instance", "i", key, "\"instance_type\": \"t3.micro\", \"source_dest_check\": true, \"tags\": {\"Name\": \"host\", \"Team\": \"a\"}, \"network_interface\": []");
        }
        return $"{{\"address\": \"{at}\", \"resources\": [{resources}]}}";
    }

    private static ImportOptions Raised() => new()
    {
        Quotas = Model.Provisioning.Quotas.Default.With("vpcs-per-region", 100_000).With("internet-gateways-per-region", 100_000).With("interfaces-per-region", 1_000_000)
            .With("security-groups-per-region", 1_000_000),
    };
}
