using System.Collections.Immutable;

namespace VpcSim.Model.Enis;

/// <summary>
/// A resource that owns interfaces without being an instance, gateway or endpoint: a load balancer, a database, an Auto Scaling group. Its name stands for its
/// interface where it has one; where it has several, each is called <c>NAME/</c> and the subnet or a number.
/// </summary>
public sealed record Workload
{
    public required string Name { get; init; }

    /// <summary>What a <c>Ref</c> to it gives: a name, an id or an ARN.</summary>
    public required string Id { get; init; }

    /// <summary>In CloudFormation's words, such as <c>AWS::RDS::DBInstance</c>.</summary>
    public required string Type { get; init; }

    /// <summary>In the order in which it has them. Functions that share an interface name the same one.</summary>
    public ImmutableArray<string> NetworkInterfaceIds { get; init; } = [];

    /// <summary>Its names in DNS, the one that clients use first; empty where none is known.</summary>
    public ImmutableArray<WorkloadHost> Hosts { get; init; } = [];

    /// <summary>Where it is known to listen, at each of its interfaces.</summary>
    public ImmutableArray<ListeningPort> ListeningPorts { get; init; } = [];
}
