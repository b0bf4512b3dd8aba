using VpcSim.Scenarios.Changes;

namespace VpcSim.Scenarios.Files.Shapes;

/// <summary>The changes of a timeline, as the catalogue of changes describes them.</summary>
internal static class ChangeShapes
{
    /// <summary>Changes that stand as steps of their own: what happens to links.</summary>
    public static KeyShape[] Events { get; } = [.. ChangeCatalog.Kinds.Where(static kind => kind.IsEvent).Select(KeyOf)];

    /// <summary>Changes that somebody asks of AWS's API.</summary>
    public static MappingShape Change { get; } = new("change", [.. ChangeCatalog.Kinds.Where(static kind => !kind.IsEvent).Select(KeyOf)]);

    private static KeyShape KeyOf(ChangeKind kind) => new(
        kind.Action, kind.Shorthand is { } shorthand ? new ChoiceShape(Scalars.Text(Of(kind, shorthand)), Of(kind)) : Of(kind), kind.Description, Presence.OneOf);

    private static MappingShape Of(ChangeKind kind) => new(
        kind.Action, [.. kind.Keys.Select(static key => new KeyShape(key.Name, Of(key), key.Description, key.IsRequired ? Presence.Required : Presence.Optional))]);

    private static string Of(ChangeKind kind, string shorthand) => $"the {shorthand}: {kind.Keys.First(key => key.Name == shorthand).Description.TrimEnd('.')}";

    private static Shape Of(ChangeKey key)
    {
        Shape one = key.Form switch
        {
            ChangeForm.Cidr or ChangeForm.Cidrs => Scalars.Block,
            ChangeForm.Address => Scalars.Address,
            ChangeForm.Unsigned => Scalars.Whole("a whole number, 0 to 4294967295", 0, uint.MaxValue),
            ChangeForm.AsNumbers => Scalars.Whole("an AS number, 1 to 4294967295", 1, uint.MaxValue),
            ChangeForm.Number => new ScalarShape("a whole number", static text => int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _)) { Types = ["integer"] },
            ChangeForm.Boolean => Scalars.Flag,
            ChangeForm.Protocol => new ScalarShape("tcp, udp, icmp, icmpv6, all or a number", static text => Model.Addressing.IpProtocol.TryParse(text, out _)) { Types = ["string", "integer"] },
            ChangeForm.Ports => Ports,
            ChangeForm.Choice => Scalars.OneOf($"one of {string.Join(", ", key.Choices)}", [.. key.Choices]),
            _ => Scalars.Text("a name or text"),
        };
        return key.TakesSeveral ? new ListShape(one, orOne: true) : one;
    }

    private static ScalarShape Ports => new("a port (443), a range of ports (1024-65535) or all", static text => text.Length > 0) { Types = ["string", "integer"] };
}
