using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Import.CloudFormation.Workloads;

namespace VpcSim.Import.CloudFormation;

/// <content>Workloads and what they are made of. They are named as AWS names them, by a name, an id or an ARN.</content>
internal sealed partial class DesignDraft
{
    private readonly Dictionary<(string Type, string Name), WorkloadDraft> _workloadsByName = [];
    private readonly HashSet<(string Type, string Matter)> _told = [];
    private readonly Dictionary<string, ContainerClusterDraft> _containerClusters = new(StringComparer.Ordinal);

    public List<WorkloadDraft> Workloads { get; } = [];

    /// <summary>Subnets of subnet groups, by type and by each name that the group has, in small letters.</summary>
    public Dictionary<(string Type, string Name), ImmutableArray<string>> SubnetGroups { get; } = [];

    /// <summary>By name.</summary>
    public Dictionary<string, LaunchTemplateDraft> LaunchConfigurations { get; } = new(StringComparer.Ordinal);

    /// <summary>By each name that a task definition has.</summary>
    public Dictionary<string, TaskDefinitionDraft> TaskDefinitions { get; } = new(StringComparer.Ordinal);

    /// <summary>The Auto Scaling groups of capacity providers of ECS, both by name.</summary>
    public Dictionary<string, string> CapacityGroups { get; } = new(StringComparer.Ordinal);

    /// <summary>What services of ECS run on, by what the design calls them.</summary>
    public Dictionary<string, TaskLaunch> TaskLaunches { get; } = new(StringComparer.Ordinal);

    /// <summary>Instances that may run tasks of ECS.</summary>
    public List<ContainerHost> ContainerHosts { get; } = [];

    /// <summary>Clusters and instances, by type and by name in small letters.</summary>
    public Dictionary<(string Type, string Name), Database> Databases { get; } = [];

    /// <summary>By the id of a Client VPN endpoint.</summary>
    public Dictionary<string, ImmutableArray<string>> ClientVpnGroups { get; } = new(StringComparer.Ordinal);

    /// <summary>A cluster of ECS, whether or not a resource makes it.</summary>
    /// <param name="name">Its name or ARN.</param>
    public ContainerClusterDraft ContainerCluster(string name)
    {
        name = name[(name.LastIndexOf('/') + 1)..];
        if (!_containerClusters.TryGetValue(name, out ContainerClusterDraft? cluster)) _containerClusters[name] = cluster = new ContainerClusterDraft();
        return cluster;
    }

    public void Add(WorkloadDraft workload, params ReadOnlySpan<string> otherNames)
    {
        Workloads.Add(workload);
        _workloadsByName.TryAdd((workload.Type, workload.Reference), workload);
        foreach (string name in otherNames) _workloadsByName.TryAdd((workload.Type, name), workload);
    }

    /// <param name="type">Such as <c>AWS::EKS::Cluster</c>.</param>
    /// <param name="name">What <c>Ref</c> gives.</param>
    public WorkloadDraft? FindWorkload(string type, string name) => _workloadsByName.GetValueOrDefault((type, name));

    /// <summary>Tells what holds for every resource of a type, once.</summary>
    public void TellOnce(ResourceReader r, string code, string message)
    {
        if (_told.Add((r.Type, message))) r.Finding(code, message, r.Place);
    }
}
