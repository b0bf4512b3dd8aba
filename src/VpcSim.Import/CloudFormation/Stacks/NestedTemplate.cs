using VpcSim.Import.Cdk;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Stacks;

/// <summary>Where the template of an <c>AWS::CloudFormation::Stack</c> lies.</summary>
/// <remarks>A path counts from the parent's folder, as for <c>aws cloudformation package</c>, and stays in it. The CDK writes an S3 address and names the
/// file beside it in the resource's metadata, or in its list of assets. (AWS CLI reference, "cloudformation package"; CDK guide, "Assets")</remarks>
/// <param name="File">The file; null where there is none to read.</param>
/// <param name="Problem">Why there is none, in a sentence.</param>
/// <param name="IsRefused">Whether the path may not be followed at all.</param>
internal readonly record struct NestedTemplate(string? File, string? Problem, bool IsRefused = false)
{
    private static readonly string[] _remote = ["https:", "http:", "s3:"];

    /// <param name="parent">The parent.</param>
    /// <param name="stack">The resource.</param>
    /// <param name="url">Its evaluated <c>TemplateURL</c>.</param>
    /// <param name="read">Reads a file, each once.</param>
    public static NestedTemplate Of(Stack parent, ResourceDeclaration stack, Node url, Func<string, DocumentOutcome> read)
    {
        string? address = (url as ScalarNode)?.Text;
        string? asset = stack.AssetPath ?? (address is not null && IsRemote(address) ? AssetManifest.SourceOf(parent.Root.Path, address, read) : null);
        string? written = asset ?? address;
        if (written is null) return new NestedTemplate(null, $"where its template lies is unknown before deployment: {(url as UnknownNode)?.Reason ?? "TemplateURL is no text"}");
        if (asset is null && IsRemote(written))
            return new NestedTemplate(null, $"its template {written} is not on this machine; write the path of a local file, as before 'aws cloudformation package'");
        return InFolder(Path.GetDirectoryName(Path.GetFullPath(parent.Path))!, Path.GetDirectoryName(parent.Path) ?? "", written);
    }

    private static bool IsRemote(string address) => _remote.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>A file in a folder or below it, without a link on the way.</summary>
    /// <param name="folder">Whole.</param>
    /// <param name="shown">The folder as messages name it.</param>
    /// <param name="written">The path as it is written.</param>
    public static NestedTemplate InFolder(string folder, string shown, string written)
    {
        if (written.Length == 0 || written.Contains('\0')) return new NestedTemplate(null, "it names no file", IsRefused: true);
        string full = Path.GetFullPath(Path.Combine(folder, written)), inside = Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar;
        if (!full.StartsWith(inside, StringComparison.Ordinal))
            return new NestedTemplate(null, $"the path {written} leads out of the folder of the file that names it; keep the file in it or below", IsRefused: true);
        for (string at = full; at.Length > inside.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
                return new NestedTemplate(null, $"the path {written} goes through a link, which is not followed; put the file itself there", IsRefused: true);
        }
        return new NestedTemplate(Path.Combine(shown, Path.GetRelativePath(folder, full)), null);
    }
}
