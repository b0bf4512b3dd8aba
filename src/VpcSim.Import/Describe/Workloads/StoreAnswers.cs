using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Workloads;

/// <summary>File systems of EFS and FSx, search domains, brokers of MSK and Amazon MQ, replication instances of DMS.</summary>
internal static class StoreAnswers
{
    public static void Translate(Translation t, WorkloadInterfaces interfaces)
    {
        foreach (MappingNode target in t.Set.Workloads.Of("MountTargets")) MountTarget(t, interfaces, target);
        foreach (MappingNode files in t.Set.Workloads.Of("FileSystems").Where(files => files.Get("FileSystemType") is not null)) FileSystem(t, interfaces, files);
        foreach (MappingNode domain in t.Set.Workloads.Of("DomainStatusList")) Search(t, interfaces, domain);
        foreach (MappingNode cluster in t.Set.Workloads.Of("ClusterInfoList")) Streams(t, interfaces, cluster);
        foreach (MappingNode broker in t.Set.Workloads.Of("Brokers")) Broker(t, interfaces, broker);
        foreach (MappingNode instance in t.Set.Workloads.Of("ReplicationInstances")) Replication(t, interfaces, instance);
    }

    private static void MountTarget(Translation t, WorkloadInterfaces interfaces, MappingNode target)
    {
        string files = target.Text("FileSystemId") ?? "fs";
        string name = t.Set.Workloads.Of("FileSystems").FirstOrDefault(one => one.Text("FileSystemId") == files) is { } known ? known.Text("Name") ?? files : files;
        string subnet = t.Set.Find("Subnets", target.Text("SubnetId"))?.Name ?? target.Text("SubnetId") ?? "";
        Item[] own = [.. interfaces.ById([target.Scalar("NetworkInterfaceId")])];
        Built properties = new Built(target.Place).Set("FileSystemId", files).Set("SubnetId", t.Id("Subnets", target.Scalar("SubnetId"))).Copy(target, "IpAddress");
        interfaces.Declare($"{name}/{subnet}", "AWS::EFS::MountTarget", target, properties, own);
    }

    private static void FileSystem(Translation t, WorkloadInterfaces interfaces, MappingNode files)
    {
        string id = files.Text("FileSystemId")!, name = files.Mappings("Tags").FirstOrDefault(tag => tag.Text("Key") == "Name").Text("Value") ?? id;
        Item[] own = [.. interfaces.ById(files.Scalars("NetworkInterfaceIds"))];
        Built properties = new Built(files.Place).Copy(files, "FileSystemType").Set("SubnetIds", t.KnownIds("Subnets", files.Scalars("SubnetIds")));
        interfaces.Declare(name, "AWS::FSx::FileSystem", files, properties, own);
    }

    private static void Search(Translation t, WorkloadInterfaces interfaces, MappingNode domain)
    {
        if (domain.Mapping("VPCOptions") is not { } vpc || vpc.Items("SubnetIds").Count == 0) return;
        string name = domain.Text("DomainName")!;
        Built options = new Built(vpc.Place).Set("SubnetIds", t.KnownIds("Subnets", vpc.Scalars("SubnetIds"))).Set("SecurityGroupIds", t.KnownIds("SecurityGroups", vpc.Scalars("SecurityGroupIds")));
        Built properties = new Built(domain.Place).Set("DomainName", name).Set("VPCOptions", options.Node);
        if (domain.Mapping("ClusterConfig") is { } cluster) properties.Set("ClusterConfig", new Built(cluster.Place).Copy(cluster, "InstanceCount").Node);
        interfaces.Declare(name, "AWS::OpenSearchService::Domain", domain, properties, interfaces.Described($"ES {name}"));
    }

    /// <summary>Brokers of MSK, by the interface that each node names, else by the ARN in the description.</summary>
    private static void Streams(Translation t, WorkloadInterfaces interfaces, MappingNode cluster)
    {
        if ((cluster.Mapping("BrokerNodeGroupInfo") ?? cluster.Mapping("Provisioned").Mapping("BrokerNodeGroupInfo")) is not { } brokers) return;
        string name = cluster.Text("ClusterName")!;
        IEnumerable<MappingNode> nodes = t.Set.Workloads.Of("NodeInfoList").Where(node => node.Text("NodeARN")?.Contains($"/{name}/", StringComparison.Ordinal) == true);
        IEnumerable<Item> own = interfaces.ById(nodes.Select(node => node.Mapping("BrokerNodeInfo").Scalar("AttachedENIId")))
            .Concat(interfaces.Described(text => text.Contains("Amazon MSK", StringComparison.Ordinal) && text.Contains($":cluster/{name}/", StringComparison.Ordinal)));
        Built group = new Built(brokers.Place).Set("ClientSubnets", t.KnownIds("Subnets", brokers.Scalars("ClientSubnets")))
            .Set("SecurityGroups", t.KnownIds("SecurityGroups", brokers.Scalars("SecurityGroups")));
        Built properties = new Built(cluster.Place).Set("ClusterName", name).Set("NumberOfBrokerNodes", cluster.Scalar("NumberOfBrokerNodes") ?? cluster.Mapping("Provisioned").Scalar("NumberOfBrokerNodes"))
            .Set("BrokerNodeGroupInfo", group.Node);
        interfaces.Declare(name, "AWS::MSK::Cluster", cluster, properties, own);
    }

    private static void Broker(Translation t, WorkloadInterfaces interfaces, MappingNode broker)
    {
        Built properties = new Built(broker.Place).Copy(broker, "BrokerName", "EngineType", "DeploymentMode", "PubliclyAccessible")
            .Set("SubnetIds", t.KnownIds("Subnets", broker.Scalars("SubnetIds"))).Set("SecurityGroups", t.KnownIds("SecurityGroups", broker.Scalars("SecurityGroups")));
        interfaces.Declare(broker.Text("BrokerName")!, "AWS::AmazonMQ::Broker", broker, properties, interfaces.At(broker.Mappings("BrokerInstances").Select(one => one.Scalar("IpAddress"))));
    }

    private static void Replication(Translation t, WorkloadInterfaces interfaces, MappingNode instance)
    {
        string name = instance.Text("ReplicationInstanceIdentifier")!;
        MappingNode? group = instance.Mapping("ReplicationSubnetGroup");
        if (group?.Text("ReplicationSubnetGroupIdentifier") is not { } subnets) return;
        t.Declare($"{name}/subnet-group", "AWS::DMS::ReplicationSubnetGroup", group.Place, new Built(group.Place).Set("ReplicationSubnetGroupIdentifier", subnets)
            .Set("SubnetIds", t.KnownIds("Subnets", group.Mappings("Subnets").Select(one => one.Scalar("SubnetIdentifier")))));
        Built properties = new Built(instance.Place).Copy(instance, "ReplicationInstanceIdentifier", "MultiAZ", "PubliclyAccessible", "AvailabilityZone")
            .Set("ReplicationSubnetGroupIdentifier", subnets)
            .Set("VpcSecurityGroupIds", t.KnownIds("SecurityGroups", instance.Mappings("VpcSecurityGroups").Select(one => one.Scalar("VpcSecurityGroupId"))));
        interfaces.Declare(name, "AWS::DMS::ReplicationInstance", instance, properties, interfaces.At(instance.Scalars("ReplicationInstancePrivateIpAddresses")));
    }
}
