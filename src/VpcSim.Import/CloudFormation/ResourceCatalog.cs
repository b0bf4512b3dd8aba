using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Model.Naming;

namespace VpcSim.Import.CloudFormation;

/// <summary>Which ids the stacks' resources have, which of them exist, and which had to be left out.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<string, string> _idByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceDeclaration> _byId = new(StringComparer.Ordinal);
    private readonly List<ResourceDeclaration> _repeated = [];
    private readonly Dictionary<string, Evaluator> _owners = new(StringComparer.Ordinal);
    private readonly List<ResourceDeclaration> _all = [];
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);

    /// <summary>All resources of all stacks.</summary>
    public IReadOnlyList<ResourceDeclaration> Resources => _all;

    /// <summary>Takes the resources of a stack in.</summary>
    public void Add(Template template, Evaluator owner)
    {
        Deployment deployment = owner.Deployment;
        _all.AddRange(template.Resources);
        foreach (ResourceDeclaration declaration in template.Resources)
        {
            if (ResourceKinds.IdPrefix(declaration.Type) is not { } prefix) continue;
            string id = declaration.KnownId ?? AwsIds.Derive(prefix, deployment.AccountId, deployment.Region, declaration.Name);
            _idByName.TryAdd(declaration.Name, id);
            _owners.TryAdd(declaration.Name, owner);
            if (!_byId.TryAdd(id, declaration)) _repeated.Add(declaration);
        }
    }

    /// <summary>Of resources that bear one id the first counts.</summary>
    public void RefuseRepeatedIds()
    {
        foreach (ResourceDeclaration declaration in _repeated)
        {
            string id = _idByName[declaration.Name];
            OwnerOf(declaration).Log.Error("InvalidParameterValue", $"{_byId[id].Name} has the id {id} already; remove one of them", declaration.Name, declaration.Place);
            Refuse(declaration.Name);
        }
    }

    /// <summary>Who evaluates a resource's properties.</summary>
    public Evaluator OwnerOf(ResourceDeclaration declaration) => _owners[declaration.Name];

    /// <summary>The id, or null for a kind whose ids mean nothing here.</summary>
    public string? IdOf(string name) => _idByName.GetValueOrDefault(name);

    /// <summary>The resource that has this id, or null.</summary>
    public ResourceDeclaration? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Marks a resource as not in the design, so that what names it is left out too.</summary>
    public void LeaveOut(string name) => _leftOut.Add(name);

    /// <summary>Marks a resource as left out for a reported mistake: what names it is left out without a word, so that one mistake is told once.</summary>
    public void Refuse(string name)
    {
        _leftOut.Add(name);
        _refused.Add(name);
    }

    /// <summary>Marks a resource of a kind that is not modelled as one that was looked at for another's sake, such as a flow log's role.</summary>
    public void Judge(string name) => _judged.Add(name);

    public bool IsJudged(string name) => _judged.Contains(name);

    public bool IsRefused(string name) => _refused.Contains(name);

    public bool IsLeftOut(string name) => _leftOut.Contains(name);
}
