using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>One entry of a template's Resources, or a resource of another form in a template's terms.</summary>
/// <param name="LogicalId">Unique in the template; in other forms any text, such as a Terraform address.</param>
/// <param name="Type">Such as <c>AWS::EC2::Subnet</c>.</param>
/// <param name="Place">Of the logical id.</param>
/// <param name="Properties">Empty where the template gives none.</param>
/// <param name="Condition">The condition's name, if it has one.</param>
/// <param name="DependsOn">Names as written.</param>
/// <param name="Simulator">What stands under <c>Metadata: VpcSim:</c>, which CloudFormation ignores; null where nothing does.</param>
internal sealed record ResourceDeclaration(
    string LogicalId, string Type, Place Place, MappingNode Properties, ScalarNode? Condition, IReadOnlyList<ScalarNode> DependsOn,
    MappingNode? Simulator = null)
{
    /// <summary>The keys under <c>Metadata: VpcSim:</c> that a resource of any kind may have: what a converted template keeps of the form it comes from.</summary>
    public const string NameKey = "Name", IdKey = "Id", ObservedKey = "Observed";

    public static readonly string[] OwnKeys = [NameKey, IdKey, ObservedKey];

    /// <summary>What the form that a template was converted from called it; null where that is the logical id.</summary>
    public string? GivenName { get; init; }

    /// <summary>What the design calls it: the logical id, with the stack's name before it where another stack has a resource of that id.</summary>
    public string Name { get; set; } = LogicalId;

    /// <summary>The file of a nested stack's template, as the CDK names it in the resource's metadata; null where it does not.</summary>
    public string? AssetPath { get; init; }

    /// <summary>The id that AWS gave it, such as <c>vpc-0abc…</c>; null where it has none yet and one is derived from the name.</summary>
    public string? KnownId { get; init; }

    /// <summary>What the file calls the properties, where it is no template; null where it calls them as a template does.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>What no template can say and AWS's own output does, such as an interface's public address; null where nothing does.</summary>
    public MappingNode? Observed { get; init; }
}
