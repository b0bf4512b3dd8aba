using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Reading;

/// <summary>What transit gateways' flow logs have besides the fields of VPC flow logs. (Transit gateway guide, "Transit Gateway Flow Logs records")</summary>
internal static class TransitGatewayColumns
{
    private static readonly string[] _texts =
    [
        "resource-type", "tgw-id", "tgw-attachment-id", "tgw-pair-attachment-id", "tgw-src-vpc-account-id", "tgw-dst-vpc-account-id",
        "tgw-src-vpc-id", "tgw-dst-vpc-id", "tgw-src-subnet-id", "tgw-dst-subnet-id", "tgw-src-eni", "tgw-dst-eni", "tgw-src-az-id", "tgw-dst-az-id",
    ];

    private static readonly string[] _counts = ["packets-lost-no-route", "packets-lost-blackhole", "packets-lost-mtu-exceeded", "packets-lost-ttl-expired"];

    public static IEnumerable<LogColumn> All =>
        [.. _texts.Select(name => new LogColumn(name, null, LogFieldKind.Text)), .. _counts.Select(name => new LogColumn(name, null, LogFieldKind.Int64))];
}
