using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Reads one resource: its top-level properties, and what to do when it cannot be in the design.</summary>
internal sealed class ResourceReader(
    ResourceDeclaration declaration, string id, Evaluator evaluator, ResourceCatalog catalog, DrawnValues drawn, ImportLog log)
    : PropertyReader(declaration.Properties, "")
{
    public string Name => declaration.Name;

    public string Id => id;

    public Place Place => declaration.Place;

    /// <summary>What <c>Ref</c> gives: what others call it.</summary>
    public string Reference => evaluator.References.Ref(declaration.LogicalId, declaration.Place) is ScalarNode { Text: string text } ? text : id;

    public string Type => declaration.Type;

    public bool IsLeftOut => catalog.IsLeftOut(Name);

    public override ResourceReader Resource => this;

    public ResourceDeclaration Declaration => declaration;

    public Evaluator Evaluator => evaluator;

    public ResourceCatalog Catalog => catalog;

    public DrawnValues Drawn => drawn;

    public Deployment Deployment => evaluator.Deployment;

    /// <summary>What messages call the source: <c>template</c>, <c>plan</c>.</summary>
    public string Noun => evaluator.Template.Noun;

    /// <summary>What <c>Metadata: VpcSim:</c> says of the resource; reads as empty where it says nothing.</summary>
    public PropertyReader Simulator => Nested(declaration.Simulator ?? new MappingNode(declaration.Place), "Metadata/VpcSim/");

    /// <summary>What AWS's own output says of the resource beyond a template's properties; reads as empty where the design is none.</summary>
    public PropertyReader Observed => Nested(declaration.Observed ?? new MappingNode(declaration.Place), "");

    /// <summary>The id of something that the template makes without a resource of its own, such as an instance's interface.</summary>
    public string IdFor(string prefix, string name) => Model.Naming.AwsIds.Derive(prefix, Deployment.AccountId, Deployment.Region, name);

    /// <summary>Reports what AWS would refuse and leaves the resource out.</summary>
    public void Error(string code, string message, Place place)
    {
        log.Error(code, Said(message), Name, place);
        catalog.Refuse(Name);
    }

    public void Finding(string code, string message, Place place) => log.Finding(code, Said(message), Name, place);

    /// <summary>Leaves the resource out, and whatever names it.</summary>
    public void LeaveOut(string why, Place place, string code = "left-out")
    {
        log.Finding(code, $"{Name} is left out: {Said(why)}", Name, place);
        catalog.LeaveOut(Name);
    }

    private string Said(string message) => PropertyWords.In(message, declaration.Words);

    /// <summary>Reports properties that the kind does not have, or that are not modelled.</summary>
    public void CheckPropertyNames(ResourceKind kind)
    {
        if (declaration.Simulator is { } said) SimulatorMetadata.CheckKeys(said, [.. kind.Simulator, .. ResourceDeclaration.OwnKeys], kind.Type, Name, log);
        foreach (MappingEntry entry in declaration.Properties.AsSpan())
        {
            if (kind.Properties.Contains(entry.Key)) continue;
            if (kind.NotModelled.Contains(entry.Key))
            {
                if (evaluator.Evaluate(entry.Value) is not (NoValueNode or ScalarNode { Text: "false" }))
                    log.Finding("not-modelled", $"{kind.Type} {entry.Key}", Name, entry.KeyPlace);
                continue;
            }
            ReportUnknown(kind, entry.Key, entry.KeyPlace);
        }
    }

    private void ReportUnknown(ResourceKind kind, string property, Place place)
    {
        string[] meant = [.. kind.Properties.Concat(kind.NotModelled).Where(p => NearestNames.Distance(p, property) <= 2).Order(StringComparer.Ordinal)];
        if (meant.Length > 0)
            log.Error("Template.UnsupportedProperty", $"Encountered unsupported property {property}. Did you mean {string.Join(" or ", meant)}?", Name, place);
        else if (!kind.OthersChangeNothing)
            log.Finding("not-modelled", $"{kind.Type} {property}, a property that VpcSim does not know", Name, place);
    }
}
