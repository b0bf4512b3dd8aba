using VpcSim.Import.Documents;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Naming;

namespace VpcSim.Import.Terraform;

/// <summary>Ids of other resources: literal where they are known, else references to what the expression leads to.</summary>
internal static class Links
{
    /// <summary>One id; null where the attribute is absent, an unknown node where it cannot be told.</summary>
    /// <param name="t">The translation.</param>
    /// <param name="block">Whose attribute it is.</param>
    /// <param name="attribute">Such as <c>vpc_id</c>.</param>
    /// <param name="wanted">What it may lead to.</param>
    /// <param name="mayHide">Whether an attribute that the block does not have is one that is known after apply.</param>
    public static Node? One(Translation t, Block block, string attribute, Wanted wanted, bool mayHide = false)
    {
        if (block.Value(attribute) is ScalarNode { Text: string text } known) return text.Length == 0 ? null : known;
        if (mayHide && block.IsHidden(attribute)) return Hidden(t, block, attribute, wanted);
        if (block.Expression(attribute) is not { } expression || IsEmptyConstant(expression)) return null;
        if (block.Text(attribute) is { } constant) return new ScalarNode(expression.Place, constant);
        return Many(t, block, attribute, wanted, expression, isList: false) is [var only] ? only : null;
    }

    /// <summary>What is named by a name, an id or an ARN: a reference to the resource that has it, where the file holds it, else the word itself.</summary>
    public static Node? Named(Translation t, Block block, string attribute, Wanted wanted)
    {
        Node? node = One(t, block, attribute, wanted);
        return node is ScalarNode { Text: string word } && t.ByName(wanted, word) is { } found ? Translation.Ref(found.Address, node.Place) : node;
    }

    /// <summary>The resources that an attribute leads to, where they stand in the file.</summary>
    public static IReadOnlyList<Referent> Targets(Translation t, Block block, string attribute, Wanted wanted, bool isList = false)
    {
        if (block.Value(attribute) is ScalarNode { Text: string id }) return t.ById(id) is { } known && !t.IsElsewhere(known) ? [new Referent(known, "id")] : [];
        return block.Expression(attribute) is { } expression
            ? [.. ReferenceResolver.Resolve(expression, Scope.Of(block.Resource), wanted, attribute, isList).Found.Where(found => !t.IsElsewhere(found.Resource))]
            : [];
    }

    /// <summary>The only resource that an attribute leads to; null where that cannot be told.</summary>
    public static TerraformResource? Target(Translation t, Block block, string attribute, Wanted wanted) =>
        Targets(t, block, attribute, wanted) is [var only] ? only.Resource : null;

    /// <summary>The ids of a list. Elements that are unknown are found by the expression.</summary>
    public static List<Node> List(Translation t, Block block, string attribute, Wanted wanted, bool mayHide = false)
    {
        List<Node> items = [];
        bool isWhole = block.Value(attribute) is SequenceNode;
        if (block.Value(attribute) is SequenceNode known)
        {
            foreach (Node item in known.Items)
            {
                if (item is ScalarNode { Kind: not ScalarKind.Null, Text.Length: > 0 }) items.Add(item);
                else isWhole = false;
            }
        }
        if (mayHide && block.IsHidden(attribute)) return [Hidden(t, block, attribute, wanted)];
        if (isWhole || (items.Count > 0 || block.Value(attribute) is not null ? block.Written(attribute) : block.Expression(attribute)) is not { } expression || IsEmptyConstant(expression)) return items;
        if ((expression as MappingNode).Get("constant_value") is SequenceNode constants) return [.. constants.Items.OfType<ScalarNode>()];
        HashSet<string> literal = [.. items.OfType<ScalarNode>().Select(item => item.Text)];
        foreach (Node node in Many(t, block, attribute, wanted, expression, isList: true, literal)) items.Add(node);
        return items;
    }

    /// <summary>What can only be the one candidate that there is.</summary>
    private static Node Hidden(Translation t, Block block, string attribute, Wanted wanted)
    {
        TerraformResource[] only = [.. wanted.Kinds.SelectMany(block.Resource.Module.OfKind).Take(2)];
        if (only.Length != 1) return new UnknownNode(block.Place, $"{attribute}, of which the plan has no expression");
        t.Finding("assumed", $"{attribute} of {block.Resource.Address} is known after apply, and the plan has no expression of it; it is taken for {only[0].Address}, the only {wanted.Noun} of its module",
            block.Resource, block.Place);
        return NodeOf(t, new Referent(only[0], ""), block.Place);
    }

