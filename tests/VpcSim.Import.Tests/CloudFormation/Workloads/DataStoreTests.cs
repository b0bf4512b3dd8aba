using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Import.Tests.CloudFormation.Workloads;

public class DataStoreTests
{
    private const string Caches = "CacheSubnets: {Type: 'AWS::ElastiCache::SubnetGroup', Properties: {CacheSubnetGroupName: Caches, Description: d, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}\n";

    private const string Warehouses = "Warehouses: {Type: 'AWS::Redshift::ClusterSubnetGroup', Properties: {Description: d, SubnetIds: [!Ref PrivateB, !Ref PrivateA]}}\n";

    [Theory] // ElastiCache API, "CreateCacheCluster", Port
    [InlineData("Engine: redis", "tcp/6379")]
    [InlineData("Engine: valkey", "tcp/6379")]
    [InlineData("Engine: memcached", "tcp/11211")]
    [InlineData("Engine: memcached, Port: 12000", "tcp/12000")]
    public void A_cache_listens_at_its_port_or_its_engines(string properties, string listens)
    {
        Design design = Network.Design($"{Caches}Cache: {{Type: 'AWS::ElastiCache::CacheCluster', Properties: {{{properties}, NumCacheNodes: 1, CacheSubnetGroupName: !Ref CacheSubnets, VpcSecurityGroupIds: [!Ref Data]}}}}");
        Assert.Equal(["Cache in PrivateA: Data"], design.InterfacesOf("Cache"));
        Assert.Equal((listens, "ElastiCache template-cache"), (design.PortsOf("Cache"), design.Eni("Cache").Description));
    }

    [Theory] // ElastiCache API, "CreateCacheCluster", AZMode: single-az unless it says cross-az
    [InlineData("", "Cache/1 in PrivateA, Cache/2 in PrivateA, Cache/3 in PrivateA")]
    [InlineData("AZMode: cross-az, ", "Cache/1 in PrivateA, Cache/2 in PrivateB, Cache/3 in PrivateA")]
    [InlineData("PreferredAvailabilityZone: us-east-1b, ", "Cache/1 in PrivateB, Cache/2 in PrivateB, Cache/3 in PrivateB")]
    [InlineData("AZMode: cross-az, PreferredAvailabilityZones: [us-east-1b, us-east-1b, us-east-1a], ", "Cache/1 in PrivateB, Cache/2 in PrivateB, Cache/3 in PrivateA")]
    public void Nodes_of_a_cache_are_in_one_zone_unless_it_says_otherwise(string properties, string nodes)
    {
        Design design = Network.Design($"{Caches}Cache: {{Type: 'AWS::ElastiCache::CacheCluster', Properties: {{Engine: memcached, {properties}NumCacheNodes: 3, CacheSubnetGroupName: caches, VpcSecurityGroupIds: [!Ref Data]}}}}");
        Assert.Equal(nodes, string.Join(", ", design.InterfacesOf("Cache")).Replace(": Data", ""));
    }

    [Theory] // ElastiCache API, "CreateReplicationGroup"
    [InlineData("NumCacheClusters: 2", "Redis/1 in PrivateA, Redis/2 in PrivateB")]
    [InlineData("NumNodeGroups: 2, ReplicasPerNodeGroup: 1", "Redis/1-1 in PrivateA, Redis/1-2 in PrivateB, Redis/2-1 in PrivateA, Redis/2-2 in PrivateB")]
    [InlineData("ReplicasPerNodeGroup: 2", "Redis/1 in PrivateA, Redis/2 in PrivateB, Redis/3 in PrivateA")]
    [InlineData("NumCacheClusters: 2, PreferredCacheClusterAZs: [us-east-1b, us-east-1a]", "Redis/1 in PrivateB, Redis/2 in PrivateA")]
    public void A_replication_group_has_an_interface_for_each_node(string properties, string nodes)
    {
        Design design = Network.Design($"{Caches}Redis: {{Type: 'AWS::ElastiCache::ReplicationGroup', Properties: {{ReplicationGroupDescription: d, {properties}, CacheSubnetGroupName: !Ref CacheSubnets, SecurityGroupIds: [!Ref Data]}}}}");
        Assert.Equal(nodes, string.Join(", ", design.InterfacesOf("Redis")).Replace(": Data", ""));
        Assert.All(design.NetworkInterfaces, eni => Assert.Equal("tcp/6379", string.Join(' ', eni.ListeningPorts)));
    }

