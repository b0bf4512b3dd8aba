using System.Collections.Frozen;
using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>The names that DNS knows of workloads: those of their attributes that are names of hosts, or what AWS's own output says.</summary>
internal static class WorkloadHosts
{
    /// <summary>What AWS's output says of a workload: its names in DNS.</summary>
    public const string Observed = "DnsNames";

    private static readonly FrozenDictionary<string, ImmutableArray<(string Attribute, HostRole Role)>> _byType = new Dictionary<string, ImmutableArray<(string, HostRole)>>(StringComparer.Ordinal)
    {
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = [("DNSName", HostRole.All)],
        ["AWS::ElasticLoadBalancing::LoadBalancer"] = [("DNSName", HostRole.All)],
        ["AWS::RDS::DBInstance"] = [("Endpoint.Address", HostRole.First)],
        ["AWS::RDS::DBCluster"] = [("Endpoint.Address", HostRole.First), ("ReadEndpoint.Address", HostRole.Others)],
        ["AWS::RDS::DBProxy"] = [("Endpoint", HostRole.All)],
        ["AWS::DocDB::DBInstance"] = [("Endpoint", HostRole.First)],
        ["AWS::DocDB::DBCluster"] = [("Endpoint", HostRole.First), ("ReadEndpoint", HostRole.Others)],
        ["AWS::Neptune::DBInstance"] = [("Endpoint", HostRole.First)],
        ["AWS::Neptune::DBCluster"] = [("Endpoint", HostRole.First), ("ReadEndpoint", HostRole.Others)],
        ["AWS::ElastiCache::CacheCluster"] = [("RedisEndpoint.Address", HostRole.First), ("ConfigurationEndpoint.Address", HostRole.All)],
        ["AWS::ElastiCache::ReplicationGroup"] =
            [("PrimaryEndPoint.Address", HostRole.First), ("ReaderEndPoint.Address", HostRole.Others), ("ConfigurationEndPoint.Address", HostRole.All)],
        ["AWS::ElastiCache::ServerlessCache"] = [("Endpoint.Address", HostRole.All)],
        ["AWS::Redshift::Cluster"] = [("Endpoint.Address", HostRole.First)],
        ["AWS::OpenSearchService::Domain"] = [("DomainEndpoint", HostRole.All)],
        ["AWS::Elasticsearch::Domain"] = [("DomainEndpoint", HostRole.All)],
        ["AWS::FSx::FileSystem"] = [("DNSName", HostRole.All)],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of a workload, the one that clients use first.</summary>
    public static IEnumerable<(string Name, HostRole Role)> Of(ResourceReader r)
    {
        if (!_byType.TryGetValue(r.Type, out ImmutableArray<(string Attribute, HostRole Role)> hosts)) return [];
        ImmutableArray<string> known = r.Observed.Texts(Observed);
        if (!known.IsEmpty) return known.Take(hosts.Length).Select((name, i) => (name.ToLowerInvariant(), hosts[i].Role));
        return IsGatewayBalancer(r) ? [] : hosts.Select(host => (WorkloadNames.Filled(WorkloadAttributes.Of(r.Type, host.Attribute)!, r).ToLowerInvariant(), host.Role));
    }

    // It has endpoints, and no name.
    private static bool IsGatewayBalancer(ResourceReader r) => r.Type == "AWS::ElasticLoadBalancingV2::LoadBalancer" && r.TextIfKnown("Type") == "gateway";
}
