using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>What stands under <c>Metadata: VpcSim:</c> of a template or of a resource: words to the simulator, which CloudFormation ignores.</summary>
internal static class SimulatorMetadata
{
    private const string Key = "VpcSim";

    /// <summary>The block; null where there is none. One that is not a mapping is an error.</summary>
    /// <param name="owner">The template, or a resource's declaration.</param>
    /// <param name="path">Of the owner, such as <c>/Resources/Vpc</c>; empty for the template.</param>
    /// <param name="subject">Whom an error is about: a logical id, or the file.</param>
    /// <param name="log">Takes the error.</param>
    public static MappingNode? Find(MappingNode owner, string path, string subject, ImportLog log)
    {
        if (!owner.TryGet("Metadata", out Node? metadata) || metadata is not MappingNode mapping) return null;
        foreach (MappingEntry entry in mapping.Entries)
        {
            if (entry.Key != Key && entry.Key.Equals(Key, StringComparison.OrdinalIgnoreCase))
                log.Error("VpcSim.UnknownSetting", $"{path}/Metadata/{entry.Key} is nobody's; write {Key}", subject, entry.KeyPlace);
        }
        if (!mapping.TryGet(Key, out Node? node)) return null;
        if (node is MappingNode block) return block;
        log.Error("Template.Format", $"[{path}/Metadata/{Key}] must be a mapping", subject, mapping.KeyPlace(Key));
        return null;
    }

    /// <summary>A key that a block does not have is an error, answered with the nearest ones.</summary>
    public static void CheckKeys(MappingNode? block, IReadOnlyCollection<string> known, string owner, string subject, ImportLog log)
    {
        foreach (MappingEntry entry in block?.Entries ?? [])
        {
            if (known.Contains(entry.Key)) continue;
            string words = known.Count == 0 ? $"{owner} has none" : $"{owner} has {string.Join(", ", known.Order(StringComparer.Ordinal))}";
            log.Error("VpcSim.UnknownSetting", $"Metadata/{Key}/{entry.Key} is unknown; {words}{log.Hint(entry.Key, known)}", subject, entry.KeyPlace);
        }
    }
}
