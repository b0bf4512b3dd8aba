using VpcSim.Model.FlowLogs;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::FlowLog</c>.</summary>
internal static class FlowLogResourceKind
{
    public static readonly ResourceKind Kind = new("AWS::EC2::FlowLog", "fl", Read,
        "ResourceId ResourceType TrafficType LogDestination LogDestinationType LogGroupName LogFormat MaxAggregationInterval DeliverLogsPermissionArn " +
        "DeliverCrossAccountRole DestinationOptions Tags");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryText("ResourceType", out string? typeName)) return;
        (FlowLogResource type, string prefix)? watched = typeName switch
        {
            "VPC" => (FlowLogResource.Vpc, "vpc"),
            "Subnet" => (FlowLogResource.Subnet, "subnet"),
            "NetworkInterface" => (FlowLogResource.NetworkInterface, "eni"),
            _ => null,
        };
        if (watched is not var (type, prefix))
        {
            if (typeName is "TransitGateway" or "TransitGatewayAttachment" or "RegionalNatGateway")
                r.LeaveOut($"not modelled: flow logs of {typeName}", r.PlaceOf("ResourceType"), "not-modelled");
            else
                r.Invalid("ResourceType", $"Value ({typeName}) for parameter ResourceType is invalid. Use VPC, Subnet or NetworkInterface.");
            return;
        }
        if (!r.TryId("ResourceId", prefix, out string? resourceId)) return;
        TrafficType traffic = Traffic(r);
        int interval = r.Integer("MaxAggregationInterval") ?? 600;
        if (interval is not (60 or 600)) r.Invalid("MaxAggregationInterval", $"Value ({interval}) for parameter MaxAggregationInterval is invalid. Use 60 or 600.");
        string destinationType = r.Text("LogDestinationType") ?? "cloud-watch-logs";
        if (destinationType is not ("cloud-watch-logs" or "s3" or "kinesis-data-firehose"))
        {
            r.Invalid("LogDestinationType", $"Value ({destinationType}) for parameter LogDestinationType is invalid. Use cloud-watch-logs, s3 or kinesis-data-firehose.");
        }
        string? destination = r.TextIfKnown("LogDestination");
        string? format = r.Text("LogFormat");
        if (r.IsLeftOut) return;
        draft.FlowLogs.Add(new FlowLog
        {
            Name = r.Name,
            Id = r.Id,
            ResourceType = type,
            ResourceId = resourceId,
            TrafficType = traffic,
            MaxAggregationIntervalSeconds = interval,
            LogFormat = format,
            DestinationType = destinationType,
            LogGroupName = destinationType == "cloud-watch-logs" ? r.TextIfKnown("LogGroupName") ?? LogGroupOf(destination) : null,
            Destination = destination,
            DeliverLogsPermissionArn = r.TextIfKnown("DeliverLogsPermissionArn"),
        });
    }

    /// <summary>AWS requires it for VPCs, subnets and interfaces. (EC2 API, "CreateFlowLogs", TrafficType)</summary>
    private static TrafficType Traffic(ResourceReader r)
    {
        if (!r.TryText("TrafficType", out string? word)) return TrafficType.All;
        if (Enum.TryParse(word, ignoreCase: true, out TrafficType traffic) && Enum.IsDefined(traffic)) return traffic;
        r.Invalid("TrafficType", $"Value ({word}) for parameter TrafficType is invalid. Use ACCEPT, REJECT or ALL.");
        return TrafficType.All;
    }

    /// <summary>The name within <c>arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*</c>.</summary>
    private static string? LogGroupOf(string? arn)
    {
        const string Marker = ":log-group:";
        int at = arn?.IndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (at < 0) return null;
        string name = arn![(at + Marker.Length)..];
        return name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;
    }
}
