using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What the tasks of a service run on. (ECS API, "CreateService", launchType, capacityProviderStrategy)</summary>
/// <param name="Cluster">Its name or ARN.</param>
/// <param name="Providers">Capacity providers, by name; none leaves the tasks to any instance of the cluster.</param>
/// <param name="IsOnFargate">Whether Fargate runs them.</param>
internal sealed record TaskLaunch(string Cluster, ImmutableArray<string> Providers, bool IsOnFargate)
{
    private const string DefaultCluster = "default";

    /// <summary>What follows the last slash of the cluster's ARN.</summary>
    public string ClusterName => Cluster[(Cluster.LastIndexOf('/') + 1)..];

    public static TaskLaunch Of(ResourceReader service, DesignDraft draft)
    {
        string cluster = service.TextIfKnown("Cluster") ?? DefaultCluster;
        ImmutableArray<string> providers = CapacityResources.ProvidersOf(service, "CapacityProviderStrategy");
        string? type = service.TextIfKnown("LaunchType");
        if (type is null && providers.IsEmpty) providers = draft.ContainerCluster(cluster).DefaultProviders;
        return new TaskLaunch(cluster, providers, type == "FARGATE" || providers.Any(provider => provider is "FARGATE" or "FARGATE_SPOT"));
    }
}
