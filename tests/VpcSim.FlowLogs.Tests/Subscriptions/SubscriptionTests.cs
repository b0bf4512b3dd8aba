using VpcSim.DataPath.Trace;
using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Subscriptions;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using static VpcSim.FlowLogs.Tests.Samples;

namespace VpcSim.FlowLogs.Tests.Subscriptions;

// VPC guide, "VPC Flow Logs" and "Work with flow logs"; EC2 API, CreateFlowLogs
public class SubscriptionTests
{
    private static readonly Observation Request = Flow("10.0.1.5", "10.0.0.5", 40000, 443);

    [Fact]
    public void A_log_of_a_VPC_watches_every_interface_in_it_also_requester_managed_ones()
    {
        Assert.Equal([EniId, OtherEniId, NatEniId], Watched(Logs.OfVpc()));
        Assert.Empty(Watched(Logs.OfVpc() with { ResourceId = "vpc-00000000000000000" }));
    }

    [Fact]
    public void A_log_of_a_subnet_watches_the_interfaces_in_it()
    {
        Assert.Equal([EniId, NatEniId], Watched(Logs.OfSubnet(SubnetId)));
        Assert.Equal([OtherEniId], Watched(Logs.OfSubnet(OtherSubnetId)));
    }

    [Fact]
    public void A_log_of_an_interface_watches_it_alone()
    {
        Assert.Equal([NatEniId], Watched(Logs.OfInterface(NatEniId)));
    }

    [Fact]
    public void An_interface_that_no_log_watches_has_no_records()
    {
        Run run = new(Design(), Logs.OfInterface(NatEniId));
        Assert.Empty(run.Packet(60, Request).Packet(61, Request).Packet(200, Request).Lines());
    }

    [Fact]
    public void Accept_reject_and_all_keep_what_they_are_called()
    {
        Run run = new(Design(), Logs.OfVpc(TrafficType.Accept), Logs.OfVpc(TrafficType.Reject), Logs.OfVpc());
        run.Packet(60, Request).Packet(61, Request with { Accepted = false });
        Assert.EndsWith("ACCEPT OK", Assert.Single(run.Lines(log: 0)));
        Assert.EndsWith("REJECT OK", Assert.Single(run.Lines(log: 1)));
        Assert.Equal(2, run.Lines(log: 2).Count);
    }

    [Fact]
    public void Several_logs_on_one_interface_each_write_their_own_record()
    {
        Run run = new(Design(), Logs.OfVpc(), Logs.OfSubnet(SubnetId), Logs.OfInterface(EniId), Logs.OfInterface(EniId, interval: 600));
        run.Packet(60, Request).Packet(130, Request);
        for (int log = 0; log < 3; log++) Assert.Equal(2, run.Lines(log).Count);
        Assert.EndsWith(" 2 80 60 130 ACCEPT OK", Assert.Single(run.Lines(log: 3)));
    }

    [Fact]
    public void An_interface_without_an_instance_counts_as_Nitro()
    {
        Design design = Design();
        design = design with { NetworkInterfaces = design.NetworkInterfaces.SetItem(Eni, design.NetworkInterfaces[Eni] with { InstanceId = null }) };
        Assert.Equal(60, Subscription.Of(Logs.OfVpc(interval: 600), design).IntervalOf(Eni));
        Assert.Equal(600, Subscription.Of(Logs.OfVpc(interval: 600), Design()).IntervalOf(Eni));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(300)]
    [InlineData(-60)]
    public void An_interval_is_60_or_600_seconds(int seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Subscription.Of(Logs.OfVpc(interval: seconds), Design()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Subscription.Everything(Design(), LogFormat.Default, seconds));
    }

    [Fact]
    public void A_wrong_format_names_the_flow_log_and_the_field()
    {
        FormatException error = Assert.Throws<FormatException>(() => Subscription.Of(Logs.OfVpc(format: "${srcadr}", name: "MyLog"), Design()));
        Assert.Equal("flow log MyLog: unknown flow-log field 'srcadr'; did you mean 'srcaddr'?", error.Message);
    }

    private static IEnumerable<string> Watched(FlowLog flowLog)
    {
        Design design = Design();
        Subscription subscription = Subscription.Of(flowLog, design);
        return Enumerable.Range(0, design.NetworkInterfaces.Length).Where(i => subscription.IntervalOf(i) > 0).Select(i => design.NetworkInterfaces[i].Id);
    }
}
