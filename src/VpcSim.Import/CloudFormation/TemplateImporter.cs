using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Converting;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;

namespace VpcSim.Import.CloudFormation;

/// <summary>Turns CloudFormation templates, or what other forms are translated into, into one provisioned design.</summary>
/// <remarks>
/// Two passes where a template asks for what only provisioning knows, such as an instance's drawn address: the first reads and provisions
/// without it, the second reads with the values of the first. Where nothing is asked for, one pass is all.
/// </remarks>
internal sealed class TemplateImporter(IReadOnlyList<StackSource> sources, ImportOptions options)
{
    private readonly ProvisionOptions _provisionOptions = new()
    {
        Quotas = options.Quotas ?? Quotas.Default,
        IpRanges = options.IpRanges ?? AwsIpRanges.Default,
        AlreadyRuns = sources.Any(source => source.Source.AlreadyRuns),
    };

    /// <param name="sources">The stacks, at least one; each name once.</param>
    /// <param name="options">For all of them.</param>
    public static ImportResult Import(IReadOnlyList<StackSource> sources, ImportOptions options) => new TemplateImporter(sources, options).Import().Result;

    /// <summary>The same, and what was read as one template.</summary>
    public static (ImportResult Result, MappingNode? Template) Convert(IReadOnlyList<StackSource> sources, ImportOptions options)
    {
        (ImportResult result, Pass pass) = new TemplateImporter(sources, options).Import();
        if (!result.Succeeded) return (result, null);
        Stack first = pass.Stacks.All[0];
        ImportError[] elsewhere = [.. pass.Stacks.All.Where(stack => (stack.Deployment.Region, stack.Deployment.AccountId) != (first.Deployment.Region, first.Deployment.AccountId))
            .Select(stack => new ImportError("Convert.SeveralPlaces", $"a template goes to one region and account; {stack.Path} goes to {stack.Deployment.AccountId} in "
                + $"{stack.Deployment.Region} and {first.Path} to {first.Deployment.AccountId} in {first.Deployment.Region}: convert each by itself", stack.Name, null))];
        return elsewhere.Length > 0 ? (result with { Errors = [.. elsewhere] }, null) : (result, TemplateDocument.Of(pass.Stacks, pass.Settings));
    }

    private (ImportResult Result, Pass Pass) Import()
    {
        DrawnValues nothing = new(null);
        Pass pass = Read(nothing);
        if (nothing.AskedInVain) pass = Read(new DrawnValues(pass.Provisioned.Design));
        return (Result(pass), pass);
    }

    private Pass Read(DrawnValues drawn)
    {
        DeployedStacks stacks = Open(drawn);
        if (stacks.All.Count == 0) return new Pass(stacks, new ProvisionResult(Empty(), [], []), []);
        ImmutableArray<DesignSetting> settings = StackSettings.Read(stacks.All, options.SettingProblem);
        foreach (Stack stack in stacks.All)
        {
            stack.Evaluator.Conditions.JudgeAll();
            new Rules(stack.Evaluator, stack.Log).Check(stack.Template.Rules);
            if (!stack.Template.IsTranslated) new Dependencies(stack.Template, stack.Evaluator, stack.Log).Check();
        }
        stacks.Exports.ReadAll();
        stacks.Catalog.RefuseRepeatedIds();
        Design asWritten = new StackResources(stacks, options.IpRanges).Read();
        stacks.ReportUnusedParameters();
        return new Pass(stacks, Provisioner.Provision(asWritten, _provisionOptions), settings);
    }

    /// <summary>Whether two stacks have a resource of one name is known when all are open; then they are opened again under other names.</summary>
    private DeployedStacks Open(DrawnValues drawn)
    {
        DeployedStacks stacks = DeployedStacks.Open(sources, options, DesignNames.Plain, drawn);
        DesignNames names = DesignNames.Of(stacks.All);
        return names.ArePlain ? stacks : DeployedStacks.Open(sources, options, names, drawn);
    }

