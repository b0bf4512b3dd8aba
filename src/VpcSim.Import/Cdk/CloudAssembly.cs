using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Cdk;

/// <summary>What <c>cdk synth</c> writes: a folder (<c>cdk.out</c>) whose manifest names the stacks, their templates and where they go; stages of an app
/// are folders of the same kind in it. (CDK guide, "AWS CDK app lifecycle"; CDK API reference, "cloud-assembly-schema")</summary>
internal sealed class CloudAssembly
{
    private const string Manifest = "manifest.json";
    private const int MaxDepth = 10;
    private const int MaxStacks = 500;
    private readonly List<StackSource> _sources = [];
    private readonly List<ImportError> _errors = [];
    private long _bytesLeft = DocumentLimits.MaxFileBytes;

    public static bool IsIn(string path) => File.Exists(Path.Combine(path, Manifest));

    /// <summary>The stacks in the order of the manifest.</summary>
    public static (ImmutableArray<StackSource> Sources, ImmutableArray<ImportError> Errors) Read(DesignInput input)
    {
        CloudAssembly assembly = new();
        assembly.ReadFolder(input.Path, 0);
        if (assembly is { _sources.Count: 0, _errors.Count: 0 })
            assembly.Error("Cdk.NoStacks", $"the manifest of {input.Path} names no stack", input.Path, null);
        if (input.StackName is { } name && assembly._sources.Count > 1)
            assembly.Error("Cdk.SeveralStacks", $"{input.Path} holds {assembly._sources.Count} stacks, which have names of their own; leave {name}= out", input.Path, null);
        else if (input.StackName is { } only && assembly._sources.Count == 1)
            assembly._sources[0] = assembly._sources[0] with { Name = only };
        return ([.. assembly._sources], [.. assembly._errors]);
    }

    private void ReadFolder(string folder, int depth)
    {
        string path = Path.Combine(folder, Manifest);
        DocumentOutcome document = Document(path);
        if (document.Error is { } error) _errors.Add(error);
        else if (depth > MaxDepth) Error("Template.TooDeep", $"stages nest more than {MaxDepth} deep", path, null);
        else if (document.Root is not MappingNode root || !root.TryGet("artifacts", out Node? node) || node is not MappingNode artifacts)
            Error("Cdk.Format", "this is no manifest of the CDK: it has no 'artifacts'; name the cdk.out folder, or a template in it", path, document.Root?.Place);
        else foreach (MappingEntry artifact in artifacts.Entries) ReadArtifact(folder, path, artifact, depth);
    }

    private void ReadArtifact(string folder, string manifest, MappingEntry artifact, int depth)
    {
        if (artifact.Value is not MappingNode body || Text(body, "type") is not { } type) return;
        MappingNode? properties = body.TryGet("properties", out Node? node) ? node as MappingNode : null;
        switch (type)
        {
            case "aws:cloudformation:stack" when FileOf(properties, "templateFile", folder, manifest, artifact) is { } file:
                ReadStack(file, artifact.Key, body, properties!, manifest);
                break;
            case "cdk:cloud-assembly" when FileOf(properties, "directoryName", folder, manifest, artifact) is { } inner:
                ReadFolder(inner, depth + 1);
                break;
        }
    }

    private void ReadStack(string file, string id, MappingNode artifact, MappingNode properties, string manifest)
    {
        if (_sources.Count >= MaxStacks)
        {
            if (_errors.Count == 0) Error("Template.TooLarge", $"there are more than {MaxStacks} stacks; name the templates that matter", manifest, artifact.Place);
            return;
        }
        DocumentOutcome document = Document(file);
        if (document.Error is { } error)
        {
            _errors.Add(error);
            return;
        }
        (string? account, string? region) = Environment(Text(artifact, "environment"));
        string name = Text(properties, "stackName") ?? id;
        string stack = Deployment.StackNameOf($"{name}.json");
        _sources.Add(new StackSource(stack, file, new TemplateSource(document.Root!, document.FirstAlias, region, account)) { Parameters = ParametersOf(properties) });
    }

    /// <summary>Values with which the CDK deploys the stack. (CDK API reference, "AwsCloudFormationStackProperties", parameters)</summary>
    private static ImmutableDictionary<string, string> ParametersOf(MappingNode properties) =>
        properties.TryGet("parameters", out Node? node) && node is MappingNode parameters
            ? parameters.Entries.Where(entry => entry.Value is ScalarNode { Kind: not ScalarKind.Null }).ToImmutableDictionary(entry => entry.Key, entry => ((ScalarNode)entry.Value).Text, StringComparer.Ordinal)
            : ImmutableDictionary<string, string>.Empty;

    private string? FileOf(MappingNode? properties, string key, string folder, string manifest, MappingEntry artifact)
    {
        if (properties is null || Text(properties, key) is not { } written)
        {
            Error("Cdk.Format", $"the artifact {artifact.Key} has no {key}", manifest, artifact.KeyPlace);
            return null;
        }
        NestedTemplate place = NestedTemplate.InFolder(Path.GetFullPath(folder), folder, written);
        if (place.Problem is { } problem) Error("Template.PathRefused", $"the artifact {artifact.Key}: {problem}", manifest, artifact.KeyPlace);
        return place.File;
    }

    /// <summary>All files of an assembly together are held to what one file may have.</summary>
    private DocumentOutcome Document(string path)
    {
        _bytesLeft -= new FileInfo(path) is { Exists: true, Length: long bytes } ? bytes : 0;
        return _bytesLeft < 0
            ? new DocumentOutcome(null, null, new ImportError("Template.TooLarge",
                $"the files of the assembly together have more than the {DocumentLimits.MaxFileBytes:N0} bytes that are read", Path.GetFileName(path), null))
            : DocumentReader.Read(path);
    }

    /// <summary><c>aws://ACCOUNT/REGION</c>, either of which may be unknown until deployment.</summary>
    private static (string? Account, string? Region) Environment(string? environment)
    {
        const string Scheme = "aws://";
        if (environment?.StartsWith(Scheme, StringComparison.Ordinal) != true || environment[Scheme.Length..].Split('/') is not [string account, string region]) return (null, null);
        return (account == "unknown-account" ? null : account, region == "unknown-region" ? null : region);
    }

    private static string? Text(MappingNode mapping, string key) =>
        mapping.TryGet(key, out Node? node) && node is ScalarNode { Kind: ScalarKind.Text } text ? text.Text : null;

    private void Error(string code, string message, string path, Place? place) =>
        _errors.Add(new ImportError(code, message, Path.GetFileName(path), place?.In(path)));
}
