using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>What a template that was converted from another form says of that form, under <c>Metadata: VpcSim: Converted:</c>.</summary>
/// <param name="Region">Where the design is; null where that is left open.</param>
/// <param name="AccountId">Whose it is; null where that is left open.</param>
/// <param name="From">What messages called the source, such as <c>plan</c>; null for a template.</param>
/// <param name="Runs">Whether AWS runs it already.</param>
internal sealed record ConversionNote(string? Region, string? AccountId, string? From, bool Runs)
{
    public const string Key = "Converted";

    private static readonly string[] _keys = ["AccountId", "From", "Region", "Runs"];

    /// <summary>The note of a template; null where it has none.</summary>
    public static ConversionNote? Find(Node root)
    {
        Node? node = root;
        foreach (string key in (ReadOnlySpan<string>)["Metadata", "VpcSim", Key])
            node = node is MappingNode mapping && mapping.TryGet(key, out Node? inner) ? inner : null;
        return node is MappingNode note ? new ConversionNote(Text(note, "Region"), Text(note, "AccountId"), Text(note, "From"), Text(note, "Runs") == "true") : null;
    }

    /// <summary>Reports what a note cannot say.</summary>
    /// <param name="simulator">The template's <c>VpcSim</c> block; null for none.</param>
    /// <param name="log">Takes the mistakes.</param>
    public static void Check(MappingNode? simulator, ImportLog log)
    {
        if (simulator is null || !simulator.TryGet(Key, out Node? node)) return;
        if (node is MappingNode note) SimulatorMetadata.CheckKeys(note, _keys, $"{Key} of a template", log.File, log);
        else log.Error("Template.Format", $"[/Metadata/VpcSim/{Key}] must be a mapping", log.File, simulator.KeyPlace(Key));
    }

    /// <summary>As it stands in a template.</summary>
    public MappingNode Written()
    {
        Place nowhere = new(1, 1);
        MappingNode note = new(nowhere);
        foreach ((string key, string? value) in (ReadOnlySpan<(string, string?)>)[("From", From), ("Region", Region), ("AccountId", AccountId)])
            if (value is not null) note.TryAdd(key, nowhere, new ScalarNode(nowhere, value));
        if (Runs) note.TryAdd("Runs", nowhere, new ScalarNode(nowhere, "true", ScalarKind.Boolean));
        return note;
    }

    private static string? Text(MappingNode note, string key) => note.TryGet(key, out Node? node) && node is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;
}
