namespace VpcSim.Import.Documents;

/// <summary>What of a JSON document is passed over, so that it costs neither nodes nor memory: parts that nobody reads.</summary>
/// <param name="sections">Keys of the document itself.</param>
/// <param name="members">Keys anywhere in a section, by the section's key.</param>
internal sealed class JsonSelection(string[] sections, Dictionary<string, string[]> members)
{
    /// <param name="section">The key of the document that the member stands under.</param>
    /// <param name="depth">1 for members of the document itself.</param>
    /// <param name="key">Of the member.</param>
    public bool PassesOver(string section, int depth, string key) =>
        depth == 1 ? sections.Contains(key) : members.TryGetValue(section, out string[]? passed) && passed.Contains(key);
}
