namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>What <c>Fn::GetAtt</c> gives for workloads: names in AWS's forms, see <see cref="WorkloadNames"/>, and what provisioning draws. (CloudFormation guide, "Return values" of each resource)</summary>
internal static class WorkloadAttributes
{
    /// <summary>Drawn: the first port at which it listens, the address of its first interface, those of all, their groups, the group of an EKS cluster.</summary>
    public const string Port = "drawn:port", Address = "drawn:address", Addresses = "drawn:addresses", Groups = "drawn:groups", ClusterGroup = "drawn:cluster-group";

    private const string DatabaseHost = "{ref}.{id}.{region}.rds.{suffix}", ClusterHost = "{ref}.cluster-{id}.{region}.rds.{suffix}", ReaderHost = "{ref}.cluster-ro-{id}.{region}.rds.{suffix}";

    private const string GraphHost = "{ref}.cluster-{id}.{region}.neptune.{suffix}", DocumentHost = "{ref}.cluster-{id}.{region}.docdb.{suffix}";

    private const string GraphReader = "{ref}.cluster-ro-{id}.{region}.neptune.{suffix}", DocumentReader = "{ref}.cluster-ro-{id}.{region}.docdb.{suffix}";

    private const string CacheHost = "{ref}.{id}.ng.0001.cache.{suffix}";