    private Design Empty() => new() { Region = sources[0].Source.Region ?? options.Region, AccountId = sources[0].Source.AccountId ?? options.AccountId };

    private ImportResult Result(Pass pass)
    {
        Dictionary<string, (ImportLog Log, Place Place)> places = new(StringComparer.Ordinal);
        Dictionary<string, (ImportLog Log, Place Place)> ids = new(StringComparer.Ordinal);
        HashSet<ImportLog> running = [];
        foreach (Stack stack in pass.Stacks.All)
        {
            if (stack.AlreadyRuns) running.Add(stack.Log);
            foreach (ResourceDeclaration declaration in stack.Template.Resources)
            {
                places.TryAdd(declaration.Name, (stack.Log, declaration.Place));
                if (declaration.KnownId is { } id) ids.TryAdd(id, (stack.Log, declaration.Place));
            }
        }
        // In AWS's output an interface is called after its owner, which may have no place there.
        foreach (NetworkInterface eni in pass.Provisioned.Design.NetworkInterfaces)
            if (ids.TryGetValue(eni.Id, out (ImportLog Log, Place Place) own)) places.TryAdd(eni.Name, own);
        (ImportLog Log, Place Place) Find(string resource) => PlaceOf(places, resource) ?? (pass.Stacks.Logs[0], new Place(1, 1));
        foreach (DesignError error in pass.Provisioned.Errors)
        {
            (ImportLog log, Place place) = Find(error.Resource);
            // What AWS runs it has not refused: the output is edited, or AWS knows a rule of which VpcSim does not.
            if (running.Contains(log)) log.Finding("aws-would-refuse", $"{error.Code}: {error.Message}", error.Resource, place);
            else log.Error(error.Code, error.Message, error.Resource, place);
        }
        foreach (Finding finding in pass.Provisioned.Findings) Find(finding.Resource).Log.Finding(finding.Code, finding.Message, finding.Resource, Find(finding.Resource).Place);
        foreach (FlowLog flowLog in pass.Provisioned.Design.FlowLogs)
        {
            if (flowLog.LogFormat is { } format && options.LogFormatProblem(format) is { } problem)
                Find(flowLog.Name).Log.Error("InvalidParameter", $"LogFormat of {flowLog.Name}: {problem}", flowLog.Name, Find(flowLog.Name).Place);
        }
        ImmutableArray<Finding> findings = [.. pass.Stacks.Logs.SelectMany(log => log.Findings).Distinct()];
        ImmutableArray<ImportError> errors = [.. pass.Stacks.Logs.SelectMany(log => log.Errors).Distinct()];
        if (options.Strict) errors = [.. errors, .. findings.Select(f => new ImportError($"Finding.{f.Code}", f.Message, f.Resource, f.Place))];
        return new ImportResult
        {
            Design = pass.Provisioned.Design,
            Errors = errors,
            Findings = findings,
            Settings = pass.Settings,
            Unanswered = [.. sources.SelectMany(static source => source.Source.Unanswered)],
            NearQuotas = pass.Provisioned.NearQuotas,
            PlaceOf = resource => PlaceOf(places, resource) is { } found ? found.Place.In(found.Log.Path) : null,
        };
    }

    /// <summary>Where a resource is declared; an implied one (<c>NAME:1</c> and the like) where its owner is.</summary>
    private static (ImportLog Log, Place Place)? PlaceOf(Dictionary<string, (ImportLog Log, Place Place)> places, string resource)
    {
        for (string name = resource; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOfAny([':', '/', '.', '-', ' ']))])
            if (places.TryGetValue(name, out (ImportLog Log, Place Place) found)) return found;
        return null;
    }

    private readonly record struct Pass(DeployedStacks Stacks, ProvisionResult Provisioned, ImmutableArray<DesignSetting> Settings);
}
