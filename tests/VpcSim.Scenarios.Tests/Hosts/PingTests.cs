using VpcSim.Scenarios.Actions;
using VpcSim.Scenarios.Hosts;
using VpcSim.Scenarios.Tests.Making;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Hosts;

/// <summary>ICMP echo between hosts.</summary>
public class PingTests
{
    private static DesignBuilder Neighbours => DesignBuilder.OneSubnet.Eni("web", "10.0.1.10").Eni("db", "10.0.1.20");

    [Fact]
    public void A_host_answers_echo_requests()
    {
        ActionResult ping = new Living(Neighbours).Do(new Ping("web", "db") { Count = 3 });
        Assert.Equal((ActionOutcome.Answered, 3, 3), (ping.Outcome, ping.Requests, ping.Answers));
        Assert.Equal((3, 3), (ping.ForwardPackets, ping.ReturnPackets));
        Assert.Equal(2, Living.Took(ping));
    }

    [Fact]
    public void An_echo_request_to_an_address_without_a_host_is_answered_by_nobody()
    {
        ActionResult ping = new Living(Neighbours).Do(new Ping("web", "10.0.1.99"));
        Assert.Equal((ActionOutcome.TimedOut, 0), (ping.Outcome, ping.Answers));
        Assert.Equal(DataPath.Trace.DropReason.NoPossibleDestination, ping.FirstDrop!.Verdict.Reason);
    }

    [Theory]
    [InlineData(FirewallAction.Drop, ActionOutcome.TimedOut)]
    [InlineData(FirewallAction.Reject, ActionOutcome.Unreachable)]
    [InlineData(FirewallAction.Accept, ActionOutcome.Answered)]
    public void The_firewall_on_a_host_decides_whether_it_answers(FirewallAction action, ActionOutcome outcome)
    {
        Living world = new Living(Neighbours).Firewall("db", new FirewallRule(action) { Protocol = 1 });
        ActionResult ping = world.Do(new Ping("web", "db"));
        Assert.Equal(outcome, ping.Outcome);
        Assert.Null(ping.FirstDrop); // the network delivers it whatever the host does with it
    }
}
