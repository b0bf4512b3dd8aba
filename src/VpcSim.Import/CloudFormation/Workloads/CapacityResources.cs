using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Clusters of ECS and what gives them capacity. (ECS guide, "Amazon ECS capacity providers for EC2 workloads")</summary>
internal static class CapacityResources
{
    public static readonly ResourceKind[] All =
    [
        new("AWS::ECS::Cluster", "ecs", ReadCluster, "ClusterName CapacityProviders DefaultCapacityProviderStrategy ClusterSettings Configuration ServiceConnectDefaults Tags", othersChangeNothing: true),
        new("AWS::ECS::CapacityProvider", "ecs-cp", ReadProvider, "Name AutoScalingGroupProvider ManagedInstancesProvider ClusterName Tags", othersChangeNothing: true),
        new("AWS::ECS::ClusterCapacityProviderAssociations", "ecs-cps", (r, draft) =>
        {
            if (r.TextIfKnown("Cluster") is { } cluster) Give(r, draft.ContainerCluster(cluster));
        }, "Cluster CapacityProviders DefaultCapacityProviderStrategy"),
    ];

    /// <summary>The capacity providers that a strategy names, in its order.</summary>
    public static ImmutableArray<string> ProvidersOf(PropertyReader reader, string strategy) =>
        [.. reader.Mappings(strategy).Select(item => item.TextIfKnown("CapacityProvider")).OfType<string>().Select(NameOf)];

    // Names and ARNs stand for each other; an ARN ends with the name.
    private static string NameOf(string nameOrArn) => nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..];

    private static void ReadCluster(ResourceReader r, DesignDraft draft) => Give(r, draft.ContainerCluster(r.Reference));

    private static void Give(ResourceReader r, ContainerClusterDraft cluster)
    {
        cluster.Providers.UnionWith(r.Texts("CapacityProviders").Select(NameOf));
        if (ProvidersOf(r, "DefaultCapacityProviderStrategy") is { IsEmpty: false } providers) cluster.DefaultProviders = providers;
    }

    private static void ReadProvider(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("AutoScalingGroupProvider")?.TextIfKnown("AutoScalingGroupArn") is { } group) draft.CapacityGroups[NameOf(r.Reference)] = NameOf(group);
    }
}
