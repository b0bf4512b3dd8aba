using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>Attributes of a resource, or of a block inside one: what is known of them, and the expressions of what is not.</summary>
/// <param name="Resource">Whose they are.</param>
/// <param name="Values">What is known; null where nothing is.</param>
/// <param name="Expressions">Null where the plan has none: in a state, and for dynamic blocks.</param>
internal sealed record Block(TerraformResource Resource, MappingNode? Values, Node? Expressions)
{
    public static Block Of(TerraformResource resource) => new(resource, resource.Values, resource.Expressions);

    public Place Place => Values?.Place ?? Expressions?.Place ?? Resource.Place;

    public Node? Value(string attribute) => Values.Get(attribute);

    public string? Text(string attribute) => Values.Text(attribute) ?? Constant(attribute);

    public bool IsTrue(string attribute) => Text(attribute) == "true";

    /// <summary>The expression of what is known after apply only; null for an attribute that is known, be it as null.</summary>
    public Node? Expression(string attribute) => Values is not null && Values.TryGet(attribute, out _) ? null : Written(attribute);

    /// <summary>Whether an attribute of a block is unknown while the plan has no expression of it: Terraform 0.12 and dynamic blocks write none.</summary>
    public bool IsHidden(string attribute) =>
        Values is not null && !ReferenceEquals(Values, Resource.Values) && !Values.TryGet(attribute, out _) && Resource.Configuration is not null && Expression(attribute) is null;

    /// <summary>The expression of an attribute, whether or not it is needed; that of the whole block where the block is one expression.</summary>
    public Node? Written(string attribute) => Expressions switch
    {
        MappingNode mapping when mapping.TryGet("references", out _) => mapping,
        MappingNode mapping => mapping.Get(attribute),
        _ => null,
    };

    private string? Constant(string attribute) => (Expression(attribute) as MappingNode).Text("constant_value");

    /// <summary>The blocks of a kind, such as <c>ingress</c>, each with its expressions.</summary>
    /// <param name="name">Of the blocks.</param>
    public IReadOnlyList<Block> Blocks(string name)
    {
        Node? expression = Written(name);
        MappingNode[] written = expression switch
        {
            SequenceNode list => [.. list.Items.OfType<MappingNode>()],
            MappingNode mapping when mapping.Get("constant_value") is SequenceNode constants => [.. constants.Items.OfType<MappingNode>()],
            _ => [],
        };
        bool isBlocks = expression is SequenceNode;
        if (Value(name) is not SequenceNode known)
        {
            MappingNode? single = Value(name) as MappingNode;
            if (single is not null) return [new Block(Resource, single, written.Length > 0 ? written[0] : expression)];
            return isBlocks ? [.. written.Select(block => new Block(Resource, null, block))] : [.. written.Select(block => new Block(Resource, block, null))];
        }
        List<MappingNode> free = isBlocks ? [.. written] : [];
        List<Block> blocks = [];
        foreach (MappingNode values in known.Items.OfType<MappingNode>())
        {
            // Terraform sorts blocks of a set by hash: the expressions of one are those that agree with what is known of it.
            MappingNode? own = free.Find(block => Agrees(block, values));
            if (own is not null) free.Remove(own);
            blocks.Add(new Block(Resource, values, own ?? (isBlocks ? null : expression)));
        }
        return blocks;
    }

    private static bool Agrees(MappingNode block, MappingNode values)
    {
        foreach (MappingEntry entry in block.Entries)
        {
            if (entry.Value is not MappingNode expression) continue;
            Node? known = values.Get(entry.Key);
            if (expression.Get("constant_value") is { } constant && !Same(constant, known)) return false;
        }
        return true;
    }

    private static bool Same(Node constant, Node? known) => (constant, known) switch
    {
        (ScalarNode a, ScalarNode b) => a.Text == b.Text,
        (ScalarNode { Text: "" or "false" }, null) => true,
        (SequenceNode { Items.Count: 0 }, null) => true,
        (SequenceNode a, SequenceNode b) => a.Items.Count == b.Items.Count && a.Items.All(item => b.Items.Any(other => Same(item, other))),
        (MappingNode, MappingNode) => true,
        _ => false,
    };
}
