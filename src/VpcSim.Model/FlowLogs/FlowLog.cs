using System.Collections.Immutable;

namespace VpcSim.Model.FlowLogs;

/// <summary>A flow log subscription. (VPC guide, "VPC Flow Logs"; EC2 API, CreateFlowLogs)</summary>
public sealed record FlowLog
{
    public required string Name { get; init; }

    /// <summary><c>fl-</c> and 17 hex digits.</summary>
    public required string Id { get; init; }

    public required FlowLogResource ResourceType { get; init; }

    /// <summary>The VPC, subnet, interface or regional NAT gateway that is logged.</summary>
    public required string ResourceId { get; init; }

    public TrafficType TrafficType { get; init; } = TrafficType.All;

    /// <summary>Seconds, 60 or 600. Never above 60 in effect on Nitro interfaces.</summary>
    public int MaxAggregationIntervalSeconds { get; init; } = 600;

    /// <summary>Fields as <c>${name}</c> separated by single spaces; null for the default format of version 2.</summary>
    public string? LogFormat { get; init; }

    /// <summary><c>cloud-watch-logs</c>, <c>s3</c> or <c>kinesis-data-firehose</c>.</summary>
    public string DestinationType { get; init; } = "cloud-watch-logs";

    /// <summary>The log group's name, or null for other destinations.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The destination's ARN where the design names one.</summary>
    public string? Destination { get; init; }

    /// <summary>The ARN of the role that delivers to CloudWatch Logs, if named.</summary>
    public string? DeliverLogsPermissionArn { get; init; }

    /// <summary>The format of files in S3. (EC2 API, DestinationOptionsRequest, FileFormat)</summary>
    public LogFileFormat FileFormat { get; init; }

    /// <summary>Whether the folders of files in S3 are named as Hive wants them: <c>year=2026</c>. (EC2 API, DestinationOptionsRequest)</summary>
    public bool HiveCompatiblePartitions { get; init; }

    /// <summary>Whether files in S3 have a folder for each hour and not only for each day. (EC2 API, DestinationOptionsRequest)</summary>
    public bool PerHourPartition { get; init; }

    /// <summary>Why nothing is delivered (EC2 API, FlowLog, DeliverLogsErrorMessage: <c>Access error</c>, <c>Rate limited</c>, <c>Unknown error</c>); null while
    /// DeliverLogsStatus is <c>SUCCESS</c>. The flow log is active all the same.</summary>
    public string? DeliverLogsErrorMessage { get; init; }

    /// <summary>The keys of the instance's tags that <c>instance-tag</c> and <c>instance-tag-2</c> show, at most two.</summary>
    public ImmutableArray<string> InstanceTagKeys { get; init; } = [];

    /// <summary>The keys of the interface's tags that <c>interface-tag</c> and <c>interface-tag-2</c> show, at most two.</summary>
    public ImmutableArray<string> InterfaceTagKeys { get; init; } = [];

    /// <summary>The keys of the tags of the instance's Auto Scaling group that <c>asg-tag</c> and <c>asg-tag-2</c> show, at most two.</summary>
    public ImmutableArray<string> AsgTagKeys { get; init; } = [];
}
