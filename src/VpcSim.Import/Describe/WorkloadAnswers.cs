using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Answers of services whose resources own network interfaces: load balancers, databases, functions.</summary>
/// <remarks>Entries of one id are taken once; the first counts. Lists of names alone, as <c>aws ecs list-services</c> gives them, say nothing.</remarks>
internal sealed class WorkloadAnswers
{
    // By the list's key in the answer: what tells entries apart.
    private static readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal)
    {
        ["LoadBalancers"] = "LoadBalancerArn",
        ["Listeners"] = "ListenerArn",
        ["LoadBalancerDescriptions"] = "LoadBalancerName",
        ["AutoScalingGroups"] = "AutoScalingGroupName",
        ["DBInstances"] = "DBInstanceIdentifier",
        ["DBProxies"] = "DBProxyName",
        ["CacheClusters"] = "CacheClusterId",
        ["CacheSubnetGroups"] = "CacheSubnetGroupName",
        ["Clusters"] = "ClusterIdentifier",
        ["ClusterSubnetGroups"] = "ClusterSubnetGroupName",
        ["DomainStatusList"] = "DomainName",
        ["MountTargets"] = "MountTargetId",
        ["FileSystems"] = "FileSystemId",
        ["Functions"] = "FunctionName",
        ["Services"] = "ServiceName",
        ["Tasks"] = "TaskArn",
        ["ResolverEndpoints"] = "Id",
        ["ClientVpnEndpoints"] = "ClientVpnEndpointId",
        ["ClientVpnTargetNetworks"] = "AssociationId",
        ["ClusterInfoList"] = "ClusterArn",
        ["NodeInfoList"] = "NodeARN",
        ["ReplicationInstances"] = "ReplicationInstanceIdentifier",
    };

    // Answers about one thing: the key of the object, or what stands in the answer itself, and the list that it belongs to.
    private static readonly (string Key, string Mark, string List, string Id)[] _single =
    [
        ("Cluster", "ResourcesVpcConfig", "EksClusters", "Name"),
        ("Configuration", "FunctionName", "Functions", "FunctionName"),
        ("TaskDefinition", "ContainerDefinitions", "TaskDefinitions", "TaskDefinitionArn"),
    ];

    private readonly Dictionary<string, List<MappingNode>> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<(string List, string Id)> _seen = [];

    /// <summary>Whether a document is, or holds, such an answer.</summary>
    public static bool AreIn(MappingNode document) => IsBroker(document) || document.Entries.Any(entry => Knows(entry.Key, entry.Value));

    /// <summary>The list that an entry of AWS Config belongs to is added as an answer is.</summary>
    public static bool IsList(string key) => _lists.ContainsKey(key);

    public IReadOnlyList<MappingNode> Of(string list) => _entries.TryGetValue(list, out List<MappingNode>? found) ? found : [];

    /// <summary>Takes what the document holds; true if it is one answer as a whole.</summary>
    public bool AddWhole(MappingNode document)
    {
        if (!IsBroker(document)) return false;
        Add("Brokers", "BrokerName", document);
        return true;
    }

    /// <summary>Takes a part of an answer; false if it is of no service here.</summary>
    public bool TryAdd(string key, Node value)
    {
        if (!Knows(key, value)) return false;
        string name = AnswerList.Capital(key);
        if (value is SequenceNode list)
        {
            foreach (MappingNode entry in list.Items.OfType<MappingNode>()) Add(name, _lists[name], InCapitals(entry));
        }
        else if (Single(name, InCapitals((MappingNode)value)) is var (kind, id))
        {
            Add(kind, id, InCapitals((MappingNode)value));
        }
        return true;
    }

    /// <summary>An entry of AWS Config.</summary>
    public void Add(string list, MappingNode entry) => Add(list, _lists[list], entry);

    private void Add(string list, string id, MappingNode entry)
    {
        if (entry.Text(id) is not { } own || !_seen.Add((list, own))) return;
        if (!_entries.TryGetValue(list, out List<MappingNode>? entries)) _entries[list] = entries = [];
        entries.Add(entry);
    }

    private static bool Knows(string key, Node value) => value switch
    {
        SequenceNode => _lists.ContainsKey(AnswerList.Capital(key)),
        MappingNode mapping => Single(AnswerList.Capital(key), InCapitals(mapping)) is not null,
        _ => false,
    };

    private static (string List, string Id)? Single(string key, MappingNode mapping)
    {
        foreach ((string name, string mark, string list, string id) in _single)
            if (key == name && mapping.Get(mark) is not null) return (list, id);
        return null;
    }

    private static bool IsBroker(MappingNode document) => document.Text("BrokerName") is not null && document.Get("BrokerInstances") is SequenceNode;

    // ECS and EKS begin names with small letters.
    private static MappingNode InCapitals(MappingNode entry) =>
        entry.Entries is [{ Key: [>= 'a' and <= 'z', ..] }, ..] ? (MappingNode)ConfigItems.Capitalised(entry) : entry;
}
