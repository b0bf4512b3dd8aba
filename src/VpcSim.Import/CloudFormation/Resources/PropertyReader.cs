using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Reads properties by name and type. Whatever is wrong is reported at its place, once.</summary>
/// <remarks>
/// <c>Try…</c> is for required properties: false means that the resource is left out, and that the reason has been told. The other methods
/// are for optional ones: null means absent, unknown (a finding says so) or wrong (an error says so).
/// </remarks>
internal abstract class PropertyReader(MappingNode mapping, string path)
{
    private static readonly ImmutableDictionary<string, string> _noTags = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    public abstract ResourceReader Resource { get; }

    private Node? _written, _value;

    public bool Has(string name) => mapping.TryGet(name, out Node? node) && Evaluated(node) is not NoValueNode;

    public Place PlaceOf(string name) => mapping.TryGet(name, out Node? node) ? node.Place : mapping.Place;

    /// <summary>A property as it is written, its functions not evaluated; null where it is absent.</summary>
    public Node? Raw(string name) => mapping.TryGet(name, out Node? node) ? node : null;

    /// <summary>The <c>Tags</c> of a resource, by key; those that are not known before deployment are left out.</summary>
    public ImmutableDictionary<string, string> Tags()
    {
        if (Raw("Tags") is not { } written || Resource.Evaluator.Evaluate(written) is not SequenceNode list) return _noTags;
        ImmutableDictionary<string, string>.Builder tags = _noTags.ToBuilder();
        foreach (Node item in list.Items)
        {
            if (item is MappingNode tag && tag.TryGet("Key", out Node? key) && tag.TryGet("Value", out Node? value)
                && key is ScalarNode { Text: string name } && value is ScalarNode { Text: string text }) tags[name] = text;
        }
        return tags.ToImmutable();
    }

    public bool TryText(string name, [NotNullWhen(true)] out string? text)
    {
        text = Required(name) is { } value ? TextOf(name, value) : null;
        return text is not null;
    }

    public string? Text(string name) => Optional(name) is { } value ? TextOf(name, value) : null;

    /// <summary>A text on which no packet depends: no finding if it is unknown.</summary>
    public string? TextIfKnown(string name) =>
        mapping.TryGet(name, out Node? node) && Evaluated(node) is ScalarNode scalar ? scalar.Text : null;

    /// <summary>A value of any shape, evaluated; parts of it may be unknown.</summary>
    public Node? Value(string name) => mapping.TryGet(name, out Node? node) ? Evaluated(node) : null;

    public bool TryCidr(string name, out Cidr cidr)
    {
        cidr = default;
        return Required(name) is { } value && TextOf(name, value) is { } text && IsCidr(name, text, out cidr);
    }

    public Cidr? Cidr(string name) => Text(name) is { } text && IsCidr(name, text, out Cidr cidr) ? cidr : null;

    public IpAddress? Address(string name)
    {
        if (Text(name) is not { } text) return null;
        if (IpAddress.TryParse(text, out IpAddress address)) return address;
        Invalid(name, $"Value ({text}) for parameter {name} is invalid. Invalid IP address");
        return null;
    }

    public bool TryInteger(string name, out int number)
    {
        number = 0;
        return Required(name) is { } value && TextOf(name, value) is { } text && IsInteger(name, text, out number);
    }

    public int? Integer(string name) => Text(name) is { } text && IsInteger(name, text, out int number) ? number : null;

    /// <summary>A number of things: an integer from 0.</summary>
    public int? Count(string name)
    {
        int? number = Integer(name);
        if (number is null or >= 0) return number;
        Invalid(name, $"Value ({number}) for parameter {name} is invalid. It is a number from 0.");
        return null;
    }

    /// <summary>A port of TCP or UDP, 1 to 65,535.</summary>
    public int? Port(string name)
    {
        int? port = Integer(name);
        if (port is null or (>= 1 and <= ushort.MaxValue)) return port;
        Invalid(name, $"Value ({port}) for parameter {name} is invalid. A port is 1 to 65535.");
        return null;
    }

