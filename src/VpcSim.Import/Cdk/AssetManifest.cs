using VpcSim.Import.Documents;

namespace VpcSim.Import.Cdk;

/// <summary>The list of files that a stack of the CDK uploads, <c>NAME.assets.json</c> beside <c>NAME.template.json</c>: it tells which file an S3 address stands for
/// where the template itself does not (<c>cdk synth --no-asset-metadata</c>). (CDK API reference, "cloud-assembly-schema", AssetManifest)</summary>
internal static class AssetManifest
{
    private const string Template = ".template.json";
    private const string Assets = ".assets.json";

    /// <summary>The path of the file, as the list has it; null where there is no list, or none of its files goes there.</summary>
    /// <param name="template">The template of the stack that was given, not of one nested in it.</param>
    /// <param name="url">Ends with the key of the uploaded object.</param>
    /// <param name="read">Reads a file, each once.</param>
    public static string? SourceOf(string template, string url, Func<string, DocumentOutcome> read)
    {
        if (!template.EndsWith(Template, StringComparison.Ordinal)) return null;
        string list = template[..^Template.Length] + Assets;
        if (!File.Exists(list) || read(list).Root is not MappingNode root || !root.TryGet("files", out Node? node) || node is not MappingNode files) return null;
        string key = url[(url.LastIndexOf('/') + 1)..];
        foreach (MappingEntry file in files.Entries)
        {
            if (file.Value is MappingNode body && Mapping(body, "destinations") is { } destinations && Mapping(body, "source") is { } source
                && destinations.Entries.Any(entry => entry.Value is MappingNode destination && Text(destination, "objectKey") == key)) return Text(source, "path");
        }
        return null;
    }

    private static MappingNode? Mapping(MappingNode owner, string key) => owner.TryGet(key, out Node? node) ? node as MappingNode : null;

    private static string? Text(MappingNode owner, string key) => owner.TryGet(key, out Node? node) && node is ScalarNode { Kind: ScalarKind.Text } text ? text.Text : null;
}
