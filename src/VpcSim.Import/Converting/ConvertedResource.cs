using VpcSim.Import.CloudFormation.Stacks;
using VpcSim.Import.CloudFormation.Templates;

namespace VpcSim.Import.Converting;

/// <summary>A resource on its way into the one template.</summary>
/// <param name="Stack">Whose it is.</param>
/// <param name="Declaration">As its own form says it.</param>
/// <param name="LogicalId">In the new template.</param>
/// <param name="Rank">When it is read: what others name comes first.</param>
internal sealed record ConvertedResource(Stack Stack, ResourceDeclaration Declaration, string LogicalId, int Rank);
