using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Converting;

/// <summary>The resources of all stacks that are made, with the logical ids that they have in one template.</summary>
internal sealed class ConvertedResources
{
    private readonly Dictionary<ResourceDeclaration, ConvertedResource> _byDeclaration = new(ReferenceEqualityComparer.Instance);
    private readonly List<ConvertedResource> _all = [];
    private readonly ResourceCatalog _catalog;

    public ConvertedResources(DeployedStacks stacks)
    {
        _catalog = stacks.Catalog;
        var ids = new LogicalIds();
        foreach (Stack stack in stacks.All)
        {
            foreach (ResourceDeclaration declaration in stack.Template.Resources)
            {
                // A nested stack's resources stand beside those of its parent.
                if (declaration.Type == NestedStacks.Type || stack.Evaluator.Conditions.Of(declaration) != Truth.True) continue;
                var resource = new ConvertedResource(stack, declaration, ids.For(declaration.Name), RankOf(declaration.Type));
                _byDeclaration.Add(declaration, resource);
                _all.Add(resource);
            }
        }
    }

    /// <summary>In the order of the stacks and files.</summary>
    public IReadOnlyList<ConvertedResource> All => _all;

    /// <summary>The resource that a stack calls by a name; null where that is none which is made.</summary>
    public ConvertedResource? Called(string name, Stack stack) =>
        stack.Template.ResourcesByName.TryGetValue(name, out ResourceDeclaration? declaration) ? _byDeclaration.GetValueOrDefault(declaration) : null;

    /// <summary>A bare id as a reference to its resource, if that comes before whoever names it: so no references made here run in a circle.</summary>
    public Node? ReferenceTo(string id, ConvertedResource by)
    {
        if (_catalog.Find(id) is not { } named || !_byDeclaration.TryGetValue(named, out ConvertedResource? target)) return null;
        if (target.Rank >= by.Rank) return null;
        return target.Declaration.Type == "AWS::EC2::EIP" ? Nodes.GetAtt(target.LogicalId, Nodes.Text("AllocationId")) : Nodes.Ref(target.LogicalId);
    }

    private static int RankOf(string type)
    {
        int place = Array.FindIndex(ResourceKinds.InReadingOrder, kind => kind.Type == type);
        return place >= 0 ? place : ResourceKinds.InReadingOrder.Length;
    }
}
