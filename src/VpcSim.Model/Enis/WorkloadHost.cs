using System.Collections.Immutable;

namespace VpcSim.Model.Enis;

/// <summary>A name by which DNS knows a workload, such as a load balancer's or a database's endpoint.</summary>
/// <param name="Name">In lower case, without a final dot.</param>
/// <param name="NetworkInterfaceIds">The interfaces whose addresses it has, in the order in which they are answered.</param>
public sealed record WorkloadHost(string Name, ImmutableArray<string> NetworkInterfaceIds);
