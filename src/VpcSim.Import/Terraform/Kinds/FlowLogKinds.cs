using System.Text;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Flow logs with their destinations, and the roles that deliver them.</summary>
internal static class FlowLogKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds) => kinds.Add("aws_flow_log", FlowLog);

    private static void FlowLog(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        string type = block.Text("log_destination_type") ?? "cloud-watch-logs";
        VpcKinds.Declare(t, r, "FlowLog", p =>
        {
            Watched(p, t, block);
            p.Scalar("TrafficType", "traffic_type").Scalar("LogFormat", "log_format").Scalar("MaxAggregationInterval", "max_aggregation_interval").Tags();
            p.Set("LogDestinationType", type).Set("LogDestination", Destination(t, block));
            if (!p.Node.TryGet("LogDestination", out _)) p.Set("LogGroupName", Group(t, block));
            p.Each("TagFieldSpecifications", "tag_field_specification", (tags, _) => tags.Scalar("ResourceType", "resource_type").Scalars("TagKeys", "tag_keys"));
            if (type != "s3") p.Set("DeliverLogsPermissionArn", Role(t, block));
            if (block.Blocks("destination_options") is [var options, ..])
                p.Set("DestinationOptions", new Properties(t, options).Scalar("FileFormat", "file_format").Scalar("HiveCompatiblePartitions", "hive_compatible_partitions")
                    .Scalar("PerHourPartition", "per_hour_partition").Node);
        });
    }

    private static void Watched(Properties p, Translation t, Block block)
    {
        (string Attribute, string Type, Wanted Wanted)[] kinds =
        [
            ("vpc_id", "VPC", Wanted.Vpc), ("subnet_id", "Subnet", Wanted.Subnet), ("eni_id", "NetworkInterface", Wanted.Interface),
            ("regional_nat_gateway_id", "RegionalNatGateway", Wanted.NatGateway),
            ("transit_gateway_id", "TransitGateway", Wanted.TransitGateway), ("transit_gateway_attachment_id", "TransitGatewayAttachment", Wanted.TransitAttachment),
        ];
        foreach ((string attribute, string type, Wanted wanted) in kinds)
        {
            if (Links.One(t, block, attribute, wanted) is not { } id) continue;
            p.Set("ResourceType", type).Set("ResourceId", id);
            return;
        }
    }

    private static Node? Destination(Translation t, Block block)
    {
        if (Links.Targets(t, block, "log_destination", Wanted.LogDestination) is not [var target]) return Links.One(t, block, "log_destination", Wanted.LogDestination);
        return target.Resource.Type switch
        {
            "aws_cloudwatch_log_group" => Translation.GetAtt(LogGroup(t, target.Resource), "Arn", block.Place),
            "aws_s3_bucket" => Translation.GetAtt(Bucket(t, target.Resource), "Arn", block.Place),
            _ => new ScalarNode(block.Place, target.Resource.Known("arn") ?? $"arn:aws:firehose:{t.Region}:{t.Account}:deliverystream/{target.Resource.Known("name") ?? target.Resource.Name}"),
        };
    }

    private static Node? Group(Translation t, Block block) => block.Text("log_group_name") is { } name ? new ScalarNode(block.Place, name)
        : Links.Targets(t, block, "log_group_name", Wanted.LogDestination) is [{ Resource.Type: "aws_cloudwatch_log_group" } target] ? Translation.Ref(LogGroup(t, target.Resource), block.Place)
        : Links.One(t, block, "log_group_name", Wanted.LogDestination);

    private static string LogGroup(Translation t, TerraformResource r)
    {
        t.Declare(r.Address, "AWS::Logs::LogGroup", r.Place, new Properties(t, Block.Of(r)).Set("LogGroupName", r.Known("name") ?? r.Name));
        return r.Address;
    }

    private static string Bucket(Translation t, TerraformResource r)
    {
        t.Declare(r.Address, "AWS::S3::Bucket", r.Place, new Properties(t, Block.Of(r)).Set("BucketName", r.Known("bucket") ?? r.Name.Replace('_', '-')));
        return r.Address;
    }

    private static Node? Role(Translation t, Block block)
    {
        if (Links.Targets(t, block, "iam_role_arn", Wanted.Role) is [{ Resource: { IsData: false } role }])
        {
            DeclareRole(t, role);
            return Translation.GetAtt(role.Address, "Arn", block.Place);
        }
        return Links.One(t, block, "iam_role_arn", Wanted.Role);
    }

    private static void DeclareRole(Translation t, TerraformResource role)
    {
        Block block = Block.Of(role);
        Properties p = new Properties(t, block).Set("RoleName", role.Known("name") ?? role.Address).Set("AssumeRolePolicyDocument", Policy(block, "assume_role_policy"));
        List<Node> inline = [], managed = [.. block.Values.Items("managed_policy_arns").OfType<ScalarNode>()];
        foreach (Block policy in block.Blocks("inline_policy"))
            if (Policy(policy, "policy") is { } document) inline.Add(new Properties(t, policy).Set("PolicyDocument", document).Node);
        foreach (TerraformResource other in t.Document.Resources)
        {
            Block attached = Block.Of(other);
            if (other.Type == "aws_iam_role_policy" && NamesRole(t, attached, role) && Policy(attached, "policy") is { } document)
                inline.Add(new Properties(t, attached).Set("PolicyDocument", document).Node);
            else if (other.Type is "aws_iam_role_policy_attachment" or "aws_iam_policy_attachment" && NamesRole(t, attached, role)) AddManaged(t, attached, inline, managed);
        }
        if (inline.Count > 0) p.Set("Policies", new SequenceNode(role.Place, inline));
        if (managed.Count > 0) p.Set("ManagedPolicyArns", new SequenceNode(role.Place, managed));
        t.Declare(role.Address, "AWS::IAM::Role", role.Place, p);
    }

    private static void AddManaged(Translation t, Block attached, List<Node> inline, List<Node> managed)
    {
        if (Links.Targets(t, attached, "policy_arn", Wanted.Policy) is [var policy])
        {
            if (Policy(Block.Of(policy.Resource), "policy") is { } document) inline.Add(new Properties(t, attached).Set("PolicyDocument", document).Node);
        }
        else if (Links.One(t, attached, "policy_arn", Wanted.Policy) is { } arn) managed.Add(arn);
    }

    private static bool NamesRole(Translation t, Block block, TerraformResource role)
    {
        foreach (string attribute in (string[])["role", "roles"])
        {
            if (block.Text(attribute) is { } name && (name == role.Known("name") || name == role.Known("id"))) return true;
            if (block.Values.Items(attribute).OfType<ScalarNode>().Any(item => item.Text == role.Known("name"))) return true;
            if (block.Value(attribute) is null && Links.Targets(t, block, attribute, Wanted.Role, isList: true).Any(found => found.Resource == role)) return true;
        }
        return false;
    }

    /// <summary>A policy, which Terraform has as JSON in a string; unknown where it is known after apply only, null where it is not given.</summary>
    private static Node? Policy(Block block, string attribute)
    {
        if (block.Text(attribute) is not { } text) return block.Expression(attribute) is { } expression ? new UnknownNode(expression.Place, $"{attribute} of {block.Resource.Address}") : null;
        DocumentOutcome read = DocumentReader.Parse(Encoding.UTF8.GetBytes(text), "policy");
        return read.Root is MappingNode policy ? policy : new UnknownNode(block.Place, $"{attribute} of {block.Resource.Address}, which is no JSON");
    }
}
