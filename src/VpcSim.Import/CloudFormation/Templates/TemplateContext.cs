using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Import.CloudFormation.Extensions;
using VpcSim.Import.CloudFormation.Parameters;
using VpcSim.Import.Documents;

namespace VpcSim.Import.CloudFormation.Templates;

/// <summary>What the reading of a source may need, and where it leaves the parameters' values.</summary>
/// <param name="Deployment">Where the stack is.</param>
/// <param name="Values">What its parameters are given.</param>
/// <param name="Budget">Of all loops.</param>
/// <param name="Log">Takes mistakes and findings.</param>
internal sealed record TemplateContext(Deployment Deployment, ParameterValues Values, ExpansionBudget Budget, ImportLog Log)
{
    /// <summary>The values of the template's parameters; empty for what has none.</summary>
    public IReadOnlyDictionary<string, Node> Resolved { get; set; } = new Dictionary<string, Node>(StringComparer.Ordinal);
}
