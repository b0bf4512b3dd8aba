using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Extensions;
using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>A CloudFormation template.</summary>
/// <param name="root">The document.</param>
/// <param name="firstAlias">The first YAML alias in it, if any.</param>
/// <param name="region">Where the template itself is to be deployed, as the CDK knows; null where that is left to the options.</param>
/// <param name="accountId">Likewise.</param>
internal sealed class TemplateSource(Node root, Place? firstAlias, string? region = null, string? accountId = null) : DesignSource
{
    private readonly ConversionNote? _note = ConversionNote.Find(root);

    public override string? Region => region ?? _note?.Region;

    public override string? AccountId => accountId ?? _note?.AccountId;

    public override bool AlreadyRuns => _note is { Runs: true };

    public override Template? Read(TemplateContext context)
    {
        ImportLog log = context.Log;
        if (firstAlias is { } alias)
            log.Finding("yaml-alias", "CloudFormation itself takes no YAML aliases (*name); write the value out before you deploy", log.File, alias);
        TemplateReader reader = new(log);
        if (reader.Document(root) is not { } document) return null;
        context.Resolved = new ParameterResolver(context.Values, log).Resolve(reader.Section(document, "Parameters"));
        try
        {
            return reader.Read(LoopExpansion.FirstLoop(document) is { } loop ? Expanded(document, loop, reader, context) : document);
        }
        catch (DocumentException broken)
        {
            log.Error(broken.Code, broken.Message, log.File, broken.Place);
            return null;
        }
    }

    private static MappingNode Expanded(MappingNode document, Place firstLoop, TemplateReader reader, TemplateContext context)
    {
        if (!TemplateReader.HasLanguageExtensions(document))
        {
            context.Log.Error("Template.InvalidFunction",
                "Template error: Fn::ForEach needs the language extensions; add Transform: AWS::LanguageExtensions to the template", context.Log.File, firstLoop);
        }
        Template parametersAndMappings = Template.OfParameters(reader.Section(document, "Parameters"), reader.Section(document, "Mappings"));
        Evaluator evaluator = Evaluator.Create(parametersAndMappings, context.Resolved, context.Deployment, new ResourceCatalog(), new DrawnValues(null), null, context.Log);
        return new LoopExpansion(evaluator, context.Budget, context.Log).Expand(document);
    }
}
