using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Services;

namespace VpcSim.Import.CloudFormation;

/// <summary>Turns a CloudFormation template, or what another form is translated into, into a provisioned design.</summary>
/// <remarks>
/// Two passes where a template asks for what only provisioning knows, such as an instance's drawn address: the first reads and provisions
/// without it, the second reads with the values of the first. Where nothing is asked for, one pass is all.
/// </remarks>
internal sealed class TemplateImporter
{
    private readonly string _path;
    private readonly ImportOptions _options;
    private readonly DesignSource _source;
    private readonly Deployment _deployment;
    private readonly ProvisionOptions _provisionOptions;

    private TemplateImporter(DesignSource source, string path, ImportOptions options)
    {
        _source = source;
        _path = path;
        _options = options;
        _deployment = new Deployment(source.Region ?? options.Region, source.AccountId ?? options.AccountId, options.StackName ?? Deployment.StackNameOf(path));
        _provisionOptions = new ProvisionOptions
        {
            Quotas = options.Quotas ?? Quotas.Default,
            IpRanges = options.IpRanges ?? AwsIpRanges.Default,
            AlreadyRuns = source.AlreadyRuns,
        };
    }

    public static ImportResult Import(DesignSource source, string path, ImportOptions options)
    {
        TemplateImporter importer = new(source, path, options);
        DrawnValues nothing = new(null);
        Pass pass = importer.Read(nothing);
        if (nothing.AskedInVain) pass = importer.Read(new DrawnValues(pass.Provisioned.Design));
        return importer.Result(pass);
    }

    private Pass Read(DrawnValues drawn)
    {
        ImportLog log = new(_path);
        Design empty = new() { Region = _deployment.Region, AccountId = _deployment.AccountId };
        if (_source.Read(log) is not { } template) return new Pass(log, null, new ProvisionResult(empty, [], []), []);
        ImmutableArray<DesignSetting> settings = TemplateSettings.Read(template.Simulator, _options.SettingProblem, log);
        Dictionary<string, Node> parameters = new ParameterResolver(_options.Parameters, log).Resolve(template.Parameters);
        ResourceCatalog catalog = new(template, _deployment);
        Evaluator evaluator = Evaluator.Create(template, parameters, _deployment, catalog, drawn, _options.IpRanges, log);
        evaluator.Conditions.JudgeAll();
        new Rules(evaluator, log).Check(template.Rules);
        if (!template.IsTranslated) new Dependencies(template, evaluator, log).Check();
        catalog.RefuseRepeatedIds(log);
        Design asWritten = ReadResources(template, evaluator, catalog, drawn, log);
        return new Pass(log, template, Provisioner.Provision(asWritten, _provisionOptions), settings);
    }

    private Design ReadResources(Template template, Evaluator evaluator, ResourceCatalog catalog, DrawnValues drawn, ImportLog log)
    {
        DesignDraft draft = new(_deployment, _options.IpRanges);
        ILookup<string, ResourceDeclaration> byType = template.Resources.Where(r => Exists(r, evaluator, catalog, log)).ToLookup(r => r.Type, StringComparer.Ordinal);
        foreach (ResourceKind kind in ResourceKinds.InReadingOrder)
        {
            foreach (ResourceDeclaration declaration in byType[kind.Type])
            {
                if (catalog.IsLeftOut(declaration.LogicalId)) continue;
                evaluator.Subject = declaration.LogicalId;
                ResourceReader reader = new(declaration, catalog.IdOf(declaration.LogicalId)!, evaluator, catalog, drawn, log);
                if (kind.Properties.Count > 0) reader.CheckPropertyNames(kind);
                kind.Read(reader, draft);
            }
        }
        ReportOtherKinds(byType, catalog, log);
        return draft.ToDesign();
    }

    private static bool Exists(ResourceDeclaration declaration, Evaluator evaluator, ResourceCatalog catalog, ImportLog log)
    {
        Truth condition = evaluator.Conditions.Of(declaration);
        if (condition == Truth.True) return true;
        catalog.LeaveOut(declaration.LogicalId);
        if (condition == Truth.Unknown)
        {
            log.Finding("left-out", $"{declaration.LogicalId} is left out: its condition {declaration.Condition!.Text} is unknown before deployment",
                declaration.LogicalId, declaration.Place);
        }
        return false;
    }

    private static void ReportOtherKinds(ILookup<string, ResourceDeclaration> byType, ResourceCatalog catalog, ImportLog log)
    {
        const int NamesShown = 5;
        foreach (IGrouping<string, ResourceDeclaration> kind in byType.Where(k => ResourceKinds.Find(k.Key) is null))
        {
            string[] names = [.. kind.Select(r => r.LogicalId).Where(name => !catalog.IsJudged(name))];
            if (names.Length == 0) continue;
            string more = names.Length > NamesShown ? $" and {names.Length - NamesShown} more" : "";
            log.Finding("not-modelled", $"{kind.Key} ({names.Length}: {string.Join(", ", names.Take(NamesShown))}{more})", names[0], kind.First(r => r.LogicalId == names[0]).Place);
        }
    }

    private ImportResult Result(Pass pass)
    {
        foreach (DesignError error in pass.Provisioned.Errors) pass.Log.Error(error.Code, error.Message, error.Resource, PlaceOf(pass, error.Resource));
        foreach (Finding finding in pass.Provisioned.Findings) pass.Log.Finding(finding.Code, finding.Message, finding.Resource, PlaceOf(pass, finding.Resource));
        foreach (FlowLog flowLog in pass.Provisioned.Design.FlowLogs)
        {
            if (flowLog.LogFormat is { } format && _options.LogFormatProblem(format) is { } problem)
                pass.Log.Error("InvalidParameter", $"LogFormat of {flowLog.Name}: {problem}", flowLog.Name, PlaceOf(pass, flowLog.Name));
        }
        ImmutableArray<Finding> findings = pass.Log.Findings;
        ImmutableArray<ImportError> errors = pass.Log.Errors;
        if (_options.Strict) errors = [.. errors, .. findings.Select(f => new ImportError($"Finding.{f.Code}", f.Message, f.Resource, f.Place))];
        return new ImportResult { Design = pass.Provisioned.Design, Errors = errors, Findings = findings, Settings = pass.Settings };
    }

    /// <summary>Where a resource is declared; an implied one (<c>NAME:1</c> and the like) where its owner is, else the file's beginning.</summary>
    private static Place PlaceOf(Pass pass, string resource)
    {
        string name = resource;
        while (name.Length > 0)
        {
            if (pass.Template?.ResourcesByName.TryGetValue(name, out ResourceDeclaration? declaration) == true) return declaration.Place;
            name = name[..Math.Max(0, name.LastIndexOfAny([':', '/', '.', '-', ' ']))];
        }
        return new Place(1, 1);
    }

    private readonly record struct Pass(ImportLog Log, Template? Template, ProvisionResult Provisioned, ImmutableArray<DesignSetting> Settings);
}
