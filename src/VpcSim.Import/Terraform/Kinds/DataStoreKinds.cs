using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Caches, warehouses, search domains, file systems, brokers and replication instances.</summary>
internal static class DataStoreKinds
{
    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        kinds.Add("aws_elasticache_subnet_group", (t, r) => VpcKinds.Declare(t, r, "AWS::ElastiCache::SubnetGroup",
            p => p.Scalar("CacheSubnetGroupName", "name").Ids("SubnetIds", "subnet_ids", Wanted.Subnet)));
        kinds.Add("aws_elasticache_cluster", Cache);
        kinds.Add("aws_elasticache_replication_group", ReplicationGroup);
        kinds.Add("aws_elasticache_serverless_cache", (t, r) => VpcKinds.Declare(t, r, "AWS::ElastiCache::ServerlessCache", p => p.Name("ServerlessCacheName", "name")
            .Scalar("Engine", "engine").Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup)));
        kinds.Add("aws_redshift_subnet_group", (t, r) => VpcKinds.Declare(t, r, "AWS::Redshift::ClusterSubnetGroup",
            p => p.Scalar("ClusterSubnetGroupName", "name").Ids("SubnetIds", "subnet_ids", Wanted.Subnet)));
        kinds.Add("aws_redshift_cluster", Warehouse);
        foreach (string kind in (string[])["aws_opensearch_domain", "aws_elasticsearch_domain"]) kinds.Add(kind, Search);
        kinds.Add("aws_efs_mount_target", MountTarget);
        kinds.Add("aws_fsx_lustre_file_system", (t, r) => FileSystem(t, r, "LUSTRE", "LustreConfiguration"));
        kinds.Add("aws_fsx_windows_file_system", (t, r) => FileSystem(t, r, "WINDOWS", "WindowsConfiguration"));
        kinds.Add("aws_fsx_ontap_file_system", (t, r) => FileSystem(t, r, "ONTAP", "OntapConfiguration"));
        kinds.Add("aws_fsx_openzfs_file_system", (t, r) => FileSystem(t, r, "OPENZFS", "OpenZFSConfiguration"));
        kinds.Add("aws_msk_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::MSK::Cluster", p => p.Name("ClusterName", "cluster_name").Scalar("NumberOfBrokerNodes", "number_of_broker_nodes")
            .Inner("BrokerNodeGroupInfo", "broker_node_group_info", (info, _) => info.Ids("ClientSubnets", "client_subnets", Wanted.Subnet)
                .Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup).Scalar("InstanceType", "instance_type"))));
        kinds.Add("aws_msk_serverless_cluster", (t, r) => VpcKinds.Declare(t, r, "AWS::MSK::ServerlessCluster", p => p.Name("ClusterName", "cluster_name")
            .Each("VpcConfigs", "vpc_config", (vpc, _) => vpc.Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroups", "security_group_ids", Wanted.SecurityGroup))));
        kinds.Add("aws_mq_broker", (t, r) => VpcKinds.Declare(t, r, "AWS::AmazonMQ::Broker", p => p.Name("BrokerName", "broker_name").Scalar("EngineType", "engine_type")
            .Scalar("DeploymentMode", "deployment_mode").Scalar("PubliclyAccessible", "publicly_accessible").Ids("SubnetIds", "subnet_ids", Wanted.Subnet)
            .Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup)));
        kinds.Add("aws_dms_replication_subnet_group", (t, r) => VpcKinds.Declare(t, r, "AWS::DMS::ReplicationSubnetGroup", p => p
            .Scalar("ReplicationSubnetGroupIdentifier", "replication_subnet_group_id").Scalar("ReplicationSubnetGroupDescription", "replication_subnet_group_description")
            .Ids("SubnetIds", "subnet_ids", Wanted.Subnet)));
        kinds.Add("aws_dms_replication_instance", (t, r) => VpcKinds.Declare(t, r, "AWS::DMS::ReplicationInstance", p => p.Name("ReplicationInstanceIdentifier", "replication_instance_id")
            .Scalar("MultiAZ", "multi_az").Scalar("PubliclyAccessible", "publicly_accessible").Scalar("AvailabilityZone", "availability_zone")
            .Named("ReplicationSubnetGroupIdentifier", "replication_subnet_group_id", Wanted.MigrationSubnets).Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup)));
    }

    // A member of a replication group is one of the group's nodes.
    private static void Cache(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        if (block.Text("replication_group_id") is not null || block.Expression("replication_group_id") is MappingNode { Count: > 0 }) return;
        VpcKinds.Declare(t, r, "AWS::ElastiCache::CacheCluster", p => p.Name("ClusterName", "cluster_id").Scalar("Engine", "engine").Scalar("Port", "port")
            .Scalar("NumCacheNodes", "num_cache_nodes").Scalar("AZMode", "az_mode").Scalar("PreferredAvailabilityZone", "availability_zone")
            .Scalars("PreferredAvailabilityZones", "preferred_availability_zones").Named("CacheSubnetGroupName", "subnet_group_name", Wanted.CacheSubnets)
            .Ids("VpcSecurityGroupIds", "security_group_ids", Wanted.SecurityGroup));
    }

    // The provider has renamed what counts nodes, and of old has it in a block.
    private static void ReplicationGroup(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::ElastiCache::ReplicationGroup", p =>
    {
        p.Name("ReplicationGroupId", "replication_group_id").Scalar("Engine", "engine").Scalar("Port", "port")
            .Named("CacheSubnetGroupName", "subnet_group_name", Wanted.CacheSubnets).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup)
            .Scalar("MultiAZEnabled", "multi_az_enabled").Scalars("PreferredCacheClusterAZs", "preferred_cache_cluster_azs");
        Block counted = Block.Of(r).Blocks("cluster_mode") is [var mode, ..] ? mode : Block.Of(r);
        Properties shards = new Properties(t, counted).Scalar("NumNodeGroups", "num_node_groups").Scalar("ReplicasPerNodeGroup", "replicas_per_node_group");
        if (shards.Node.Count > 0) p.Set("NumNodeGroups", shards.Node.Get("NumNodeGroups")).Set("ReplicasPerNodeGroup", shards.Node.Get("ReplicasPerNodeGroup"));
        else p.Scalar("NumCacheClusters", "num_cache_clusters").Scalar("NumCacheClusters", "number_cache_clusters");
    });

    private static void Warehouse(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::Redshift::Cluster", p => p.Name("ClusterIdentifier", "cluster_identifier")
        .Scalar("ClusterType", "cluster_type").Scalar("NumberOfNodes", "number_of_nodes").Scalar("Port", "port").Scalar("PubliclyAccessible", "publicly_accessible")
        .Scalar("AvailabilityZone", "availability_zone").Named("ClusterSubnetGroupName", "cluster_subnet_group_name", Wanted.WarehouseSubnets)
        .Ids("VpcSecurityGroupIds", "vpc_security_group_ids", Wanted.SecurityGroup));

    private static void Search(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "AWS::OpenSearchService::Domain", p => p.Name("DomainName", "domain_name")
        .Inner("ClusterConfig", "cluster_config", (cluster, _) => cluster.Scalar("InstanceCount", "instance_count").Scalar("DedicatedMasterEnabled", "dedicated_master_enabled")
            .Scalar("DedicatedMasterCount", "dedicated_master_count").Scalar("ZoneAwarenessEnabled", "zone_awareness_enabled")
            .Inner("ZoneAwarenessConfig", "zone_awareness_config", (zones, _) => zones.Scalar("AvailabilityZoneCount", "availability_zone_count")))
        .Inner("VPCOptions", "vpc_options", (vpc, _) => vpc.Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup)));

    private static void MountTarget(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        VpcKinds.Declare(t, r, "AWS::EFS::MountTarget", p => p.Set("FileSystemId", FileSystemOf(t, block)).Id("SubnetId", "subnet_id", Wanted.Subnet)
            .Ids("SecurityGroups", "security_groups", Wanted.SecurityGroup).Scalar("IpAddress", "ip_address"));
    }

    // The file system is nothing in the network: its name does for what is known after apply only.
    private static string FileSystemOf(Translation t, Block block) =>
        block.Text("file_system_id") ?? Links.Target(t, block, "file_system_id", Wanted.FileSystem)?.Address ?? "fs";

    private static void FileSystem(Translation t, TerraformResource r, string type, string configuration) => VpcKinds.Declare(t, r, "AWS::FSx::FileSystem", p =>
    {
        Properties own = new Properties(t, Block.Of(r)).Scalar("DeploymentType", "deployment_type");
        if (type != "LUSTRE") own.Id("PreferredSubnetId", "preferred_subnet_id", Wanted.Subnet);
        p.Set("FileSystemType", type).Ids("SubnetIds", "subnet_ids", Wanted.Subnet).Ids("SecurityGroupIds", "security_group_ids", Wanted.SecurityGroup);
        if (own.Node.Count > 0) p.Set(configuration, own.Node);
    });
}
