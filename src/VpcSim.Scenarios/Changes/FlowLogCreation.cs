using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Naming;

namespace VpcSim.Scenarios.Changes;

/// <summary>Begins to log a VPC, a subnet, an interface or a regional NAT gateway. (EC2 API, CreateFlowLogs)</summary>
/// <param name="Name">The name that the rest of the timeline uses.</param>
/// <param name="Resource">The name of a VPC, subnet, interface, instance or regional NAT gateway.</param>
/// <param name="TrafficType">Which records it keeps.</param>
public sealed record FlowLogCreation(string Name, string Resource, TrafficType TrafficType) : DesignChange
{
    public int MaxAggregationIntervalSeconds { get; init; } = 600;

    public string? LogFormat { get; init; }

    public string? LogGroupName { get; init; }

    public override string Action => "create-flow-logs";

    internal override Design Change(Design design, long timeNs)
    {
        DesignNames.RequireFree(design, Name);
        if (FormatProblem(LogFormat) is { } problem) throw new ChangeRefusedException("InvalidParameter", $"LogFormat: {problem}.");
        (FlowLogResource type, string id) = Watched(design);
        return design with
        {
            FlowLogs = design.FlowLogs.Add(new FlowLog
            {
                Name = Name,
                Id = FreshId(design),
                ResourceType = type,
                ResourceId = id,
                TrafficType = TrafficType,
                MaxAggregationIntervalSeconds = MaxAggregationIntervalSeconds,
                LogFormat = LogFormat,
                LogGroupName = LogGroupName ?? Name,
            }),
        };
    }

    /// <summary>Why a format is none, with the nearest field; null where it is one.</summary>
    internal static string? FormatProblem(string? logFormat) => FlowLogs.Formats.LogFormat.TryParse(logFormat, out _, out string? problem) ? null : problem;

    /// <summary>The first id of the name that no flow log has or had: one that is made again is another one. (EC2 API, CreateFlowLogs, FlowLogIds)</summary>
    private string FreshId(Design design)
    {
        for (int made = 1; ; made++)
        {
            string id = AwsIds.Derive("fl", design.AccountId, design.Region, made == 1 ? Name : $"{Name}#{made}");
            if (!design.PastFlowLogIds.Contains(id) && !design.FlowLogs.Any(log => log.Id == id)) return id;
        }
    }

    private (FlowLogResource Type, string Id) Watched(Design design)
    {
        if (design.Vpcs.FirstOrDefault(vpc => vpc.Name == Resource || vpc.Id == Resource) is { } watched) return (FlowLogResource.Vpc, watched.Id);
        if (design.Subnets.FirstOrDefault(subnet => subnet.Name == Resource || subnet.Id == Resource) is { } part) return (FlowLogResource.Subnet, part.Id);
        if (design.NatGateways.FirstOrDefault(gateway => gateway is { IsRegional: true, IsDeleted: false } && (gateway.Name == Resource || gateway.Id == Resource)) is { } nat)
            return (FlowLogResource.RegionalNatGateway, nat.Id);
        return (FlowLogResource.NetworkInterface, design.NetworkInterfaces[DesignNames.Interface(design, Resource)].Id);
    }
}
