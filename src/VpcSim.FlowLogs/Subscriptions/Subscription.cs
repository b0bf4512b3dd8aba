using VpcSim.FlowLogs.Aggregation;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Subscriptions;

/// <summary>A flow log in force: which interfaces it watches, how long their windows are, which records it keeps. (VPC guide, "VPC Flow Logs")</summary>
public sealed class Subscription
{
    private readonly int[] _intervals;

    private Subscription(string id, string name, LogFormat format, TrafficType trafficType, int[] intervals)
    {
        Id = id;
        Name = name;
        Format = format;
        TrafficType = trafficType;
        _intervals = intervals;
    }

    /// <summary>The flow log's id.</summary>
    public string Id { get; }

    /// <summary>The flow log's name.</summary>
    public string Name { get; }

    public LogFormat Format { get; }

    public TrafficType TrafficType { get; }

    /// <summary>A flow log of the design. Its resource stands for the interfaces that are in it.</summary>
    /// <exception cref="FormatException">The log format is none; the message names the flow log and the field.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The aggregation interval is neither 60 nor 600 seconds.</exception>
    public static Subscription Of(FlowLog flowLog, Design design)
    {
        if (!LogFormat.TryParse(flowLog.LogFormat, out LogFormat? format, out string? error))
            throw new FormatException($"flow log {flowLog.Name}: {error}");
        CheckInterval(flowLog.MaxAggregationIntervalSeconds);
        Func<NetworkInterface, bool> isWatched = Watched(flowLog, design);
        HashSet<string> xenInstances = XenInstances(design);
        int[] intervals = new int[design.NetworkInterfaces.Length];
        for (int i = 0; i < intervals.Length; i++)
        {
            NetworkInterface eni = design.NetworkInterfaces[i];
            if (isWatched(eni)) intervals[i] = EffectiveInterval(flowLog.MaxAggregationIntervalSeconds, eni, xenInstances);
        }
        return new Subscription(flowLog.Id, flowLog.Name, format, flowLog.TrafficType, intervals);
    }

    /// <summary>A log that no design needs to name: all traffic of every VPC, its interval taken exactly, on Nitro too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The aggregation interval is neither 60 nor 600 seconds.</exception>
    public static Subscription Everything(Design design, LogFormat format, int intervalSeconds = WindowMeter.ShortSeconds)
    {
        CheckInterval(intervalSeconds);
        int[] intervals = new int[design.NetworkInterfaces.Length];
        Array.Fill(intervals, intervalSeconds);
        return new Subscription("everything", "everything", format, TrafficType.All, intervals);
    }

    /// <summary>Seconds of an interface's windows, 60 or 600; 0 where the log does not watch it.</summary>
    public int IntervalOf(int networkInterface) => _intervals[networkInterface];

    /// <summary>Whether the log keeps a record of accepted or of rejected traffic. (EC2 API, CreateFlowLogs, TrafficType)</summary>
    public bool Keeps(bool accepted) => TrafficType switch
    {
        TrafficType.Accept => accepted,
        TrafficType.Reject => !accepted,
        _ => true,
    };

    /// <summary>On Nitro never above 60 s, whatever is configured; an interface without an instance counts as Nitro. (VPC guide, "Flow log records")</summary>
    private static int EffectiveInterval(int configured, NetworkInterface eni, HashSet<string> xenInstances)
    {
        bool xen = !eni.RequesterManaged && eni.InstanceId is { } instance && xenInstances.Contains(instance);
        return xen ? configured : Math.Min(configured, WindowMeter.ShortSeconds);
    }

    /// <summary>A VPC's log watches each network interface in it, and a regional NAT gateway shows none: it takes a log of its own. (VPC guide, "Logging IP traffic using VPC Flow Logs")</summary>
    private static Func<NetworkInterface, bool> Watched(FlowLog flowLog, Design design)
    {
        string id = flowLog.ResourceId;
        HashSet<string> subnets = [.. design.Subnets.Where(subnet => subnet.VpcId == id).Select(subnet => subnet.Id)];
        return flowLog.ResourceType switch
        {
            FlowLogResource.Vpc => eni => subnets.Contains(eni.SubnetId),
            FlowLogResource.Subnet => eni => eni.SubnetId == id,
            FlowLogResource.RegionalNatGateway => eni => eni.OfRegionalNat?.GatewayId == id,
            _ => eni => eni.Id == id && eni.OfRegionalNat is null,
        };
    }

    private static HashSet<string> XenInstances(Design design) =>
        [.. design.Instances.Where(instance => InstanceTypes.IsXen(instance.InstanceType)).Select(instance => instance.Id)];

    private static void CheckInterval(int seconds)
    {
        if (seconds is not (WindowMeter.ShortSeconds or WindowMeter.LongSeconds))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "an aggregation interval is 60 or 600 seconds");
    }
}
