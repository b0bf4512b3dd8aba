using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>A template's sections, not yet evaluated. (CloudFormation guide, "Template sections")</summary>
internal sealed class Template
{
    private ILookup<string, ResourceDeclaration>? _byType;

    /// <summary>What messages call the source, such as <c>template</c> or <c>plan</c>.</summary>
    public string Noun { get; init; } = "template";

    /// <summary>Whether this stands for another form. Its names are then anything, and its references are whole.</summary>
    public bool IsTranslated { get; init; }

    /// <summary>Whether it asks for <c>Transform: AWS::LanguageExtensions</c>.</summary>
    public bool HasLanguageExtensions { get; init; }

    public required MappingNode Parameters { get; init; }

    public required MappingNode Mappings { get; init; }

    public required MappingNode Conditions { get; init; }

    public required MappingNode Rules { get; init; }

    public required MappingNode Outputs { get; init; }

    /// <summary>What stands under <c>Metadata: VpcSim:</c>; null where nothing does.</summary>
    public required MappingNode? Simulator { get; init; }

    /// <summary>In the order of the file.</summary>
    public required IReadOnlyList<ResourceDeclaration> Resources { get; init; }

    public required IReadOnlyDictionary<string, ResourceDeclaration> ResourcesByName { get; init; }

    /// <summary>The resources of a type, in the order of the file.</summary>
    public IEnumerable<ResourceDeclaration> OfType(string type) => (_byType ??= Resources.ToLookup(resource => resource.Type, StringComparer.Ordinal))[type];

    /// <summary>Parameters and mappings alone: what is known before the resources are.</summary>
    public static Template OfParameters(MappingNode parameters, MappingNode mappings)
    {
        MappingNode nothing = new(parameters.Place);
        return new Template
        {
            HasLanguageExtensions = true,
            Parameters = parameters,
            Mappings = mappings,
            Conditions = nothing,
            Rules = nothing,
            Outputs = nothing,
            Simulator = null,
            Resources = [],
            ResourcesByName = new Dictionary<string, ResourceDeclaration>(),
        };
    }

    /// <summary>What another form is translated into: resources and nothing else.</summary>
    /// <param name="noun">What messages call the form, such as <c>plan</c>.</param>
    /// <param name="resources">In the order of the file; names must be unique, and every <c>Ref</c> must name one of them.</param>
    public static Template OfTranslation(string noun, IReadOnlyList<ResourceDeclaration> resources)
    {
        MappingNode nothing = new(new Place(1, 1));
        return new Template
        {
            Noun = noun,
            IsTranslated = true,
            Parameters = nothing,
            Mappings = nothing,
            Conditions = nothing,
            Rules = nothing,
            Outputs = nothing,
            Simulator = null,
            Resources = resources,
            ResourcesByName = resources.ToDictionary(d => d.LogicalId, StringComparer.Ordinal),
        };
    }
}
