using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Tests;

internal static class Logs
{
    public static FlowLog OfVpc(TrafficType traffic = TrafficType.All, int interval = 60, string? format = null, string name = "Log", string? group = "logs") =>
        Of(FlowLogResource.Vpc, Samples.VpcId, traffic, interval, format, name, group);

    public static FlowLog OfSubnet(string subnet, int interval = 60) => Of(FlowLogResource.Subnet, subnet, TrafficType.All, interval, null, "Log", "logs");

    public static FlowLog OfInterface(string eni, int interval = 60, TrafficType traffic = TrafficType.All, string name = "Log", string? group = "logs") =>
        Of(FlowLogResource.NetworkInterface, eni, traffic, interval, null, name, group);

    private static FlowLog Of(FlowLogResource type, string id, TrafficType traffic, int interval, string? format, string name, string? group) => new()
    {
        Name = name,
        Id = "fl-0123456789abcdef0",
        ResourceType = type,
        ResourceId = id,
        TrafficType = traffic,
        MaxAggregationIntervalSeconds = interval,
        LogFormat = format,
        LogGroupName = group,
    };
}