    [Fact] // ElastiCache guide, "Serverless caches": an interface endpoint in each subnet
    public void A_serverless_cache_is_behind_an_endpoint_in_each_subnet()
    {
        Design design = Network.Design("Cache: {Type: 'AWS::ElastiCache::ServerlessCache', Properties: {ServerlessCacheName: c, Engine: valkey, SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref Data]}}");
        Assert.Equal(["Cache/PrivateA in PrivateA: Data", "Cache/PrivateB in PrivateB: Data"], design.InterfacesOf("Cache"));
        Assert.Equal((InterfaceKind.VpcEndpoint, "tcp/6379 tcp/6380"), (design.Eni("Cache/PrivateA").Kind, design.PortsOf("Cache/PrivateA")));
    }

    [Theory] // Redshift guide, "Clusters and nodes in Amazon Redshift"
    [InlineData("ClusterType: single-node", "Dw in PrivateB")]
    [InlineData("ClusterType: multi-node, NumberOfNodes: 2", "Dw/leader in PrivateB, Dw/1 in PrivateB, Dw/2 in PrivateB")]
    [InlineData("ClusterType: multi-node, NumberOfNodes: 2, AvailabilityZone: us-east-1a", "Dw/leader in PrivateA, Dw/1 in PrivateA, Dw/2 in PrivateA")]
    public void A_warehouse_has_a_leader_and_nodes_in_one_zone(string properties, string nodes)
    {
        Design design = Network.Design($"{Warehouses}Dw: {{Type: 'AWS::Redshift::Cluster', Properties: {{{properties}, NodeType: ra3.large, DBName: d, ClusterSubnetGroupName: !Ref Warehouses, VpcSecurityGroupIds: [!Ref Data]}}}}");
        Assert.Equal(nodes, string.Join(", ", design.InterfacesOf("Dw")).Replace(": Data", ""));
        Assert.All(design.NetworkInterfaces, eni => Assert.Equal(("tcp/5439", "RedshiftNetworkInterface", null), (string.Join(' ', eni.ListeningPorts), eni.Description, eni.PrivateAddresses[0].PublicAddress)));
    }

    [Theory] // OpenSearch Service guide, "Launching your Amazon OpenSearch Service domains within a VPC"
    [InlineData("AWS::OpenSearchService::Domain", "ClusterConfig")]
    [InlineData("AWS::Elasticsearch::Domain", "ElasticsearchClusterConfig")]
    public void A_domain_in_a_VPC_has_an_interface_for_each_data_node_and_one_outside_has_none(string type, string config)
    {
        Design design = Network.Design($"Search: {{Type: '{type}', Properties: {{DomainName: logs, {config}: {{InstanceCount: 2, ZoneAwarenessEnabled: true}}, VPCOptions: {{SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}}}}}\n"
            + $"Open: {{Type: '{type}', Properties: {{DomainName: open}}}}");
        Assert.Equal(["Search/1 in PrivateA: Vpc/default-security-group", "Search/2 in PrivateB: Vpc/default-security-group"], design.InterfacesOf("Search"));
        Assert.Equal(("tcp/443", "ES logs", "Search"), (design.PortsOf("Search/1"), design.Eni("Search/1").Description, design.Workloads.Single().Name));
    }

    [Fact] // EFS guide, "Managing mount targets": an address of the subnet, pinned or not
    public void A_mount_target_has_an_interface_with_its_pinned_address()
    {
        Design design = Network.Design("""
            Files: {Type: 'AWS::EFS::FileSystem', Properties: {Encrypted: true}}
            A: {Type: 'AWS::EFS::MountTarget', Properties: {FileSystemId: !Ref Files, SubnetId: !Ref PrivateA, IpAddress: 10.0.11.77, SecurityGroups: [!Ref Data]}}
            B: {Type: 'AWS::EFS::MountTarget', Metadata: {VpcSim: {PrivateIpAddresses: [10.0.12.88]}}, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref PrivateB, SecurityGroups: [!Ref Data]}}
            Note: {Type: 'AWS::EC2::NetworkInterface', Properties: {SubnetId: !Ref PublicA, Description: !Sub '${A.IpAddress} ${B.IpAddress}'}}
            """);
        Assert.Equal(["A in PrivateA: Data"], design.InterfacesOf("A"));
        Assert.Equal(("10.0.11.77", "10.0.12.88", "tcp/2049", "10.0.11.77 10.0.12.88"), (design.AddressOf("A"), design.AddressOf("B"), design.PortsOf("A"), design.Eni("Note").Description));
        Assert.Matches("^EFS mount target for fs-[0-9a-f]{17} \\(fsmt-[0-9a-f]{17}\\)$", design.Eni("A").Description);
    }

