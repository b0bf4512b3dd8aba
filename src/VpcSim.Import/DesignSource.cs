using VpcSim.Import.CloudFormation.Templates;

namespace VpcSim.Import;

/// <summary>A file, or several, that say what a network is made of: a template, or another form that is translated into a template's terms.</summary>
/// <remarks>One reading of resources serves all forms: what a resource means stands in <see cref="CloudFormation.Resources"/> alone.</remarks>
internal abstract class DesignSource
{
    /// <summary>The region that the source itself names; null where it leaves it to <see cref="ImportOptions.Region"/>.</summary>
    public virtual string? Region => null;

    /// <summary>The account that the source itself names; null where it leaves it to <see cref="ImportOptions.AccountId"/>.</summary>
    public virtual string? AccountId => null;

    /// <summary>True for what AWS runs already: an exceeded quota is a finding and no error.</summary>
    public virtual bool AlreadyRuns => false;

    /// <summary>Kinds of resource of which the source cannot say whether there are any: lists that no answer of AWS held, such as <c>RouteTables</c>.</summary>
    public virtual IEnumerable<string> Unanswered => [];

    /// <summary>The resources, in the order of the file; null if the file cannot be read as what it is, which the context's log then says.</summary>
    /// <remarks>Called up to four times, with a context of its own each time; the result must be the same.</remarks>
    public abstract Template? Read(TemplateContext context);
}
