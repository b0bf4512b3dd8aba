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

    /// <summary>Interfaces of other workloads that belong to it: those of a cluster's instances.</summary>
    public List<string> MemberInterfaceIds { get; } = [];

    public ImmutableArray<(string Name, HostRole Role)> Hosts { get; init; } = [];

    public ImmutableArray<ListeningPort> Ports { get; set; } = [];

    public Workload ToWorkload() => new()
    {
        Name = Name,
        Id = Reference,
        Type = Type,
        NetworkInterfaceIds = [.. InterfaceIds],
        Hosts = [.. Hosts.Select(host => new WorkloadHost(host.Name, Behind(host.Role)))],
        ListeningPorts = Ports,
    };

    private ImmutableArray<string> Behind(HostRole role)
    {
        ImmutableArray<string> all = [.. InterfaceIds, .. MemberInterfaceIds];
        return role switch
        {
            HostRole.First => [.. all.Take(1)],
            HostRole.Others when all.Length > 1 => all[1..],
            _ => all,
        };
    }
}
