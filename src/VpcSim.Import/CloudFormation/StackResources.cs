using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Model.Designs;
using VpcSim.Model.Services;

namespace VpcSim.Import.CloudFormation;

/// <summary>Reads the resources of all stacks into one design, kind by kind, so that what others name comes first wherever it stands.</summary>
internal sealed class StackResources(DeployedStacks stacks, AwsIpRanges? ipRanges)
{
    private const int NamesShown = 5;

    private ResourceCatalog Catalog => stacks.Catalog;

    public Design Read()
    {
        Deployment first = stacks.All[0].Deployment;
        DesignDraft draft = new(first, ipRanges);
        (Stack Stack, ILookup<string, ResourceDeclaration> ByType)[] all = [.. stacks.All.Select(stack =>
            (stack, stack.Template.Resources.Where(r => Exists(r, stack)).ToLookup(r => r.Type, StringComparer.Ordinal)))];
        foreach (ResourceKind kind in ResourceKinds.InReadingOrder)
        {
            foreach ((Stack stack, ILookup<string, ResourceDeclaration> byType) in all) Read(kind, byType[kind.Type], copies: false, stack, draft);
            foreach ((Stack stack, ILookup<string, ResourceDeclaration> byType) in all) Read(kind, byType[kind.Type], copies: true, stack, draft);
        }
        foreach ((Stack stack, ILookup<string, ResourceDeclaration> byType) in all)
        {
            if (!stack.Template.IsTranslated) ReportOtherKinds(byType, stack);
            ReportOtherPlace(byType, stack, first);
        }
        return draft.ToDesign();
    }

    /// <summary>A read replica comes after what it copies, which is of its own kind.</summary>
    private void Read(ResourceKind kind, IEnumerable<ResourceDeclaration> declarations, bool copies, Stack stack, DesignDraft draft)
    {
        foreach (ResourceDeclaration declaration in declarations)
            if (declaration.Properties.TryGet("SourceDBInstanceIdentifier", out _) == copies) Read(kind, declaration, stack, draft);
    }

    private void Read(ResourceKind kind, ResourceDeclaration declaration, Stack stack, DesignDraft draft)
    {
        if (Catalog.IsLeftOut(declaration.Name)) return;
        stack.Evaluator.Subject = declaration.Name;
        ResourceReader reader = new(declaration, Catalog.IdOf(declaration.Name)!, stack.Evaluator, Catalog, stacks.Drawn, stack.Log);
        if (kind.Properties.Count > 0) reader.CheckPropertyNames(kind);
        kind.Read(reader, draft);
    }

    private bool Exists(ResourceDeclaration declaration, Stack stack)
    {
        Truth condition = stack.Evaluator.Conditions.Of(declaration);
        if (condition == Truth.True) return true;
        Catalog.LeaveOut(declaration.Name);
        if (condition == Truth.Unknown)
        {
            stack.Log.Finding("left-out", $"{declaration.Name} is left out: its condition {declaration.Condition!.Text} is unknown before deployment",
                declaration.Name, declaration.Place);
        }
        return false;
    }

    private void ReportOtherKinds(ILookup<string, ResourceDeclaration> byType, Stack stack)
    {
        foreach (IGrouping<string, ResourceDeclaration> kind in byType.Where(k => ResourceKinds.Find(k.Key) is null))
        {
            ResourceDeclaration[] others = [.. kind.Where(r => !Catalog.IsJudged(r.Name))];
            if (others.Length == 0) continue;
            string more = others.Length > NamesShown ? $" and {others.Length - NamesShown} more" : "";
            string names = string.Join(", ", others.Take(NamesShown).Select(r => r.Name));
            stack.Log.Finding("not-modelled", $"{kind.Key} ({others.Length}: {names}{more})", others[0].Name, others[0].Place);
        }
    }

    /// <summary>What AWS keeps for a whole account in a region, and a design has once.</summary>
    private static void ReportOtherPlace(ILookup<string, ResourceDeclaration> byType, Stack stack, Deployment first)
    {
        Deployment own = stack.Deployment;
        if (own.Region == first.Region && own.AccountId == first.AccountId) return;
        foreach (ResourceDeclaration options in byType[BlockPublicAccessResources.Options.Type])
        {
            stack.Log.Finding("assumed", $"{options.Name} is of {own.AccountId} in {own.Region}: it counts for all VPCs of the design, those of {first.AccountId} in {first.Region} too",
                options.Name, options.Place);
        }
    }
}
