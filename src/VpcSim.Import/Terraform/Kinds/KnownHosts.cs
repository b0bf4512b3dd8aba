using System.Collections.Frozen;
using VpcSim.Import.CloudFormation.Workloads;
using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>The names in DNS of workloads that exist already, as a state or plan has them.</summary>
internal static class KnownHosts
{
    // In the order of the names that workloads of the type have.
    private static readonly FrozenDictionary<string, string[]> _attributes = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aws_lb"] = ["dns_name"],
        ["aws_alb"] = ["dns_name"],
        ["aws_elb"] = ["dns_name"],
        ["aws_db_instance"] = ["address"],
        ["aws_rds_cluster"] = ["endpoint", "reader_endpoint"],
        ["aws_rds_cluster_instance"] = ["endpoint"],
        ["aws_db_proxy"] = ["endpoint"],
        ["aws_docdb_cluster"] = ["endpoint", "reader_endpoint"],
        ["aws_docdb_cluster_instance"] = ["endpoint"],
        ["aws_neptune_cluster"] = ["endpoint", "reader_endpoint"],
        ["aws_neptune_cluster_instance"] = ["address"],
        ["aws_elasticache_replication_group"] = ["primary_endpoint_address", "reader_endpoint_address"],
        ["aws_redshift_cluster"] = ["dns_name"],
        ["aws_opensearch_domain"] = ["endpoint"],
        ["aws_elasticsearch_domain"] = ["endpoint"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the resource was observed to be called; null where it does not exist yet.</summary>
    public static MappingNode? Of(TerraformResource resource)
    {
        if (!_attributes.TryGetValue(resource.Type, out string[]? attributes)) return null;
        ScalarNode[] names = [.. attributes.Select(resource.Known).TakeWhile(static name => !string.IsNullOrEmpty(name)).Select(name => new ScalarNode(resource.Place, name!))];
        if (names.Length == 0) return null;
        var observed = new MappingNode(resource.Place);
        observed.TryAdd(WorkloadHosts.Observed, resource.Place, new SequenceNode(resource.Place, names));
        return observed;
    }
}