    private static readonly Dictionary<string, (string Attribute, string Form)[]> _byType = new(StringComparer.Ordinal)
    {
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] =
        [
            ("DNSName", WorkloadNames.BalancerHost), ("LoadBalancerArn", "{ref}"), ("LoadBalancerFullName", "{lb}/{name}/{id}"), ("LoadBalancerName", "{name}"),
            ("SecurityGroups", Groups),
        ],
        ["AWS::ElasticLoadBalancing::LoadBalancer"] =
        [
            ("DNSName", WorkloadNames.ClassicBalancerHost), ("CanonicalHostedZoneName", WorkloadNames.ClassicBalancerHost),
            ("SourceSecurityGroup.OwnerAlias", "{account}"),
        ],
        ["AWS::ElasticLoadBalancingV2::Listener"] = [],
        ["AWS::RDS::DBInstance"] = [("Endpoint.Address", DatabaseHost), ("Endpoint.Port", Port), ("DBInstanceArn", "arn:{partition}:rds:{region}:{account}:db:{ref}")],
        ["AWS::RDS::DBCluster"] =
        [
            ("Endpoint.Address", ClusterHost), ("Endpoint.Port", Port), ("ReadEndpoint.Address", ReaderHost), ("DBClusterArn", "arn:{partition}:rds:{region}:{account}:cluster:{ref}"),
        ],
        ["AWS::RDS::DBProxy"] = [("Endpoint", "{name}.proxy-{id}.{region}.rds.{suffix}"), ("DBProxyArn", "arn:{partition}:rds:{region}:{account}:db-proxy:prx-{id}")],
        ["AWS::DocDB::DBInstance"] = [("Endpoint", "{ref}.{id}.{region}.docdb.{suffix}"), ("Port", Port)],
        ["AWS::DocDB::DBCluster"] = [("Endpoint", DocumentHost), ("ReadEndpoint", DocumentReader), ("Port", Port)],
        ["AWS::Neptune::DBInstance"] = [("Endpoint", "{ref}.{id}.{region}.neptune.{suffix}"), ("Port", Port)],
        ["AWS::Neptune::DBCluster"] = [("Endpoint", GraphHost), ("ReadEndpoint", GraphReader), ("Port", Port)],
        ["AWS::ElastiCache::CacheCluster"] =
        [
            ("RedisEndpoint.Address", CacheHost), ("RedisEndpoint.Port", Port), ("ConfigurationEndpoint.Address", "{ref}.{id}.cfg.cache.{suffix}"), ("ConfigurationEndpoint.Port", Port),
        ],
        ["AWS::ElastiCache::ReplicationGroup"] =
        [
            ("PrimaryEndPoint.Address", CacheHost), ("PrimaryEndPoint.Port", Port), ("ReaderEndPoint.Address", "{ref}-ro.{id}.ng.0001.cache.{suffix}"), ("ReaderEndPoint.Port", Port),
            ("ConfigurationEndPoint.Address", "clustercfg.{ref}.{id}.cache.{suffix}"), ("ConfigurationEndPoint.Port", Port),
        ],
        ["AWS::ElastiCache::ServerlessCache"] =
        [
            ("Endpoint.Address", "{ref}-{id}.serverless.cache.{suffix}"), ("Endpoint.Port", Port), ("ReaderEndpoint.Address", "{ref}-{id}.serverless.cache.{suffix}"),
        ],
        ["AWS::Redshift::Cluster"] = [("Endpoint.Address", "{ref}.{id}.{region}.redshift.{suffix}"), ("Endpoint.Port", Port)],
        ["AWS::OpenSearchService::Domain"] = [("DomainEndpoint", "vpc-{ref}-{id}.{region}.es.{suffix}"), ("Arn", "arn:{partition}:es:{region}:{account}:domain/{ref}"), ("DomainArn", "arn:{partition}:es:{region}:{account}:domain/{ref}")],
        ["AWS::Elasticsearch::Domain"] = [("DomainEndpoint", "vpc-{ref}-{id}.{region}.es.{suffix}"), ("Arn", "arn:{partition}:es:{region}:{account}:domain/{ref}"), ("DomainArn", "arn:{partition}:es:{region}:{account}:domain/{ref}")],
        ["AWS::EFS::FileSystem"] = [("FileSystemId", "{ref}"), ("Arn", "arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{ref}")],
        ["AWS::EFS::MountTarget"] = [("Id", "{ref}"), ("IpAddress", Address)],
        ["AWS::FSx::FileSystem"] = [("DNSName", "{ref}.fsx.{region}.{suffix}")],
        ["AWS::MSK::Cluster"] = [("Arn", "{ref}")],
        ["AWS::MSK::ServerlessCluster"] = [("Arn", "{ref}")],
        ["AWS::AmazonMQ::Broker"] = [("Arn", "arn:{partition}:mq:{region}:{account}:broker:{ref}"), ("IpAddresses", Addresses)],
        ["AWS::DMS::ReplicationInstance"] = [("ReplicationInstancePrivateIpAddresses", Addresses)],
        ["AWS::AutoScaling::AutoScalingGroup"] = [],
        ["AWS::ECS::Cluster"] = [("Arn", "arn:{partition}:ecs:{region}:{account}:cluster/{name}")],
        ["AWS::ECS::CapacityProvider"] = [],
        ["AWS::ECS::TaskDefinition"] = [("TaskDefinitionArn", "{ref}")],
        ["AWS::ECS::Service"] = [("Name", "{name}"), ("ServiceArn", "{ref}")],
        ["AWS::EKS::Cluster"] =
        [
            ("Arn", "arn:{partition}:eks:{region}:{account}:cluster/{name}"), ("Endpoint", "https://{id}.gr7.{region}.eks.{suffix}"), ("ClusterSecurityGroupId", ClusterGroup),
        ],
        ["AWS::EKS::Nodegroup"] = [("ClusterName", "{cluster}"), ("NodegroupName", "{name}")],
        ["AWS::Lambda::Function"] = [("Arn", "arn:{partition}:lambda:{region}:{account}:function:{name}")],
        ["AWS::Route53Resolver::ResolverEndpoint"] = [("ResolverEndpointId", "{ref}"), ("Arn", "arn:{partition}:route53resolver:{region}:{account}:resolver-endpoint/{ref}")],
    };

    public static bool IsOf(string type) => _byType.ContainsKey(type);

    /// <summary>A form, or one of the drawn ones; null where the attribute is not known before deployment.</summary>
    public static string? Of(string type, string attribute)
    {
        foreach ((string name, string form) in _byType[type])
            if (name == attribute) return form;
        return null;
    }
}
