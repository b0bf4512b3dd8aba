using VpcSim.Import.CloudFormation;
using VpcSim.Import.CloudFormation.Templates;
using VpcSim.Import.Documents;
using VpcSim.Model.Designs;

namespace VpcSim.Import;

/// <summary>Reads a network design from a file: a CloudFormation template in YAML or JSON.</summary>
public static class DesignImporter
{
    /// <summary>Reads, evaluates and provisions a design. Nothing in a file, and no missing file, makes this throw: mistakes are errors in the result.</summary>
    /// <param name="path">A file; it stands as given in the places of errors and findings.</param>
    /// <param name="options">Region, account, parameters, quotas.</param>
    public static ImportResult Load(string path, ImportOptions options)
    {
        DocumentOutcome document = DocumentReader.Read(path);
        if (document.Error is { } error)
            return new ImportResult { Design = new Design { Region = options.Region, AccountId = options.AccountId }, Errors = [error] };
        return TemplateImporter.Import(SourceOf(document), path, options);
    }

    /// <summary>What a document is, told by its content: its name says nothing.</summary>
    private static DesignSource SourceOf(DocumentOutcome document) => new TemplateSource(document.Root!, document.FirstAlias);
}
