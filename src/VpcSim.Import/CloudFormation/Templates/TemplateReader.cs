using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>Finds a template's sections in a document and reports what is out of shape, in CloudFormation's words.</summary>
internal sealed class TemplateReader(ImportLog log)
{
    private static readonly string[] _sections =
        ["AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform", "Hooks", "Resources", "Outputs"];

    private static readonly string[] _resourceAttributes =
        ["Type", "Properties", "Condition", "DependsOn", "Metadata", "CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"];

    public static bool HasLanguageExtensions(MappingNode document) => Transforms(document).Any(IsLanguageExtensions);

    /// <summary>The document, or null if it cannot be a template.</summary>
    public MappingNode? Document(Node root)
    {
        if (root is not MappingNode document)
        {
            log.Error("Template.Format", "a CloudFormation template is a mapping with a Resources section; this file holds something else", log.File, root.Place);
            return null;
        }
        foreach (MappingEntry entry in document.Entries)
        {
            if (!_sections.Contains(entry.Key) && !(entry.Key == "Globals" && Transforms(document).Any(IsServerless)))
                log.Error("Template.Format", $"Invalid template property or properties [{entry.Key}]{log.Hint(entry.Key, _sections)}", log.File, entry.KeyPlace);
        }
        ReportTransforms(document);
        return document;
    }

    /// <summary>The template of a document whose loops are written out.</summary>
    public Template Read(MappingNode document)
    {
        MappingNode resources = Section(document, "Resources");
        ConversionNote? converted = ConversionNote.Find(document);
        if (resources.Count == 0 && converted is null && !log.HasErrors) // a converted design may hold nothing
            log.Error("Template.Format", "At least one Resources member must be defined", log.File, resources.Place);
        List<ResourceDeclaration> declarations = ReadResources(resources);
        string? form = converted?.From;
        return new Template
        {
            Noun = form ?? "template",
            IsTranslated = form is not null,
            HasLanguageExtensions = HasLanguageExtensions(document),
            Parameters = Section(document, "Parameters"),
            Mappings = Section(document, "Mappings"),
            Conditions = Section(document, "Conditions"),
            Rules = Section(document, "Rules"),
            Outputs = Section(document, "Outputs"),
            Simulator = SimulatorMetadata.Find(document, "", log.File, log),
            Resources = declarations,
            ResourcesByName = declarations.ToDictionary(d => d.LogicalId, StringComparer.Ordinal),
        };
    }

    public MappingNode Section(MappingNode document, string name)
    {
        if (!document.TryGet(name, out Node? node)) return new MappingNode(document.Place);
        if (node is MappingNode section) return section;
        string message = node is ScalarNode { Kind: ScalarKind.Null } ? $"[/{name}] 'null' values are not allowed in templates" : $"[/{name}] must be a mapping";
        log.Error("Template.Format", message, log.File, document.KeyPlace(name));
        return new MappingNode(node.Place);
    }

    private void ReportTransforms(MappingNode document)
    {
        foreach (Node transform in Transforms(document))
        {
            if (IsLanguageExtensions(transform)) continue;
            string name = transform is ScalarNode scalar ? scalar.Text : "Fn::Transform";
            log.Finding("not-modelled", $"Transform {name}; the template is read as it stands", log.File, transform.Place);
        }
    }

    private static IEnumerable<Node> Transforms(MappingNode document) =>
        !document.TryGet("Transform", out Node? node) ? [] : node is SequenceNode list ? list.Items : [node];

    private static bool IsLanguageExtensions(Node transform) => transform is ScalarNode { Text: "AWS::LanguageExtensions" };

    private static bool IsServerless(Node transform) =>
        transform is ScalarNode { Text: string name } && name.StartsWith("AWS::Serverless-", StringComparison.Ordinal);

    private List<ResourceDeclaration> ReadResources(MappingNode resources)
    {
        List<ResourceDeclaration> declarations = new(resources.Count);
        foreach (MappingEntry entry in resources.AsSpan())
        {
            if (entry.Key.StartsWith("Fn::", StringComparison.Ordinal))
                log.Finding("not-modelled", $"{entry.Key}; the resources that it makes are left out", log.File, entry.KeyPlace);
            else if (ReadResource(entry) is { } declaration)
                declarations.Add(declaration);
        }
        return declarations;
    }

    private ResourceDeclaration? ReadResource(MappingEntry entry)
    {
        string name = entry.Key;
        if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
            return Refused(entry, $"Resource name {name} is non alphanumeric; use letters and digits alone");
        if (entry.Value is not MappingNode body) return Refused(entry, $"[/Resources/{name}] must be a mapping with a Type");
        foreach (MappingEntry attribute in body.AsSpan())
        {
            if (!_resourceAttributes.Contains(attribute.Key))
            {
                log.Error("Template.Format", $"Invalid template resource property '{attribute.Key}'{log.Hint(attribute.Key, _resourceAttributes)}",
                    name, attribute.KeyPlace);
            }
        }
        if (!body.TryGet("Type", out Node? type) || type is not ScalarNode { Kind: ScalarKind.Text, Text: { Length: > 0 } typeName })
            return Refused(entry, $"[/Resources/{name}] Every Resources object must contain a Type member");
        MappingNode properties = new(entry.KeyPlace);
        if (body.TryGet("Properties", out Node? given))
        {
            if (given is not MappingNode mapping) return Refused(entry, $"[/Resources/{name}/Properties] must be a mapping; remove the key if there are none");
            properties = mapping;
        }
        body.TryGet("Condition", out Node? condition);
        MappingNode? simulator = SimulatorMetadata.Find(body, $"/Resources/{name}", name, log);
        return new ResourceDeclaration(name, typeName, entry.KeyPlace, properties, condition as ScalarNode, DependsOn(body), simulator)
        {
            GivenName = Kept<ScalarNode>(simulator, ResourceDeclaration.NameKey, "a text", name)?.Text,
            KnownId = Kept<ScalarNode>(simulator, ResourceDeclaration.IdKey, "a text", name)?.Text,
            Observed = Kept<MappingNode>(simulator, ResourceDeclaration.ObservedKey, "a mapping", name),
            AssetPath = body.TryGet("Metadata", out Node? metadata) && metadata is MappingNode words && words.TryGet("aws:asset:path", out Node? asset)
                ? (asset as ScalarNode)?.Text : null,
        };
    }

    private T? Kept<T>(MappingNode? simulator, string key, string shape, string name)
        where T : Node
    {
        if (simulator is null || !simulator.TryGet(key, out Node? node)) return null;
        if (node is T kept and not ScalarNode { Text: "" }) return kept;
        log.Error("Template.Format", $"[/Resources/{name}/Metadata/VpcSim/{key}] must be {shape}", name, simulator.KeyPlace(key));
        return null;
    }

    private static ScalarNode[] DependsOn(MappingNode body)
    {
        if (!body.TryGet("DependsOn", out Node? node)) return [];
        return node switch
        {
            ScalarNode one => [one],
            SequenceNode list => [.. list.Items.OfType<ScalarNode>()],
            _ => [],
        };
    }

    private ResourceDeclaration? Refused(MappingEntry entry, string message)
    {
        log.Error("Template.Format", message, entry.Key, entry.KeyPlace);
        return null;
    }
}
