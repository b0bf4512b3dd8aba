using System.Collections.Immutable;
using VpcSim.Import.Cdk;
using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Converting;
using VpcSim.Import.Describe;
using VpcSim.Import.Documents;
using VpcSim.Import.Terraform;
using VpcSim.Model.Designs;

namespace VpcSim.Import;

/// <summary>Reads a network design from files: CloudFormation templates in YAML or JSON, the output of a CDK app, plans and states of Terraform,
/// answers of <c>aws ec2 describe-*</c>.</summary>
public static class DesignImporter
{
    /// <summary>Reads, evaluates and provisions a design. Nothing in a file, and no missing file, makes this throw: mistakes are errors in the result.</summary>
    /// <param name="path">A file or a folder; it stands as given in the places of errors and findings.</param>
    /// <param name="options">Region, account, parameters, quotas.</param>
    public static ImportResult Load(string path, ImportOptions options) => Load([new DesignInput(path, options.StackName)], options);

    /// <summary>Reads several designs as one: they know each other's exports, and are provisioned together.</summary>
    /// <param name="inputs">At least one; their order does not matter but for the order of the result.</param>
    /// <param name="options">For all of them.</param>
    public static ImportResult Load(IReadOnlyList<DesignInput> inputs, ImportOptions options)
    {
        (List<StackSource> sources, List<ImportError> errors) = Open(inputs, options);
        return errors.Count == 0 ? TemplateImporter.Import(sources, options) : Unread(errors, options);
    }

    /// <summary>Reads a CloudFormation template that a program has made.</summary>
    /// <param name="template">The document; its nodes' places stand in errors and findings.</param>
    /// <param name="name">Stands for a file's name.</param>
    /// <param name="options">Region, account, parameters, quotas.</param>
    public static ImportResult Load(MappingNode template, string name, ImportOptions options) =>
        TemplateImporter.Import([new StackSource(NameOf(new DesignInput(name, options.StackName)), name, new TemplateSource(template, firstAlias: null))], options);

    /// <summary>A CloudFormation template that a program has made, as YAML with line feeds.</summary>
    public static string Text(MappingNode template) => TemplateText.OfYaml(template);

    /// <summary>Reads designs of any form, and writes them as one CloudFormation template that reads back as the same design.</summary>
    /// <param name="inputs">At least one.</param>
    /// <param name="options">For all of them.</param>
    public static ConvertResult Convert(IReadOnlyList<DesignInput> inputs, ImportOptions options)
    {
        (List<StackSource> sources, List<ImportError> errors) = Open(inputs, options);
        if (errors.Count > 0) return new ConvertResult(Unread(errors, options), null, null);
        (ImportResult import, MappingNode? template) = TemplateImporter.Convert(sources, options);
        return template is null ? new ConvertResult(import, null, null) : new ConvertResult(import, TemplateText.OfYaml(template), TemplateText.OfJson(template));
    }

    private static (List<StackSource> Sources, List<ImportError> Errors) Open(IReadOnlyList<DesignInput> inputs, ImportOptions options)
    {
        List<StackSource> sources = [];
        List<ImportError> errors = [];
        foreach (DesignInput input in inputs)
        {
            (ImmutableArray<StackSource> found, ImmutableArray<ImportError> problems) = SourcesOf(input, options);
            sources.AddRange(found);
            errors.AddRange(problems);
        }
        JoinAnswers(sources);
        errors.AddRange(Repeated(sources));
        return (sources, errors);
    }

    private static ImportResult Unread(List<ImportError> errors, ImportOptions options) =>
        new() { Design = new Design { Region = options.Region, AccountId = options.AccountId }, Errors = [.. errors] };

    /// <summary>Whether a folder is a design of its own: the output of a CDK app, or answers of AWS.</summary>
    public static bool IsDesignFolder(string path) => CloudAssembly.IsIn(path) || DescribeFolder.IsIn(path);

    private static (ImmutableArray<StackSource> Sources, ImmutableArray<ImportError> Errors) SourcesOf(DesignInput input, ImportOptions options)
    {
        if (CloudAssembly.IsIn(input.Path)) return CloudAssembly.Read(input);
        if (Directory.Exists(input.Path))
        {
            (IReadOnlyList<Node> roots, IReadOnlyList<ImportError> problems) = DescribeFolder.Read(input.Path);
            if (problems.Count == 0 && roots.Count == 0)
                problems = [new ImportError("Describe.Empty", $"the folder {input.Path} holds no answer of aws ec2 describe-* in a .json file", input.Path, null)];
            return problems.Count > 0 ? ([], [.. problems]) : ([new StackSource(NameOf(input), input.Path, new DescribeSource(roots, options))], []);
        }
        DocumentOutcome document = DocumentReader.Read(input.Path);
        return document.Error is { } error
            ? ([], [error])
            : ([new StackSource(NameOf(input), input.Path, SourceOf(document, options))], []);
    }

    /// <summary>What a document is, told by its content: its name says nothing.</summary>
    private static DesignSource SourceOf(DocumentOutcome document, ImportOptions options) =>
        TerraformSource.Recognises(document.Root!) ? new TerraformSource((MappingNode)document.Root!, options)
        : DescribeSet.Recognises(document.Root!) ? new DescribeSource([document.Root!], options)
        : new TemplateSource(document.Root!, document.FirstAlias);

    /// <summary>Answers of one region and account are one network, wherever they lie: what stands in several is said once.</summary>
    private static void JoinAnswers(List<StackSource> sources)
    {
        for (int i = 0; i < sources.Count; i++)
        {
            if (sources[i].Source is not DescribeSource first) continue;
            foreach (StackSource other in sources.Skip(i + 1).Where(other => other.Source is DescribeSource && (other.Source.Region, other.Source.AccountId) == (first.Region, first.AccountId)).ToArray())
            {
                sources[i] = sources[i] with { Source = first = first.With((DescribeSource)other.Source) };
                sources.Remove(other);
            }
        }
    }

    private static string NameOf(DesignInput input) => input.StackName ?? Deployment.StackNameOf(Path.TrimEndingDirectorySeparator(input.Path));

    private static IEnumerable<ImportError> Repeated(List<StackSource> sources)
    {
        Dictionary<string, StackSource> byName = new(StringComparer.Ordinal);
        foreach (StackSource source in sources)
        {
            if (byName.TryAdd(source.Name, source)) continue;
            StackSource first = byName[source.Name];
            string message = Path.GetFullPath(first.Path) == Path.GetFullPath(source.Path)
                ? $"{source.Path} is given twice; leave one out, or give each a stack name of its own to deploy it twice: NAME={source.Path}"
                : $"{first.Path} and {source.Path} both have the stack name {source.Name}; name one of them otherwise: NAME={source.Path}";
            yield return new ImportError("Design.Repeated", message, Path.GetFileName(source.Path), null);
        }
    }
}
