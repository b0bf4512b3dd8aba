using System.Collections.Immutable;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>A workload and the interfaces that were made for it so far.</summary>
/// <param name="Name">What the design calls it.</param>
/// <param name="Reference">What <c>Ref</c> gives.</param>
/// <param name="Type">Such as <c>AWS::RDS::DBInstance</c>.</param>
internal sealed record WorkloadDraft(string Name, string Reference, string Type)
{
    public List<string> InterfaceIds { get; } = [];

    public ImmutableArray<ListeningPort> Ports { get; set; } = [];

    public Workload ToWorkload() => new() { Name = Name, Id = Reference, Type = Type, NetworkInterfaceIds = [.. InterfaceIds], ListeningPorts = Ports };
}