    private static List<Node> Many(Translation t, Block block, string attribute, Wanted wanted, Node expression, bool isList, HashSet<string>? literal = null)
    {
        Resolution resolution = ReferenceResolver.Resolve(expression, Scope.Of(block.Resource), wanted, attribute, isList);
        if (resolution.Found.Count == 0) return [new UnknownNode(expression.Place, $"{attribute} ({resolution.Names})")];
        if (resolution.IsAssumed)
        {
            t.Finding("assumed", $"{attribute} of {block.Resource.Address} is given by {resolution.Names}, which a plan does not show; it is taken for {resolution.Found[0].Resource.Address}, "
                + $"{(resolution.Found[0].Resource.Key is null ? $"the only {wanted.Noun} of its module" : "that of its key")}", block.Resource, expression.Place);
        }
        List<Node> nodes = [];
        foreach (Referent referent in resolution.Found)
            if (literal is null || referent.Resource.Known("id") is not { } id || !literal.Contains(id)) nodes.Add(NodeOf(t, referent, expression.Place));
        return nodes;
    }

    /// <summary>How a template says what an attribute of a resource is.</summary>
    public static Node NodeOf(Translation t, Referent referent, Place place)
    {
        (TerraformResource resource, string attribute) = referent;
        if (attribute.Length > 0 && attribute != "id" && resource.Values.Get(attribute) is ScalarNode { Text.Length: > 0 } known) return At(known, place);
        if (t.IsElsewhere(resource)) return Unknown(resource, attribute, place);
        switch (resource.Kind, attribute)
        {
            case ("aws_vpc", "default_security_group_id"):
                return OfVpc(t, resource, "aws_default_security_group", "DefaultSecurityGroup", place);
            case ("aws_vpc", "default_network_acl_id"):
                return OfVpc(t, resource, "aws_default_network_acl", "DefaultNetworkAcl", place);
            case ("aws_vpc", "main_route_table_id" or "default_route_table_id"):
                return Translation.Ref(Kinds.VpcKinds.BornTable(t, resource), place);
            case ("aws_vpc_endpoint", "prefix_list_id"):
                return resource.Known("service_name") is { } service ? new ScalarNode(place, ManagedPrefixListIds.Of(service, t.Region)) : Unknown(resource, attribute, place);
            case ("aws_nat_gateway", "network_interface_id"):
                return Translation.GetAtt(resource.Address, "EniId", place);
            case ("aws_nat_gateway", "route_table_id"):
                return Translation.GetAtt(resource.Address, "RouteTableId", place);
            case ("aws_eip", "public_ip"):
                return Translation.GetAtt(resource.Address, "PublicIp", place);
            case ("aws_instance", "private_ip"):
                return Translation.GetAtt(resource.Address, "PrivateIp", place);
            case ("aws_instance", "public_ip"):
                return Translation.GetAtt(resource.Address, "PublicIp", place);
            case ("aws_network_interface", "private_ip"):
                return Translation.GetAtt(resource.Address, "PrimaryPrivateIpAddress", place);
            case ("aws_vpn_connection", "transit_gateway_attachment_id"):
                return new ScalarNode(place, AwsIds.Derive("tgw-attach", t.Account, t.Region, $"{resource.Address}/attachment"));
            case ("aws_eip" or "data.aws_eip", _):
                return Translation.GetAtt(resource.Address, "AllocationId", place);
            case ("aws_instance", "primary_network_interface_id"):
                return Unknown(resource, attribute, place);
            default:
                return TerraformKinds.Declares(resource) ? Translation.Ref(resource.Address, place) : Unknown(resource, attribute, place);
        }
    }

    private static Node OfVpc(Translation t, TerraformResource vpc, string kind, string attribute, Place place)
    {
        foreach (TerraformResource made in Kinds.VpcKinds.DefaultsOf(t, vpc))
            if (made.Type == kind) return Translation.Ref(made.Address, place);
        return Translation.GetAtt(vpc.Address, attribute, place);
    }

    private static UnknownNode Unknown(TerraformResource resource, string attribute, Place place) => new(place, attribute.Length == 0 ? resource.Address : $"{resource.Address}.{attribute}");

    private static ScalarNode At(ScalarNode known, Place place) => new(place, known.Text, known.Kind);

    private static bool IsEmptyConstant(Node expression) =>
        expression is MappingNode { Count: 0 } || (expression is MappingNode mapping && mapping.TryGet("constant_value", out Node? constant)
            && constant is ScalarNode { Kind: ScalarKind.Null } or ScalarNode { Text: "" } or SequenceNode { Items.Count: 0 });
}
