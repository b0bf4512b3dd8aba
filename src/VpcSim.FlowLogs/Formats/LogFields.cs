using VpcSim.Model.Naming;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Names and versions of the fields, and what to say about a name that is none. (VPC guide, "Flow log records")</summary>
public static class LogFields
{
    private static readonly (string Name, int Version)[] Table =
    [
        ("version", 2), ("account-id", 2), ("interface-id", 2), ("srcaddr", 2), ("dstaddr", 2), ("srcport", 2), ("dstport", 2),
        ("protocol", 2), ("packets", 2), ("bytes", 2), ("start", 2), ("end", 2), ("action", 2), ("log-status", 2),
        ("vpc-id", 3), ("subnet-id", 3), ("instance-id", 3), ("tcp-flags", 3), ("type", 3), ("pkt-srcaddr", 3), ("pkt-dstaddr", 3),
        ("region", 4), ("az-id", 4), ("sublocation-type", 4), ("sublocation-id", 4),
        ("pkt-src-aws-service", 5), ("pkt-dst-aws-service", 5), ("flow-direction", 5), ("traffic-path", 5),
        ("ecs-cluster-arn", 7), ("ecs-cluster-name", 7), ("ecs-container-instance-arn", 7), ("ecs-container-instance-id", 7),
        ("ecs-container-id", 7), ("ecs-second-container-id", 7), ("ecs-service-name", 7), ("ecs-task-definition-arn", 7),
        ("ecs-task-arn", 7), ("ecs-task-id", 7), ("reject-reason", 8), ("resource-id", 9), ("encryption-status", 10),
        ("instance-tag", 11), ("instance-tag-2", 11), ("interface-tag", 11), ("interface-tag-2", 11), ("asg-tag", 11), ("asg-tag-2", 11),
        ("interface-type", 11), ("next-hop-interface-id", 11), ("next-hop-subnet-id", 11), ("next-hop-az-id", 11), ("next-hop-vpc-id", 11),
        ("next-hop-interface-type", 11),
    ];

    private static readonly string[] TransitGatewayOnly =
    [
        "resource-type", "tgw-id", "tgw-attachment-id", "tgw-pair-attachment-id", "tgw-src-vpc-account-id", "tgw-dst-vpc-account-id",
        "tgw-src-vpc-id", "tgw-dst-vpc-id", "tgw-src-subnet-id", "tgw-dst-subnet-id", "tgw-src-eni", "tgw-dst-eni", "tgw-src-az-id",
        "tgw-dst-az-id", "packets-lost-no-route", "packets-lost-blackhole", "packets-lost-mtu-exceeded", "packets-lost-ttl-expired",
    ];

    private static readonly Dictionary<string, int> ByName = MakeByName();

    /// <summary>Such as <c>pkt-srcaddr</c>.</summary>
    public static string NameOf(LogField field) => Table[(int)field].Name;

    /// <summary>The version of flow logs that brought the field: 2 to 11.</summary>
    public static int VersionOf(LogField field) => Table[(int)field].Version;

    /// <summary>What the field's values are, <c>-</c> aside.</summary>
    public static LogFieldKind KindOf(LogField field) => field switch
    {
        LogField.Version or LogField.SrcPort or LogField.DstPort or LogField.Protocol or LogField.TcpFlags or LogField.TrafficPath
            or LogField.EncryptionStatus => LogFieldKind.Int32,
        LogField.Packets or LogField.Bytes or LogField.Start or LogField.End => LogFieldKind.Int64,
        _ => LogFieldKind.Text,
    };

    /// <summary>Whether the field tells of the container instance of an ECS task.</summary>
    public static bool IsContainerInstance(LogField field) => field is LogField.EcsContainerInstanceArn or LogField.EcsContainerInstanceId;

    /// <summary>Whether the field tells of the interface at the other end of a hop.</summary>
    public static bool IsNextHop(LogField field) => field is >= LogField.NextHopInterfaceId and <= LogField.NextHopInterfaceType;

    public static bool TryFind(string name, out LogField field)
    {
        bool found = ByName.TryGetValue(name, out int place);
        field = (LogField)place;
        return found;
    }

    /// <summary>Why a name is refused: of transit gateway flow logs, or unknown; then with the nearest name.</summary>
    internal static string WhyNot(string name)
    {
        if (TransitGatewayOnly.Contains(name)) return $"field '{name}' belongs to transit gateway flow logs, not to VPC flow logs";
        string nearest = NearestNames.Of(name, Table.Select(row => row.Name), count: 1)[0];
        return $"unknown flow-log field '{name}'; did you mean '{nearest}'?";
    }

    private static Dictionary<string, int> MakeByName()
    {
        var places = new Dictionary<string, int>(Table.Length, StringComparer.Ordinal);
        for (int i = 0; i < Table.Length; i++) places.Add(Table[i].Name, i);
        return places;
    }
}