    /// <summary>How many of something there are, by the first of these properties that is there: one that is unknown counts as 1, with a finding.</summary>
    /// <returns>Null where none is there.</returns>
    public int? CountOrOne(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!mapping.TryGet(name, out Node? node)) continue;
            switch (Evaluated(node))
            {
                case NoValueNode:
                    continue;
                case UnknownNode unknown:
                    if (!unknown.Reported)
                        Resource.Finding("unknown-value", $"{path}{name} is unknown before deployment and taken as 1: {unknown.Reason}", unknown.Place);
                    return 1;
                default:
                    return Count(name);
            }
        }
        return null;
    }

    public bool? Boolean(string name)
    {
        if (Text(name) is not { } text) return null;
        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "on":
                return true;
            case "false" or "no" or "off":
                return false;
            default:
                WrongType(name, "Boolean");
                return null;
        }
    }

    /// <summary>A property that holds JSON, as compact text; of one that some part of is unknown before deployment a finding and null.</summary>
    public string? Json(string name)
    {
        if (Optional(name) is not { } value) return null;
        if (value is ScalarNode { Kind: ScalarKind.Text } text) return text.Text;
        if (JsonText.Of(value) is { } json) return json;
        Resource.Finding("unknown-value", $"{path}{name} is partly unknown before deployment and not looked at", PlaceOf(name));
        return null;
    }

    /// <summary>The id of a resource of the design, such as a subnet for <c>subnet</c>.</summary>
    public bool TryId(string name, string prefix, [NotNullWhen(true)] out string? id)
    {
        id = Required(name) is { } value && TextOf(name, value) is { } text && IdCheck.IsInDesign(Resource, text, prefix, PlaceOf(name)) ? text : null;
        return id is not null;
    }

    /// <summary>An optional id; one that the design does not hold leaves the resource out.</summary>
    public string? OptionalId(string name, string prefix) =>
        Text(name) is { } text && IdCheck.IsInDesign(Resource, text, prefix, PlaceOf(name)) ? text : null;

    /// <summary>Ids of a list; those that the design does not hold are dropped, with a finding.</summary>
    public ImmutableArray<string> Ids(string name, string prefix) =>
        [.. Items(name).Where(item => IdCheck.IsInDesign(Resource, item.Text, prefix, item.Place, leaveOut: false)).Select(item => item.Text)];

    public ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item => item.Text)];

    /// <summary>The mappings of a list, such as the rules of a group.</summary>
    public IEnumerable<PropertyReader> Mappings(string name)
    {
        if (Optional(name) is not { } value) yield break;
        if (value is not SequenceNode list)
        {
            WrongType(name, "List");
            yield break;
        }
        for (int i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is MappingNode item) yield return new NestedReader(item, $"{path}{name}/{i}/", Resource);
            else if (list.Items[i] is UnknownNode unknown) Dropped(name, unknown);
            else WrongType($"{name}/{i}", "an object");
        }
    }

    public PropertyReader? Mapping(string name)
    {
        if (Optional(name) is not { } value) return null;
        if (value is MappingNode inner) return new NestedReader(inner, $"{path}{name}/", Resource);
        WrongType(name, "an object");
        return null;
    }

    /// <summary>Reports names that <c>Metadata: VpcSim:</c> does not have at this place.</summary>
    public void CheckNames(params ReadOnlySpan<string> known)
    {
        foreach (MappingEntry entry in mapping.AsSpan())
        {
            if (!known.Contains(entry.Key))
                Resource.Error("VpcSim.UnknownSetting", $"{path}{entry.Key} is unknown; there are {string.Join(", ", known)}", entry.KeyPlace);
        }
    }

    /// <summary>Refuses properties that a nested object does not have. (CloudFormation refuses them as extraneous keys.)</summary>
    public void RefuseOthers(params ReadOnlySpan<string> known)
    {
        foreach (MappingEntry entry in mapping.AsSpan())
        {
            if (!known.Contains(entry.Key))
                Resource.Error("Template.UnsupportedProperty", $"Encountered unsupported property {path}{entry.Key}; there are {string.Join(", ", known)}", entry.KeyPlace);
        }
    }

    public void Invalid(string name, string message, string code = "InvalidParameterValue") => Resource.Error(code, message, PlaceOf(name));

    private protected PropertyReader Nested(MappingNode inner, string innerPath) => new NestedReader(inner, innerPath, Resource);

    private IEnumerable<ScalarNode> Items(string name)
    {
        if (Optional(name) is not { } value) yield break;
        if (value is not SequenceNode list)
        {
            WrongType(name, "List of String");
            yield break;
        }
        foreach (Node item in list.Items)
        {
            if (item is ScalarNode { Kind: not ScalarKind.Null } scalar) yield return scalar;
            else if (item is UnknownNode unknown) Dropped(name, unknown);
            else WrongType(name, "List of String");
        }
    }

    /// <summary>Evaluates a property, that of the last question without evaluating it again: whether it is there is asked before what it says.</summary>
    private Node Evaluated(Node written)
    {
        if (written != _written) (_written, _value) = (written, Resource.Evaluator.Evaluate(written));
        return _value!;
    }

    private Node? Required(string name)
    {
        Node? value = mapping.TryGet(name, out Node? node) ? Evaluated(node) : null;
        switch (value)
        {
            case null or NoValueNode:
                Resource.Error("Template.MissingProperty", $"Property {path}{name} cannot be empty; add it", mapping.Place);
                return null;
            case UnknownNode { Reported: true }:
                Resource.Catalog.Refuse(Resource.Name);
                return null;
            case UnknownNode unknown:
                Resource.LeaveOut($"{path}{name} is unknown before deployment: {unknown.Reason}", unknown.Place, "unknown-value");
                return null;
            default:
                return value;
        }
    }

    private Node? Optional(string name)
    {
        Node? value = mapping.TryGet(name, out Node? node) ? Evaluated(node) : null;
        if (value is not UnknownNode unknown) return value is NoValueNode ? null : value;
        if (!unknown.Reported)
            Resource.Finding("unknown-value", $"{path}{name} is unknown before deployment and taken as absent: {unknown.Reason}", unknown.Place);
        return null;
    }

    private void Dropped(string name, UnknownNode unknown)
    {
        if (!unknown.Reported)
            Resource.Finding("unknown-value", $"an entry of {path}{name} is unknown before deployment and dropped: {unknown.Reason}", unknown.Place);
    }

    private string? TextOf(string name, Node value)
    {
        if (value is ScalarNode { Kind: not ScalarKind.Null } scalar) return scalar.Text;
        WrongType(name, "String");
        return null;
    }

    private bool IsCidr(string name, string text, out Cidr cidr)
    {
        if (Model.Addressing.Cidr.TryParse(text, out cidr)) return true;
        Invalid(name, $"Value ({text}) for parameter {name} is invalid. This is not a valid CIDR block.");
        return false;
    }

    private bool IsInteger(string name, string text, out int number)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)) return true;
        WrongType(name, "Integer");
        return false;
    }

    private void WrongType(string name, string type) =>
        Resource.Error("Template.InvalidProperty", $"Value of property {path}{name} must be of type {type}", PlaceOf(name));

    private sealed class NestedReader(MappingNode mapping, string path, ResourceReader resource) : PropertyReader(mapping, path)
    {
        public override ResourceReader Resource => resource;
    }
}
