using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>Databases of RDS, Aurora, DocumentDB and Neptune (<c>aws rds describe-db-instances</c>), proxies, warehouses of Redshift, caches of ElastiCache.</summary>
/// <remarks>An interface of RDS does not say of which database it is: it is that of the only one with its groups, subnet and zone.</remarks>
internal static class DatabaseAnswers
{
    private const string OfRds = "RDSNetworkInterface";

    public static void Translate(Translation t, WorkloadInterfaces interfaces)
    {
        Databases(t, interfaces);
        foreach (MappingNode proxy in t.Set.Workloads.Of("DBProxies")) Proxy(t, interfaces, proxy);
        foreach (MappingNode cluster in t.Set.Workloads.Of("Clusters")) Warehouse(t, interfaces, cluster);
        foreach (MappingNode group in t.Set.Workloads.Of("CacheSubnetGroups"))
            SubnetGroup(t, "AWS::ElastiCache::SubnetGroup", "CacheSubnetGroupName", group.Text("CacheSubnetGroupName"), group, "SubnetIdentifier");
        foreach (MappingNode cache in t.Set.Workloads.Of("CacheClusters")) Cache(t, interfaces, cache);
    }

    private static void Databases(Translation t, WorkloadInterfaces interfaces)
    {
        IReadOnlyList<MappingNode> databases = t.Set.Workloads.Of("DBInstances");
        if (databases.Count == 0) return;
        ILookup<string, MappingNode> bySubnet = databases.SelectMany(database => database.Mapping("DBSubnetGroup").Mappings("Subnets")
            .Select(subnet => (Subnet: subnet.Text("SubnetIdentifier") ?? "", Database: database))).ToLookup(pair => pair.Subnet, pair => pair.Database, StringComparer.Ordinal);
        Dictionary<MappingNode, List<Item>> own = [];
        foreach (Item eni in interfaces.Described(OfRds))
        {
            MappingNode[] candidates = [.. bySubnet[eni.Fields.Text("SubnetId") ?? ""].Where(database => MayOwn(t, database, eni)).Take(2)];
            if (candidates.Length != 1) continue;
            if (!own.TryGetValue(candidates[0], out List<Item>? list)) own[candidates[0]] = list = [];
            list.Add(eni);
        }
        HashSet<string> groups = new(StringComparer.Ordinal);
        foreach (MappingNode database in databases)
        {
            MappingNode? group = database.Mapping("DBSubnetGroup");
            if (group?.Text("DBSubnetGroupName") is { } named && groups.Add(named)) SubnetGroup(t, "AWS::RDS::DBSubnetGroup", "DBSubnetGroupName", named, group, "SubnetIdentifier");
            Built properties = new Built(database.Place).Copy(database, "DBInstanceIdentifier", "Engine", "MultiAZ", "PubliclyAccessible", "AvailabilityZone")
                .Set("Port", database.Mapping("Endpoint").Scalar("Port") ?? NotZero(database.Scalar("DbInstancePort"))).Set("DBSubnetGroupName", group.Scalar("DBSubnetGroupName"))
                .Set("VPCSecurityGroups", t.KnownIds("SecurityGroups", GroupsOf(database)));
            interfaces.Declare(database.Text("DBInstanceIdentifier")!, "AWS::RDS::DBInstance", database, properties, own.GetValueOrDefault(database, []).OrderBy(eni => IsStandby(t, database, eni)), database.Mapping("Endpoint").Scalar("Address"));
        }
    }

    private static bool MayOwn(Translation t, MappingNode database, Item eni)
    {
        string? subnet = eni.Fields.Text("SubnetId"), zone = eni.Fields.Text("AvailabilityZone") ?? t.Set.Find("Subnets", subnet)?.Fields.Text("AvailabilityZone");
        return (zone is null || zone == database.Text("AvailabilityZone") || zone == database.Text("SecondaryAvailabilityZone"))
            && WorkloadInterfaces.HasGroups(eni, GroupsOf(database));
    }

    // The name in DNS is the primary's, which is in the instance's own zone.
    private static bool IsStandby(Translation t, MappingNode database, Item eni) =>
        (eni.Fields.Text("AvailabilityZone") ?? t.Set.Find("Subnets", eni.Fields.Text("SubnetId"))?.Fields.Text("AvailabilityZone")) != database.Text("AvailabilityZone");

    private static IEnumerable<ScalarNode?> GroupsOf(MappingNode fields) => fields.Mappings("VpcSecurityGroups").Select(group => group.Scalar("VpcSecurityGroupId"));

    private static ScalarNode? NotZero(ScalarNode? port) => port?.Text == "0" ? null : port;

