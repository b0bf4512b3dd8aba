using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>A CloudFormation template.</summary>
/// <param name="root">The document.</param>
/// <param name="firstAlias">The first YAML alias in it, if any.</param>
internal sealed class TemplateSource(Node root, Place? firstAlias) : DesignSource
{
    public override Template? Read(ImportLog log)
    {
        if (firstAlias is { } alias)
            log.Finding("yaml-alias", "CloudFormation itself takes no YAML aliases (*name); write the value out before you deploy", log.File, alias);
        return new TemplateReader(log).Read(root);
    }
}
