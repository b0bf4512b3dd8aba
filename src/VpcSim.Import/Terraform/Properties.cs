using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>The properties of a declaration while they are filled from attributes; what is absent or empty is left out.</summary>
internal sealed class Properties(Translation t, Block block)
{
    public MappingNode Node { get; } = new(block.Place);

    /// <summary>Whose attributes they are.</summary>
    public TerraformResource Resource => block.Resource;

    /// <summary>A scalar as it is written, under the template's name.</summary>
    public Properties Scalar(string property, string attribute)
    {
        t.Say(block.Resource, property, attribute);
        if (block.Value(attribute) is ScalarNode { Text.Length: > 0 } known) Set(property, known);
        else if ((block.Expression(attribute) as MappingNode).Get("constant_value") is ScalarNode { Text.Length: > 0 } constant) Set(property, constant);
        return this;
    }

    /// <summary>A scalar that is unknown, and said to be so, where it is known after apply only.</summary>
    public Properties Needed(string property, string attribute)
    {
        Scalar(property, attribute);
        if (!Node.TryGet(property, out _) && block.Value(attribute) is null && block.Expression(attribute) is MappingNode { Count: > 0 } expression && !expression.TryGet("constant_value", out _))
            Set(property, new UnknownNode(expression.Place, $"{attribute} of {block.Resource.Address}"));
        return this;
    }

    /// <summary>A name; where the provider or AWS will make one, the resource's address in letters, digits and hyphens.</summary>
    public Properties Name(string property, string attribute) =>
        Scalar(property, attribute).Set(property, string.Concat(block.Resource.Address.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')));

    public Properties Scalars(string property, string attribute)
    {
        t.Say(block.Resource, property, attribute);
        ScalarNode[] items = [.. block.Values.Items(attribute).OfType<ScalarNode>().Where(item => item.Text.Length > 0)];
        if (items.Length > 0) Set(property, new SequenceNode(items[0].Place, items));
        return this;
    }

    public Properties Id(string property, string attribute, Wanted wanted)
    {
        t.Say(block.Resource, property, attribute);
        if (Links.One(t, block, attribute, wanted) is { } id) Set(property, id);
        return this;
    }

    public Properties Ids(string property, string attribute, Wanted wanted)
    {
        t.Say(block.Resource, property, attribute);
        List<Node> ids = [.. Links.List(t, block, attribute, wanted), .. t.Added(block.Resource, property)];
        if (ids.Count > 0) Set(property, new SequenceNode(block.Place, [.. ids.DistinctBy(t.Word)]));
        return this;
    }

    /// <summary>What is named by a name, an id or an ARN.</summary>
    public Properties Named(string property, string attribute, Wanted wanted)
    {
        t.Say(block.Resource, property, attribute);
        return Set(property, Links.Named(t, block, attribute, wanted));
    }

    /// <summary>The first block of a kind, as an object; nothing where the block has nothing of what is filled.</summary>
    public Properties Inner(string property, string name, Action<Properties, Block> fill)
    {
        t.Say(block.Resource, property, name);
        if (block.Blocks(name) is not [var first, ..]) return this;
        Properties inner = new(t, first);
        fill(inner, first);
        return inner.Node.Count == 0 ? this : Set(property, inner.Node);
    }

    /// <summary>All blocks of a kind, as a list.</summary>
    public Properties Each(string property, string name, Action<Properties, Block> fill)
    {
        t.Say(block.Resource, property, name);
        List<Node> items = [];
        foreach (Block one in block.Blocks(name))
        {
            Properties item = new(t, one);
            fill(item, one);
            items.Add(item.Node);
        }
        return items.Count == 0 ? this : Set(property, new SequenceNode(block.Place, items));
    }

    /// <summary>Tags, with those that the provider gives by default.</summary>
    public Properties Tags()
    {
        MappingNode? tags = block.Values.Mapping("tags_all") ?? block.Values.Mapping("tags");
        if (tags is null || tags.Count == 0) return this;
        List<Node> items = [];
        foreach (MappingEntry entry in tags.Entries)
        {
            if (entry.Value is not ScalarNode { Kind: not ScalarKind.Null } value) continue;
            MappingNode tag = new(entry.KeyPlace);
            tag.TryAdd("Key", entry.KeyPlace, new ScalarNode(entry.KeyPlace, entry.Key));
            tag.TryAdd("Value", entry.KeyPlace, new ScalarNode(value.Place, value.Text));
            items.Add(tag);
        }
        return Set("Tags", new SequenceNode(tags.Place, items));
    }

    public Properties Set(string property, Node? value)
    {
        if (value is not null) Node.TryAdd(property, value.Place, value);
        return this;
    }

    public Properties Set(string property, string text) => Set(property, new ScalarNode(block.Place, text));

    public Properties Ref(string property, string name) => Set(property, Translation.Ref(name, block.Place));
}