    private static void SubnetGroup(Translation t, string type, string property, string? name, MappingNode group, string subnet)
    {
        if (name is null) return;
        t.Declare($"{name}/subnet-group", type, group.Place, new Built(group.Place).Set(property, name)
            .Set("SubnetIds", t.KnownIds("Subnets", group.Mappings("Subnets").Select(one => one.Scalar(subnet)))));
    }

    private static void Proxy(Translation t, WorkloadInterfaces interfaces, MappingNode proxy)
    {
        string name = proxy.Text("DBProxyName")!;
        Built properties = new Built(proxy.Place).Copy(proxy, "DBProxyName", "EngineFamily").Set("VpcSubnetIds", t.KnownIds("Subnets", proxy.Scalars("VpcSubnetIds")))
            .Set("VpcSecurityGroupIds", t.KnownIds("SecurityGroups", proxy.Scalars("VpcSecurityGroupIds")));
        interfaces.Declare(name, "AWS::RDS::DBProxy", proxy, properties, interfaces.Described(text => text.Contains("DBProxy", StringComparison.Ordinal) && text.EndsWith($" {name}", StringComparison.Ordinal)), proxy.Scalar("Endpoint"));
    }

    private static void Warehouse(Translation t, WorkloadInterfaces interfaces, MappingNode cluster)
    {
        if (cluster.Scalar("ClusterSubnetGroupName") is not { } subnets) return;
        foreach (MappingNode group in t.Set.Workloads.Of("ClusterSubnetGroups").Where(group => group.Text("ClusterSubnetGroupName") == subnets.Text))
            SubnetGroup(t, "AWS::Redshift::ClusterSubnetGroup", "ClusterSubnetGroupName", subnets.Text, group, "SubnetIdentifier");
        Item[] own = [.. interfaces.At(cluster.Mappings("ClusterNodes").Select(node => node.Scalar("PrivateIPAddress")))];
        if (own.Length > 0 && t.Set.Workloads.Of("ClusterSubnetGroups").Count == 0)
        {
            t.Declare($"{subnets.Text}/subnet-group", "AWS::Redshift::ClusterSubnetGroup", cluster.Place,
                new Built(cluster.Place).Set("ClusterSubnetGroupName", subnets).Set("SubnetIds", t.KnownIds("Subnets", own.Select(eni => eni.Fields.Scalar("SubnetId")))));
        }
        Built properties = new Built(cluster.Place).Copy(cluster, "ClusterIdentifier", "NumberOfNodes", "PubliclyAccessible", "AvailabilityZone")
            .Set("Port", cluster.Mapping("Endpoint").Scalar("Port")).Set("ClusterSubnetGroupName", subnets).Set("VpcSecurityGroupIds", t.KnownIds("SecurityGroups", GroupsOf(cluster)));
        interfaces.Declare(cluster.Text("ClusterIdentifier")!, "AWS::Redshift::Cluster", cluster, properties, own, cluster.Mapping("Endpoint").Scalar("Address"));
    }

    private static void Cache(Translation t, WorkloadInterfaces interfaces, MappingNode cache)
    {
        string id = cache.Text("CacheClusterId")!;
        Item[] own = [.. interfaces.Described($"ElastiCache {id}"), .. interfaces.Described($"ElastiCache+{id}")];
        if (cache.Scalar("CacheSubnetGroupName") is not { } subnets) return;
        if (own.Length > 0 && t.Set.Workloads.Of("CacheSubnetGroups").Count == 0)
        {
            t.Declare($"{id}/subnet-group", "AWS::ElastiCache::SubnetGroup", cache.Place,
                new Built(cache.Place).Set("CacheSubnetGroupName", subnets).Set("SubnetIds", t.KnownIds("Subnets", own.Select(eni => eni.Fields.Scalar("SubnetId")))));
        }
        MappingNode? endpoint = cache.Mappings("CacheNodes").Select(node => node.Mapping("Endpoint")).OfType<MappingNode>().FirstOrDefault() ?? cache.Mapping("ConfigurationEndpoint");
        ScalarNode? port = endpoint.Scalar("Port");
        Built properties = new Built(cache.Place).Set("ClusterName", id).Copy(cache, "Engine", "NumCacheNodes").Set("Port", port).Set("CacheSubnetGroupName", subnets)
            .Set("VpcSecurityGroupIds", t.KnownIds("SecurityGroups", cache.Mappings("SecurityGroups").Select(group => group.Scalar("SecurityGroupId"))));
        interfaces.Declare(id, "AWS::ElastiCache::CacheCluster", cache, properties, own, endpoint.Scalar("Address"));
    }
}
