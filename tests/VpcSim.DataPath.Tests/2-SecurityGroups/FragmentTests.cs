namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>AWS documents nothing about fragments; the first one decides. (contracts: later fragments follow the first for 30 s)</summary>
public class FragmentTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Theory]
    [InlineData(5000, Outcome.Delivered)]
    [InlineData(5001, Outcome.Dropped)]
    public void Later_fragments_follow_the_first_ones_verdict(ushort port, Outcome outcome)
    {
        Run run = Start("in udp 5000 from 10.0.1.0/24");
        Packet datagram = Udp.Datagram(Client, Server, port);
        Assert.Equal(outcome, run.Send(datagram.FirstFragment(7)).Verdict.Outcome);
        Assert.Equal(outcome, run.Send(datagram.LaterFragment(7)).Verdict.Outcome);
    }

    [Theory]
    [InlineData("in udp 5000 from 10.0.1.0/24", Outcome.Dropped)]
    [InlineData("in udp from 10.0.1.0/24", Outcome.Delivered)]
    [InlineData("in all from 10.0.1.0/24", Outcome.Delivered)]
    public void A_later_fragment_without_its_first_matches_only_rules_without_ports(string rule, Outcome outcome) =>
        Assert.Equal(outcome, Start(rule).Send(Udp.Datagram(Client, Server, 5000).LaterFragment(7)).Verdict.Outcome);

    [Fact] // not documented: a datagram is known by its sender too, and another sender's first fragment opens nothing
    public void A_later_fragment_does_not_follow_the_first_one_of_another_sender()
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", "in udp 5000 from 10.0.1.0/24").Eni("client", Client).Eni("another", "10.0.1.99").Eni("server", Server, "server").Start();
        run.Send(Udp.Datagram(Client, Server, 5000).FirstFragment(7)).ShouldBeDelivered();
        run.Send(Udp.Datagram("10.0.1.99", Server, 5000).LaterFragment(7)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Send(Udp.Datagram(Client, Server, 5000).LaterFragment(7)).ShouldBeDelivered();
    }

    [Theory]
    [InlineData(29, 7, Outcome.Delivered)]
    [InlineData(31, 7, Outcome.Dropped)]
    [InlineData(1, 8, Outcome.Dropped)]
    public void A_first_fragment_is_remembered_for_30_seconds_by_its_identification(int seconds, uint id, Outcome outcome)
    {
        Run run = Start("in udp 5000 from 10.0.1.0/24");
        Packet datagram = Udp.Datagram(Client, Server, 5000);
        run.Send(datagram.FirstFragment(7)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(seconds).Send(datagram.LaterFragment(id)).Verdict.Outcome);
    }

    [Fact] // VPC guide, "Flow log records": a record shows the ports of the packet, and a later fragment has none
    public void A_later_fragment_is_recorded_without_ports()
    {
        Run run = Start("in udp 5000 from 10.0.1.0/24");
        Packet datagram = Udp.Datagram(Client, Server, 5000);
        Assert.All(run.Send(datagram.FirstFragment(7)).Seen, seen => Assert.Equal(5000, seen.Observation.DestinationPort));
        Assert.All(run.Send(datagram.LaterFragment(7)).ShouldBeDelivered().Seen, seen => Assert.Equal(0, seen.Observation.DestinationPort));
    }

    [Fact] // a drop must not outlive the state that a later fragment opens, whatever tuple its receiver knows it by
    public void What_a_later_fragment_opens_its_receiver_may_answer()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24").Group("server")
            .Eni("client", Client, publicAddress: "198.51.100.10").Eni("server", Server, "server", publicAddress: "198.51.100.20").Start();
        Packet datagram = Udp.Datagram(Client, "198.51.100.20", 53), answer = Udp.Datagram(Server, "198.51.100.10", 40000, 53);
        run.Send(datagram.FirstFragment(7)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Change(design => design.WithGroup("server", "in udp 53 from 0.0.0.0/0"));
        run.Send(answer).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
        run.Send(datagram.LaterFragment(7)).ShouldBeDelivered(to: "server");
        run.Send(answer).ShouldBeDelivered(to: "client");
    }

    private static Run Start(string rule) => DesignBuilder.TwoSubnets.Group("server", rule).Eni("client", Client).Eni("server", Server, "server").Start();
}
