using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Caches of ElastiCache: an interface for each node. (ElastiCache guide, "Amazon VPCs and ElastiCache security")</summary>
internal static class CacheResources
{
    public static readonly ResourceKind[] All =
    [
        SubnetGroupResources.Cache,
        WorkloadKind.Of("AWS::ElastiCache::CacheCluster", "cache",
            "ClusterName Engine Port NumCacheNodes AZMode PreferredAvailabilityZone PreferredAvailabilityZones CacheSubnetGroupName VpcSecurityGroupIds NetworkType CacheNodeType Tags",
            PlaceCluster, "CacheSecurityGroupNames"),
        WorkloadKind.Of("AWS::ElastiCache::ReplicationGroup", "cache",
            "ReplicationGroupId Engine Port NumNodeGroups ReplicasPerNodeGroup NumCacheClusters PreferredCacheClusterAZs MultiAZEnabled CacheSubnetGroupName SecurityGroupIds NetworkType "
            + "NodeGroupConfiguration CacheNodeType Tags", PlaceGroup, "CacheSecurityGroupNames"),
        WorkloadKind.Of("AWS::ElastiCache::ServerlessCache", "cache", "ServerlessCacheName Engine SubnetIds SecurityGroupIds Tags", PlaceServerless),
    ];

    private static Placement? PlaceCluster(ResourceReader r, DesignDraft draft)
    {
        int nodes = r.CountOrOne("NumCacheNodes") ?? 1;
        ImmutableArray<string> zones = r.Texts("PreferredAvailabilityZones");
        if (zones.IsEmpty && r.Text("PreferredAvailabilityZone") is { } zone) zones = [zone];
        return PlacementOf(r, draft, "VpcSecurityGroupIds", nodes == 1 ? [""] : Placement.Numbered(nodes)) is { } placement
            ? placement with { Zones = zones, InOneZone = r.TextIfKnown("AZMode") != "cross-az" } : null;
    }

    /// <summary>A shard is a primary and its replicas; a group without shards counts its nodes.</summary>
    private static Placement? PlaceGroup(ResourceReader r, DesignDraft draft)
    {
        ImmutableArray<string> parts;
        if (r.Has("NumNodeGroups") || r.Has("ReplicasPerNodeGroup") || r.Raw("NumNodeGroups") is not null)
        {
            int shards = r.CountOrOne("NumNodeGroups") ?? 1, nodes = 1 + (r.CountOrOne("ReplicasPerNodeGroup") ?? 0);
            parts = shards == 1 ? Placement.Numbered(nodes) : [.. Enumerable.Range(1, Math.Min(shards, Spread.MostParts))
                .SelectMany(shard => Placement.Numbered(nodes, shard.ToString(CultureInfo.InvariantCulture) + "-")).Take(Spread.MostParts + 1)];
        }
        else
        {
            parts = Placement.Numbered(r.CountOrOne("NumCacheClusters") ?? 1);
        }
        return PlacementOf(r, draft, "SecurityGroupIds", parts) is { } placement ? placement with { Zones = r.Texts("PreferredCacheClusterAZs") } : null;
    }

    private static Placement? PlacementOf(ResourceReader r, DesignDraft draft, string groups, ImmutableArray<string> parts)
    {
        if (SubnetGroupResources.Find(r, draft, SubnetGroupResources.Cache, "CacheSubnetGroupName") is not { } subnets) return null;
        return new Placement
        {
            Subnets = subnets,
            Groups = r.Ids(groups, "sg"),
            Parts = parts,
            Description = _ => $"ElastiCache {r.Reference}",
            Ports = [r.Port("Port") is { } port ? ListeningPort.Tcp(port) : EnginePorts.OfCache(r.TextIfKnown("Engine"))],
            HasIpv6 = r.TextIfKnown("NetworkType") is "dual_stack" or "ipv6",
        };
    }

    /// <summary>A serverless cache is behind an interface endpoint in each subnet; the second port is its readers'. (ElastiCache guide, "Read replicas … serverless", ports 6379 and 6380)</summary>
    private static Placement? PlaceServerless(ResourceReader r, DesignDraft draft)
    {
        if (!r.Has("SubnetIds") && r.Raw("SubnetIds") is null)
        {
            r.LeaveOut($"without SubnetIds it is made in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return null;
        }
        ListeningPort port = EnginePorts.OfCache(r.TextIfKnown("Engine"));
        return new Placement
        {
            Subnets = r.Ids("SubnetIds", "subnet"),
            Groups = r.Ids("SecurityGroupIds", "sg"),
            Kind = InterfaceKind.VpcEndpoint,
            Description = _ => $"ElastiCache {r.Reference}",
            Ports = [port, port with { Port = port.Port + 1 }],
        };
    }
}
