using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Warehouses, search domains, file systems, and the instances of the Database Migration Service.</summary>
internal static class DataStoreResources
{
    public static readonly ResourceKind[] All =
    [
        SubnetGroupResources.Warehouse,
        WorkloadKind.Of("AWS::Redshift::Cluster", "redshift",
            "ClusterIdentifier ClusterType NumberOfNodes NodeType Port PubliclyAccessible AvailabilityZone ClusterSubnetGroupName VpcSecurityGroupIds MultiAZ Tags", PlaceWarehouse,
            "ClusterSecurityGroups ElasticIp"),
        WorkloadKind.Of("AWS::OpenSearchService::Domain", "domain", "DomainName ClusterConfig VPCOptions IPAddressType Tags", (r, _) => PlaceSearch(r, "ClusterConfig")),
        WorkloadKind.Of("AWS::Elasticsearch::Domain", "domain", "DomainName ElasticsearchClusterConfig VPCOptions Tags", (r, _) => PlaceSearch(r, "ElasticsearchClusterConfig")),
        new("AWS::EFS::FileSystem", "fs", (_, _) => { }, ""),
        WorkloadKind.Of("AWS::EFS::MountTarget", "fsmt", "FileSystemId SubnetId SecurityGroups IpAddress IpAddressType Ipv6Address", PlaceMountTarget),
        WorkloadKind.Of("AWS::FSx::FileSystem", "fs", "FileSystemType SubnetIds SecurityGroupIds Tags", PlaceFileSystem),
        SubnetGroupResources.Migration,
        WorkloadKind.Of("AWS::DMS::ReplicationInstance", "rep",
            "ReplicationInstanceIdentifier ReplicationSubnetGroupIdentifier VpcSecurityGroupIds MultiAZ PubliclyAccessible AvailabilityZone NetworkType Tags", PlaceMigration),
    ];

    /// <summary>A leader and its nodes, which one node is both of, in one zone. (Redshift guide, "Clusters and nodes in Amazon Redshift")</summary>
    private static Placement? PlaceWarehouse(ResourceReader r, DesignDraft draft)
    {
        if (SubnetGroupResources.Find(r, draft, SubnetGroupResources.Warehouse, "ClusterSubnetGroupName") is not { } subnets) return null;
        int nodes = r.CountOrOne("NumberOfNodes") ?? 1;
        return new Placement
        {
            Subnets = subnets,
            Groups = r.Ids("VpcSecurityGroupIds", "sg"),
            Parts = nodes <= 1 || r.TextIfKnown("ClusterType") == "single-node" ? [""] : ["leader", .. Placement.Numbered(nodes)],
            Zones = r.Text("AvailabilityZone") is { } zone ? [zone] : [],
            InOneZone = r.Boolean("MultiAZ") != true,
            Description = _ => "RedshiftNetworkInterface",
            Ports = [ListeningPort.Tcp(r.Port("Port") ?? 5439)],
            IsPublic = r.Boolean("PubliclyAccessible") ?? false,
        };
    }

    /// <summary>A domain with VPC access has an interface for each data node. (OpenSearch Service guide, "Launching your Amazon OpenSearch Service domains within a VPC")</summary>
    private static Placement? PlaceSearch(ResourceReader r, string config)
    {
        if (r.Mapping("VPCOptions") is not { } vpc) return null;
        int nodes = r.Mapping(config)?.CountOrOne("InstanceCount") ?? 1;
        return new Placement
        {
            Subnets = vpc.Ids("SubnetIds", "subnet"),
            Groups = vpc.Ids("SecurityGroupIds", "sg"),
            Parts = Placement.Numbered(nodes),
            Description = _ => $"ES {r.Reference}",
            Ports = [ListeningPort.Tcp(443)],
            HasIpv6 = r.TextIfKnown("IPAddressType") == "dualstack",
        };
    }

    private static Placement? PlaceMountTarget(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("SubnetId", "subnet", out string? subnetId)) return null;
        string fileSystem = r.TextIfKnown("FileSystemId") ?? "fs";
        return new Placement
        {
            Subnets = [subnetId],
            Groups = r.Ids("SecurityGroups", "sg"),
            Parts = [""],
            Addresses = [r.Address("IpAddress")],
            Description = _ => $"EFS mount target for {fileSystem} ({r.Id})",
            Ports = [ListeningPort.Tcp(2049)],
            HasIpv6 = r.TextIfKnown("IpAddressType") is "DUAL_STACK" or "IPV6_ONLY",
        };
    }

    private static Placement PlaceFileSystem(ResourceReader r, DesignDraft draft) => new()
    {
        Subnets = r.Ids("SubnetIds", "subnet"),
        Groups = r.Ids("SecurityGroupIds", "sg"),
        Description = _ => $"Created For File System {r.Id}",
        Ports = r.TextIfKnown("FileSystemType") switch
        {
            "WINDOWS" => [ListeningPort.Tcp(445)],
            "LUSTRE" => [ListeningPort.Tcp(988)],
            "ONTAP" => [ListeningPort.Tcp(2049), ListeningPort.Tcp(445), ListeningPort.Tcp(3260)],
            "OPENZFS" => [ListeningPort.Tcp(2049)],
            _ => ImmutableArray<ListeningPort>.Empty,
        },
    };

    /// <summary>It connects, and nobody connects to it. Public unless said otherwise. (DMS API, "CreateReplicationInstance")</summary>
    private static Placement? PlaceMigration(ResourceReader r, DesignDraft draft)
    {
        if (SubnetGroupResources.Find(r, draft, SubnetGroupResources.Migration, "ReplicationSubnetGroupIdentifier") is not { } subnets) return null;
        return new Placement
        {
            Subnets = subnets,
            Groups = r.Ids("VpcSecurityGroupIds", "sg"),
            Parts = r.Boolean("MultiAZ") == true ? ["", "standby"] : [""],
            Zones = r.Text("AvailabilityZone") is { } zone ? [zone] : [],
            Description = _ => "DMSNetworkInterface",
            IsPublic = r.Boolean("PubliclyAccessible") ?? true,
            HasIpv6 = r.TextIfKnown("NetworkType") is "DUAL",
        };
    }
}
