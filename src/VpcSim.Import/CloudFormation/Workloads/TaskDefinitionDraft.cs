using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What a task definition says of its tasks.</summary>
/// <param name="Arn">With its revision.</param>
/// <param name="Ports">Where its containers listen.</param>
/// <param name="Containers">How many it has.</param>
internal sealed record TaskDefinitionDraft(string Arn, ImmutableArray<ListeningPort> Ports, int Containers);
