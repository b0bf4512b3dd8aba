using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Flow logs, which answers name by what they watch.</summary>
internal static class FlowLogKinds
{
    private static readonly (string Prefix, string Type, string List)[] _watched =
    [
        ("vpc-", "VPC", "Vpcs"),
        ("subnet-", "Subnet", "Subnets"),
        ("eni-", "NetworkInterface", "NetworkInterfaces"),
        ("nat-", "RegionalNatGateway", "NatGateways"),
        ("tgw-attach-", "TransitGatewayAttachment", "TransitGatewayAttachments"),
        ("tgw-", "TransitGateway", "TransitGateways"),
    ];

    public static void Translate(Translation t)
    {
        foreach (Item log in t.Set.Of("FlowLogs"))
        {
            MappingNode fields = log.Fields;
            string id = fields.Text("ResourceId") ?? "";
            (string Prefix, string Type, string List) watched = Array.Find(_watched, kind => id.StartsWith(kind.Prefix, StringComparison.Ordinal) || t.Set.Find(kind.List, id) is not null);
            Built properties = new Built(log.Place).Set("ResourceType", watched.Type ?? "VPC").Set("ResourceId", t.Id(watched.List ?? "Vpcs", fields.Scalar("ResourceId")))
                .Copy(fields, "TrafficType", "LogDestination", "LogDestinationType", "LogGroupName", "LogFormat", "MaxAggregationInterval", "DeliverLogsPermissionArn").Tags(fields);
            if (fields.Mapping("DestinationOptions") is { } options)
                properties.Set("DestinationOptions", new Built(options.Place).Copy(options, "FileFormat", "HiveCompatiblePartitions", "PerHourPartition").Node);
            properties.Set("TagFieldSpecifications", fields.Mappings("TagFieldSpecifications").Select(tags => new Built(tags.Place).Copy(tags, "ResourceType").Set("TagKeys", tags.Scalars("TagKeys")).Node));
            if (fields.Text("DeliverLogsStatus") == "FAILED")
                t.Finding("assumed", $"{log.Name} failed to deliver ({fields.Text("DeliverLogsErrorMessage")}) when the output was written; it is taken to deliver", log.Name, log.Place);
            t.Declare(log, "FlowLog", properties);
        }
    }
}
