using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Parameters;

/// <summary>Gives every parameter its value: the caller's, else the default; reports all that lack one at once.</summary>
/// <remarks>
/// A value that the command line gives for an <c>AWS::SSM::Parameter::Value</c> type is taken as the stored content; a default, and what a parent stack
/// passes, is the stored parameter's name, whose content is unknown unless it is given as <c>ssm:NAME</c>. Key pairs and machine images without a value
/// are assumed, since no packet depends on them.
/// </remarks>
internal sealed class ParameterResolver(ParameterValues values, ImportLog log)
{
    public Dictionary<string, Node> Resolve(MappingNode parameters)
    {
        Dictionary<string, Node> resolved = new(StringComparer.Ordinal);
        foreach (MappingEntry entry in parameters.Entries) resolved.Add(entry.Key, Resolve(entry));
        return resolved;
    }

    private Node Resolve(MappingEntry entry)
    {
        string name = entry.Key;
        if (entry.Value is not MappingNode declaration || ParameterConstraints.TextOf(declaration, "Type") is not { } type)
            return Refused(name, "Template.Format", $"Template format error: Every Parameters object must contain a Type member ({name})", entry.KeyPlace);
        if (!ParameterTypes.IsKnown(type))
            return Refused(name, "Template.Format", $"Template format error: Unrecognized parameter type: {type}", declaration.KeyPlace("Type"));
        if (values.Given(name) is { } given) return Checked(name, type, given, declaration, entry.KeyPlace, isContent: true);
        if (values.Deployed(name) is { } deployed) return Checked(name, type, deployed, declaration, entry.KeyPlace, isContent: false);
        if (values.Passed(name) is { } passed) return Passed(name, type, passed, declaration, entry.KeyPlace);
        if (declaration.TryGet("Default", out Node? node))
        {
            if (node is ScalarNode { Kind: not ScalarKind.Null } scalar) return Checked(name, type, scalar.Text, declaration, scalar.Place, isContent: false);
            return Refused(name, "Template.Format", $"Template format error: Parameter '{name}' Default must be a string", declaration.KeyPlace("Default"));
        }
        if (!ParameterTypes.IsWithoutInfluence(type))
        {
            return Refused(name, "Template.MissingParameter",
                $"Parameters: [{name}] must have values; add --parameter {name}=VALUE{Described(declaration)}", entry.KeyPlace);
        }
        log.Finding("assumed", $"the parameter {name} ({type}) has no value; {ParameterTypes.Placeholder(type)} is assumed, as no packet depends on it",
            name, entry.KeyPlace);
        return Value(type, ParameterTypes.Placeholder(type), entry.KeyPlace);
    }

    /// <summary>A parent's list counts as its items with commas between them, as CloudFormation passes it.</summary>
    private Node Passed(string name, string type, Node passed, MappingNode declaration, Place place) => passed switch
    {
        ScalarNode { Kind: not ScalarKind.Null } text => Checked(name, type, text.Text, declaration, place, isContent: false),
        SequenceNode list when list.Items.All(item => item is ScalarNode) =>
            Checked(name, type, string.Join(',', list.Items.Cast<ScalarNode>().Select(item => item.Text)), declaration, place, isContent: false),
        UnknownNode unknown => new UnknownNode(place, unknown.Reason, unknown.Reported),
        SequenceNode => new UnknownNode(place, $"a part of the parameter {name}"),
        _ => Refused(name, "Template.InvalidParameter", $"the parent stack passes no text for the parameter {name}", place),
    };

    private Node Checked(string name, string type, string value, MappingNode declaration, Place place, bool isContent)
    {
        if (ParameterConstraints.Violated(name, type, value, declaration) is { } violated)
            return Refused(name, "Template.InvalidParameter", $"{violated}; give another with --parameter {name}=VALUE", place);
        if (!ParameterTypes.IsSsm(type) || isContent) return Value(type, value, place);
        if (values.Stored(value) is { } stored) return Value(type, stored, place);
        return ParameterTypes.IsWithoutInfluence(type)
            ? Value(type, ParameterTypes.Placeholder(type), place)
            : new UnknownNode(place, $"the content of the SSM parameter {value}; give it with --parameter {name}=CONTENT or --parameter ssm:{value}=CONTENT");
    }

    private static Node Value(string type, string value, Place place) => ParameterTypes.IsList(type)
        ? new SequenceNode(place, [.. ParameterConstraints.SplitList(value).Select(item => new ScalarNode(place, item))])
        : new ScalarNode(place, value);

    private static string Described(MappingNode declaration) =>
        ParameterConstraints.TextOf(declaration, "Description") is { Length: > 0 and <= 120 } text ? $" ({text.Trim()})" : "";

    private UnknownNode Refused(string name, string code, string message, Place place)
    {
        log.Error(code, message, name, place);
        return new UnknownNode(place, $"the parameter {name}", reported: true);
    }
}
