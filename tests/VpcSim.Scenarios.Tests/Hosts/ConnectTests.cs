using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Hosts;

/// <summary>TCP connections between hosts.</summary>
public class ConnectTests
{
    private static DesignBuilder Public => DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw")
        .Group("web", "in tcp 443 from 0.0.0.0/0", "out all to 0.0.0.0/0")
        .Eni("web", "10.0.1.10", "web", publicAddress: "203.0.113.10")
        .Eni("db", "10.0.1.20", "web");

    private static Living World => new Living(Public).Outside("customer", "198.51.100.7").Tcp("web", 443, responseBytes: 20_000).Tcp("web", 22);

    [Fact]
    public void A_connection_that_the_groups_allow_carries_bytes_both_ways()
    {
        ActionResult connect = World.Do(new Connect("customer", "web", 443) { SendBytes = 500 });
        Assert.Equal((ActionOutcome.Connected, 500L, 20_000L), (connect.Outcome, connect.BytesSent, connect.BytesReceived));
        Assert.Equal(0, connect.Dropped);
        Assert.Equal(0, Living.Took(connect));
    }

    [Fact]
    public void A_port_that_nothing_listens_on_refuses()
    {
        ActionResult connect = World.Do(new Connect("db", "customer", 80));
        Assert.Equal(ActionOutcome.TimedOut, connect.Outcome); // no public address
        connect = World.Do(new Connect("web", "customer", 80));
        Assert.Equal(ActionOutcome.Refused, connect.Outcome);
        Assert.Equal(0, Living.Took(connect));
    }

    [Fact] // Linux, tcp_syn_retries: 6 retries, after 1, 2, 4, 8, 16, 32 s; it gives up 64 s later
    public void A_SYN_that_is_dropped_is_sent_seven_times_and_times_out_after_127_seconds()
    {
        Living world = World;
        ActionResult connect = world.Do(new Connect("customer", "web", 22));
        Assert.Equal(ActionOutcome.TimedOut, connect.Outcome);
        Assert.Equal((7, 7), (connect.ForwardPackets, connect.Dropped));
        Assert.Equal(127, Living.Took(connect));
        Assert.Equal(DropReason.EniSgRulesMismatch, connect.FirstDrop!.Verdict.Reason);
        long start = connect.StartNs;
        Assert.Equal([0, 1, 3, 7, 15, 31, 63], world.Meter.Counts.Select(count => (count.TimeNs - start) / 1_000_000_000));
    }
}
