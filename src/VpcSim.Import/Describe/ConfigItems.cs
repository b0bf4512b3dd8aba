using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe;

/// <summary>Snapshots and histories of AWS Config (<c>configurationItems</c>) and single items: each holds what <c>describe-*</c> answers, under names in small letters.</summary>
/// <remarks>AWS Config guide, "Example configuration snapshot from AWS Config".</remarks>
internal static class ConfigItems
{
    private static readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal)
    {
        ["AWS::EC2::VPC"] = "Vpcs",
        ["AWS::EC2::Subnet"] = "Subnets",
        ["AWS::EC2::RouteTable"] = "RouteTables",
        ["AWS::EC2::NetworkAcl"] = "NetworkAcls",
        ["AWS::EC2::SecurityGroup"] = "SecurityGroups",
        ["AWS::EC2::NetworkInterface"] = "NetworkInterfaces",
        ["AWS::EC2::Instance"] = "Instances",
        ["AWS::EC2::InternetGateway"] = "InternetGateways",
        ["AWS::EC2::EgressOnlyInternetGateway"] = "EgressOnlyInternetGateways",
        ["AWS::EC2::NatGateway"] = "NatGateways",
        ["AWS::EC2::EIP"] = "Addresses",
        ["AWS::EC2::VPCEndpoint"] = "VpcEndpoints",
        ["AWS::EC2::VPCPeeringConnection"] = "VpcPeeringConnections",
        ["AWS::EC2::VPNGateway"] = "VpnGateways",
        ["AWS::EC2::CustomerGateway"] = "CustomerGateways",
        ["AWS::EC2::VPNConnection"] = "VpnConnections",
        ["AWS::EC2::TransitGateway"] = "TransitGateways",
        ["AWS::EC2::FlowLog"] = "FlowLogs",
        ["AWS::ElasticLoadBalancingV2::LoadBalancer"] = "LoadBalancers",
        ["AWS::ElasticLoadBalancingV2::Listener"] = "Listeners",
        ["AWS::ElasticLoadBalancing::LoadBalancer"] = "LoadBalancerDescriptions",
        ["AWS::AutoScaling::AutoScalingGroup"] = "AutoScalingGroups",
        ["AWS::RDS::DBInstance"] = "DBInstances",
        ["AWS::Redshift::Cluster"] = "Clusters",
        ["AWS::Lambda::Function"] = "Functions",
    };

    public static bool Recognises(MappingNode document) =>
        document.Get("configurationItems") is SequenceNode || (document.Text("resourceType") is not null && document.TryGet("configuration", out _));

    public static IEnumerable<(string List, MappingNode Fields)> Of(MappingNode document, List<(string Code, string Message, string Resource, Place Place, bool IsError)> problems)
    {
        MappingNode[] items = document.Get("configurationItems") is SequenceNode ? [.. document.Mappings("configurationItems")] : [document];
        foreach (IGrouping<string, MappingNode> other in items.Where(item => !_lists.ContainsKey(item.Text("resourceType") ?? "")).GroupBy(item => item.Text("resourceType") ?? "?", StringComparer.Ordinal))
        {
            if (other.Key.StartsWith("AWS::EC2::", StringComparison.Ordinal) && other.Key is not ("AWS::EC2::Volume" or "AWS::EC2::Host"))
                problems.Add(("not-modelled", $"{other.Key} ({other.Count()}) of AWS Config", other.First().Text("resourceId") ?? other.Key, other.First().Place, false));
        }
        foreach (MappingNode item in items)
        {
            if (_lists.TryGetValue(item.Text("resourceType") ?? "", out string? list) && ConfigurationOf(item, problems) is { } configuration) yield return (list, (MappingNode)Capitalised(configuration));
        }
    }

    /// <summary>An object, or the text of one, as <c>get-resource-config-history</c> writes it; of a resource that is deleted nothing.</summary>
    private static MappingNode? ConfigurationOf(MappingNode item, List<(string Code, string Message, string Resource, Place Place, bool IsError)> problems)
    {
        if (item.Mapping("configuration") is { } configuration) return configuration;
        if (item.Text("configuration") is not { } text || string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return JsonDocumentReader.Read(System.Text.Encoding.UTF8.GetBytes(text)) as MappingNode;
        }
        catch (DocumentException broken)
        {
            problems.Add((broken.Code, $"its configuration is text that cannot be read: {broken.Message}; collect the item again", item.Text("resourceId") ?? "configuration", item.Get("configuration")!.Place, true));
            return null;
        }
    }

    public static Node Capitalised(Node node)
    {
        switch (node)
        {
            case SequenceNode list:
                return new SequenceNode(list.Place, [.. list.Items.Select(Capitalised)]);
            case MappingNode mapping:
                MappingNode renamed = new(mapping.Place);
                foreach (MappingEntry entry in mapping.Entries) renamed.TryAdd(AnswerList.Capital(entry.Key), entry.KeyPlace, Capitalised(entry.Value));
                return renamed;
            default:
                return node;
        }
    }
}
