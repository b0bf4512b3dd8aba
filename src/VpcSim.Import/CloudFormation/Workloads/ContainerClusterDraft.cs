using System.Collections.Immutable;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>A cluster of ECS with the capacity providers that it has.</summary>
internal sealed class ContainerClusterDraft
{
    /// <summary>By name.</summary>
    public HashSet<string> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>Providers of services that name neither a launch type nor a strategy; none leaves them to EC2. (ECS API, "CreateService", launchType, capacityProviderStrategy)</summary>
    public ImmutableArray<string> DefaultProviders { get; set; } = [];
}
