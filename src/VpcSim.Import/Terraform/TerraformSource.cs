using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform;

/// <summary>A plan or state of Terraform or OpenTofu: the output of <c>terraform show -json</c>, or a state file of version 4.</summary>
internal sealed class TerraformSource : DesignSource
{
    private readonly MappingNode _root;
    private readonly TerraformDocument _document;
    private readonly TerraformRegion _region;
    private readonly ImportOptions _options;
    private Translation? _translation;

    public TerraformSource(MappingNode root, ImportOptions options)
    {
        _root = root;
        _options = options;
        _document = TerraformDocument.Read(root);
        _region = TerraformRegion.Of(_document);
    }

    public static bool Recognises(Node root) => root is MappingNode mapping && (TerraformDocument.IsPlanOrState(mapping) || TerraformDocument.IsStateFile(mapping));

    public override string? Region => _region.Name;

    public override bool AlreadyRuns => _document.IsState;

    public override Template? Read(TemplateContext context)
    {
        ImportLog log = context.Log;
        if (Problem() is { } problem)
        {
            log.Error("Terraform.Format", problem, log.File, _root.Place);
            return null;
        }
        foreach ((string address, Place place) in _document.Repeated) log.Error("Terraform.Format", $"{address} stands twice; write the {_document.Noun} anew with terraform show -json", address, place);
        if (_root.Text("errored") == "true")
            log.Finding("errored", "Terraform failed while it planned: the plan is not whole; what it holds is read", log.File, _root.KeyPlace("errored"));
        ReportRegion(log);
        Translation translation = _translation ??= TerraformKinds.Translate(new Translation(_document, _region.Name ?? _options.Region, _options.AccountId));
        translation.Report(log);
        return Template.OfTranslation(_document.Noun, translation.Declarations);
    }

    private string? Problem()
    {
        if (_root.Text("format_version") is { } version && !version.StartsWith("0.", StringComparison.Ordinal) && !version.StartsWith("1.", StringComparison.Ordinal))
            return $"the {_document.Noun} has the format version {version}; versions 0.1 to 1.x are read";
        if (TerraformDocument.IsStateFile(_root) && _root.Text("version") != StateFile.Version)
            return $"a state file of version {_root.Text("version")}; write it as JSON with terraform show -json > state.json, or with Terraform 0.12 or newer";
        if (_document.Resources.Count == 0)
            return $"the {_document.Noun} holds no resources; for a plan, run terraform plan -out plan.bin and then terraform show -json plan.bin > plan.json";
        return null;
    }

    private void ReportRegion(ImportLog log)
    {
        if (_region.Name is null)
            log.Finding("assumed", $"the {_document.Noun} does not say which region it is for; it is taken for {_options.Region}, another is said with --region", log.File, _root.Place);
        else if (_region.Origin is { } origin)
            log.Finding("assumed", $"the {_document.Noun} does not say which region it is for; it is taken for {_region.Name} from {origin}", log.File, _root.Place);
    }
}
