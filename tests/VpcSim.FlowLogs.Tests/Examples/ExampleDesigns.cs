using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.TestSupport.Designs;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>What AWS's examples have in common: their ids, and a flow log on one interface.</summary>
internal static class ExampleDesigns
{
    public const string Account = "123456789010";
    public const string Eni = "1235b8ca123456789";
    public const string EniId = $"eni-{Eni}";

    /// <summary>The older system, whose windows may be of ten minutes; the examples' are longer than one.</summary>
    public const string Xen = "t2.micro";

    /// <summary>All of the design in one account.</summary>
    public static Design InAccount(this Design design, string account) => design with
    {
        AccountId = account,
        Vpcs = [.. design.Vpcs.Select(vpc => vpc with { AccountId = account })],
    };

    /// <summary>The instance of an interface under AWS's id for it.</summary>
    public static Design WithInstanceId(this Design design, string eni, string instanceId) => design with
    {
        Instances = [.. design.Instances.Select(instance => instance.Id == $"i-{eni}" ? instance with { Id = instanceId } : instance)],
        NetworkInterfaces = [.. design.NetworkInterfaces.Select(noun => noun.InstanceId == $"i-{eni}" ? noun with { InstanceId = instanceId } : noun)],
    };

    /// <summary>Adds a flow log of all traffic of an interface.</summary>
    public static Design Logged(this Design design, string eniId = EniId, string? format = null, int interval = 600) => design with
    {
        FlowLogs = design.FlowLogs.Add(new FlowLog
        {
            Name = $"Log{design.FlowLogs.Length}",
            Id = $"fl-{design.FlowLogs.Length:D17}",
            ResourceType = FlowLogResource.NetworkInterface,
            ResourceId = eniId,
            MaxAggregationIntervalSeconds = interval,
            LogFormat = format,
            LogGroupName = "logs",
        }),
    };

    /// <summary>A default VPC's subnet with the examples' interface and another instance.</summary>
    public static DesignBuilder DefaultVpc(string address, string client, string? groups = null) =>
        new DesignBuilder().Vpc(cidr: "172.31.0.0/16").Subnet("a", "172.31.0.0/20").Subnet("b", "172.31.16.0/20")
            .Group("ssh", "in tcp 22 from 0.0.0.0/0")
            .Eni(Eni, address, groups, type: Xen).Eni("client", client, type: Xen);
}
