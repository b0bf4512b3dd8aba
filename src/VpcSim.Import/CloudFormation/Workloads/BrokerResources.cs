using System.Collections.Immutable;
using VpcSim.Import.CloudFormation.Resources;
using VpcSim.Model.Enis;

namespace VpcSim.Import.CloudFormation.Workloads;

/// <summary>Clusters of MSK and brokers of Amazon MQ.</summary>
internal static class BrokerResources
{
    public static readonly ResourceKind[] All =
    [
        WorkloadKind.Of("AWS::MSK::Cluster", "kafka", "ClusterName NumberOfBrokerNodes BrokerNodeGroupInfo EncryptionInfo ClientAuthentication Tags", PlaceKafka),
        WorkloadKind.Of("AWS::MSK::ServerlessCluster", "kafka", "ClusterName VpcConfigs ClientAuthentication Tags", PlaceServerless),
        WorkloadKind.Of("AWS::AmazonMQ::Broker", "b", "BrokerName EngineType DeploymentMode PubliclyAccessible SubnetIds SecurityGroups Tags", PlaceBroker),
    ];

    private static Placement? PlaceKafka(ResourceReader r, DesignDraft draft)
    {
        if (r.Mapping("BrokerNodeGroupInfo") is not { } info) return null;
        ImmutableArray<string> subnets = info.Ids("ClientSubnets", "subnet");
        return new Placement
        {
            Subnets = subnets,
            Groups = info.Ids("SecurityGroups", "sg"),
            Parts = Placement.Numbered(r.CountOrOne("NumberOfBrokerNodes") ?? subnets.Length),
            Description = _ => $"DO NOT DELETE - Amazon MSK network interface for cluster {r.Reference}",
            Ports = KafkaPorts(r),
        };
    }

    // MSK guide, "Port information": plaintext, TLS, SASL/SCRAM, IAM
    private static ImmutableArray<ListeningPort> KafkaPorts(ResourceReader r)
    {
        string inTransit = r.Mapping("EncryptionInfo")?.Mapping("EncryptionInTransit")?.TextIfKnown("ClientBroker") ?? "TLS";
        PropertyReader? sasl = r.Mapping("ClientAuthentication")?.Mapping("Sasl");
        List<ListeningPort> ports = [];
        if (inTransit is "PLAINTEXT" or "TLS_PLAINTEXT") ports.Add(ListeningPort.Tcp(9092));
        if (inTransit is "TLS" or "TLS_PLAINTEXT") ports.Add(ListeningPort.Tcp(9094));
        if (sasl?.Mapping("Scram")?.Boolean("Enabled") == true) ports.Add(ListeningPort.Tcp(9096));
        if (sasl?.Mapping("Iam")?.Boolean("Enabled") == true) ports.Add(ListeningPort.Tcp(9098));
        return [.. ports];
    }

    private static Placement? PlaceServerless(ResourceReader r, DesignDraft draft)
    {
        if (r.Mappings("VpcConfigs").FirstOrDefault() is not { } vpc) return null;
        return new Placement
        {
            Subnets = vpc.Ids("SubnetIds", "subnet"),
            Groups = vpc.Ids("SecurityGroups", "sg"),
            Kind = InterfaceKind.VpcEndpoint,
            Description = _ => $"DO NOT DELETE - Amazon MSK network interface for cluster {r.Reference}",
            Ports = [ListeningPort.Tcp(9098)],
        };
    }

    // Amazon MQ guide, "Protocols": all over TLS; 8162 and 443 are the web consoles
    private static Placement? PlaceBroker(ResourceReader r, DesignDraft draft)
    {
        if (!r.Has("SubnetIds") && r.Raw("SubnetIds") is null)
        {
            r.LeaveOut($"without SubnetIds it is made in the default VPC, which is not part of this {r.Noun}", r.Place, "outside-design");
            return null;
        }
        bool isRabbit = string.Equals(r.TextIfKnown("EngineType"), "RabbitMQ", StringComparison.OrdinalIgnoreCase);
        int[] ports = isRabbit ? [5671, 443] : [61617, 5671, 61614, 8883, 61619, 8162];
        return new Placement
        {
            Subnets = r.Ids("SubnetIds", "subnet"),
            Groups = r.Ids("SecurityGroups", "sg"),
            Description = _ => $"Amazon MQ network interface for broker {r.Id}",
            Ports = [.. ports.Select(ListeningPort.Tcp)],
            IsPublic = r.Boolean("PubliclyAccessible") ?? false,
        };
    }
}
