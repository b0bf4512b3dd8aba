using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>The interfaces that AWS makes for a workload: where, how many, with which groups. What every kind of workload tells, in the same words.</summary>
internal sealed record Placement
{
    /// <summary>Ids, in the order in which the resource or its subnet group names them.</summary>
    public required ImmutableArray<string> Subnets { get; init; }

    /// <summary>Ids; none stands for the default group of the VPC where the kind of interface takes groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>What the interfaces are called behind the workload's name, spread over the zones; an empty part is the bare name. Default: one in each subnet, called after it.</summary>
    public ImmutableArray<string> Parts { get; init; }

    /// <summary>Whether each part is in the subnet of its place in <see cref="Subnets"/>, and nothing is spread.</summary>
    public bool PartsHaveSubnets { get; init; }

    /// <summary>Addresses that the resource itself pins, in the order of the interfaces.</summary>
    public ImmutableArray<IpAddress?> Addresses { get; init; } = [];

    /// <summary>Zones of the first parts, where the resource names them.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>Whether all parts are in the zone of the first.</summary>
    public bool InOneZone { get; init; }

    public InterfaceKind Kind { get; init; } = InterfaceKind.Service;

    /// <summary>As AWS writes it, of an interface that has its name, id and subnet.</summary>
    public required Func<NetworkInterface, string> Description { get; init; }

    /// <summary>The task of ECS behind an interface that has its name; null for workloads that are none.</summary>
    public Func<NetworkInterface, EcsTask>? Task { get; init; }

    public ImmutableArray<ListeningPort> Ports { get; init; } = [];

    /// <summary>Whether each interface gets a public address.</summary>
    public bool IsPublic { get; init; }

    public bool HasIpv6 { get; init; }

    /// <summary>The cluster whose names lead to these interfaces too; null for none.</summary>
    public WorkloadDraft? Cluster { get; init; }

    /// <summary>Parts that are numbered from 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="prefix">Before each number.</param>
    public static ImmutableArray<string> Numbered(int count, string prefix = "") =>
        [.. Enumerable.Range(1, Math.Min(count, Spread.MostParts + 1)).Select(number => prefix + number.ToString(CultureInfo.InvariantCulture))];
}
