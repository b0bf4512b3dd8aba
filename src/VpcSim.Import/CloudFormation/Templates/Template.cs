using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>A template's sections, not yet evaluated. (CloudFormation guide, "Template sections")</summary>
internal sealed class Template
{
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
}