    [Theory]
    [InlineData("WINDOWS", "tcp/445")]
    [InlineData("LUSTRE", "tcp/988")]
    [InlineData("OPENZFS", "tcp/2049")]
    public void A_file_system_of_FSx_has_an_interface_in_each_subnet(string type, string ports)
    {
        Design design = Network.Design($"Fs: {{Type: 'AWS::FSx::FileSystem', Properties: {{FileSystemType: {type}, SubnetIds: [!Ref PrivateA], SecurityGroupIds: [!Ref Data]}}}}");
        Assert.Equal(["Fs/PrivateA in PrivateA: Data"], design.InterfacesOf("Fs"));
        Assert.Equal(ports, design.PortsOf("Fs/PrivateA"));
    }

    [Fact] // DMS API, "CreateReplicationInstance", PubliclyAccessible: the default is true
    public void A_replication_instance_is_public_unless_it_says_otherwise()
    {
        Design design = Network.Design("""
            Dms: {Type: 'AWS::DMS::ReplicationSubnetGroup', Properties: {ReplicationSubnetGroupDescription: d, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}
            Copy: {Type: 'AWS::DMS::ReplicationInstance', Properties: {ReplicationInstanceClass: c, MultiAZ: true, ReplicationSubnetGroupIdentifier: !Ref Dms, VpcSecurityGroupIds: [!Ref Data]}}
            Inner: {Type: 'AWS::DMS::ReplicationInstance', Properties: {ReplicationInstanceClass: c, PubliclyAccessible: false, ReplicationSubnetGroupIdentifier: !Ref Dms, VpcSecurityGroupIds: [!Ref Data]}}
            """);
        Assert.Equal(["Copy in PrivateA: Data", "Copy/standby in PrivateB: Data"], design.InterfacesOf("Copy"));
        Assert.Equal((true, false), (design.Eni("Copy").PrivateAddresses[0].PublicAddress is not null, design.Eni("Inner").PrivateAddresses[0].PublicAddress is not null));
    }

    [Theory] // MSK guide, "Port information"
    [InlineData("", "tcp/9094")]
    [InlineData("EncryptionInfo: {EncryptionInTransit: {ClientBroker: TLS_PLAINTEXT}}, ", "tcp/9092 tcp/9094")]
    [InlineData("ClientAuthentication: {Sasl: {Iam: {Enabled: true}}}, ", "tcp/9094 tcp/9098")]
    public void A_Kafka_cluster_has_an_interface_for_each_broker_and_ports_by_its_encryption_and_authentication(string properties, string ports)
    {
        Design design = Network.Design($"Kafka: {{Type: 'AWS::MSK::Cluster', Properties: {{ClusterName: k, KafkaVersion: '3', {properties}NumberOfBrokerNodes: 4, BrokerNodeGroupInfo: {{InstanceType: t, ClientSubnets: [!Ref PrivateA, !Ref PrivateB], SecurityGroups: [!Ref Data]}}}}}}");
        Assert.Equal(["Kafka/1 in PrivateA: Data", "Kafka/2 in PrivateB: Data", "Kafka/3 in PrivateA: Data", "Kafka/4 in PrivateB: Data"], design.InterfacesOf("Kafka"));
        Assert.Equal(ports, design.PortsOf("Kafka/1"));
    }

    [Theory] // Amazon MQ guide, "Connecting to your broker": protocols over TLS
    [InlineData("ActiveMQ", "tcp/61617 tcp/5671 tcp/61614 tcp/8883 tcp/61619 tcp/8162")]
    [InlineData("RabbitMQ", "tcp/5671 tcp/443")]
    public void A_broker_has_an_interface_in_each_subnet(string engine, string ports)
    {
        Design design = Network.Design($"Mq: {{Type: 'AWS::AmazonMQ::Broker', Properties: {{BrokerName: b, EngineType: {engine}, SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroups: [!Ref Data]}}}}");
        Assert.Equal(["Mq/PrivateA in PrivateA: Data", "Mq/PrivateB in PrivateB: Data"], design.InterfacesOf("Mq"));
        Assert.Equal(ports, design.PortsOf("Mq/PrivateB"));
    }
}
