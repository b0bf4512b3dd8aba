using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Model.Naming;

namespace VpcSim.Import.CloudFormation;

/// <summary>Which ids a template's resources have, which of them exist, and which had to be left out.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<string, string> _idByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceDeclaration> _byId = new(StringComparer.Ordinal);
    private readonly List<ResourceDeclaration> _repeated = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);

    public ResourceCatalog(Template template, Deployment deployment)
    {
        foreach (ResourceDeclaration declaration in template.Resources)
        {
            if (ResourceKinds.IdPrefix(declaration.Type) is not { } prefix) continue;
            string id = declaration.KnownId ?? AwsIds.Derive(prefix, deployment.AccountId, deployment.Region, declaration.LogicalId);
            _idByName.Add(declaration.LogicalId, id);
            if (!_byId.TryAdd(id, declaration)) _repeated.Add(declaration);
        }
    }

    /// <summary>Of resources that bear one id the first counts.</summary>
    public void RefuseRepeatedIds(ImportLog log)
    {
        foreach (ResourceDeclaration declaration in _repeated)
        {
            string id = _idByName[declaration.LogicalId];
            log.Error("InvalidParameterValue", $"{_byId[id].LogicalId} has the id {id} already; remove one of them", declaration.LogicalId, declaration.Place);
            Refuse(declaration.LogicalId);
        }
    }

    /// <summary>The id, or null for a kind whose ids mean nothing here.</summary>
    public string? IdOf(string logicalId) => _idByName.GetValueOrDefault(logicalId);

    /// <summary>The resource of the template that has this id, or null.</summary>
    public ResourceDeclaration? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Marks a resource as not in the design, so that what names it is left out too.</summary>
    public void LeaveOut(string logicalId) => _leftOut.Add(logicalId);

    /// <summary>Marks a resource as left out for a reported mistake: what names it is left out without a word, so that one mistake is told once.</summary>
    public void Refuse(string logicalId)
    {
        _leftOut.Add(logicalId);
        _refused.Add(logicalId);
    }

    /// <summary>Marks a resource of a kind that is not modelled as one that was looked at for another's sake, such as a flow log's role.</summary>
    public void Judge(string logicalId) => _judged.Add(logicalId);

    public bool IsJudged(string logicalId) => _judged.Contains(logicalId);

    public bool IsRefused(string logicalId) => _refused.Contains(logicalId);

    public bool IsLeftOut(string logicalId) => _leftOut.Contains(logicalId);
}
