namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>AWS documents nothing about fragments in groups and network ACLs: each position of <c>fragments-follow-first</c>.</summary>
public class FragmentSwitchTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private static readonly DataPathSettings Alone = DataPathSettings.Default with { FragmentsFollowTheFirst = false };

    [Theory]
    [InlineData("in udp 5000 from 10.0.1.0/24", true, Outcome.Delivered)]
    [InlineData("in udp 5000 from 10.0.1.0/24", false, Outcome.Dropped)]
    [InlineData("in udp from 10.0.1.0/24", false, Outcome.Delivered)]
    public void Groups_judge_later_fragments_with_the_first_or_alone(string rule, bool follow, Outcome outcome)
    {
        Run run = DesignBuilder.TwoSubnets.Group("server", rule).Eni("client", Client).Eni("server", Server, "server").Start(follow ? null : Alone);
        Assert.Equal(outcome, Fragmented(run));
    }

    [Theory]
    [InlineData("in 100 allow udp 5000 from 0.0.0.0/0", true, Outcome.Delivered)]
    [InlineData("in 100 allow udp 5000 from 0.0.0.0/0", false, Outcome.Dropped)]
    [InlineData("in 100 allow udp from 0.0.0.0/0", false, Outcome.Delivered)]
    public void Network_acls_judge_later_fragments_with_the_first_or_alone(string entry, bool follow, Outcome outcome)
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl", entry).Subnet("b", "10.0.2.0/24", acl: "acl").Eni("client", Client).Eni("server", Server).Start(follow ? null : Alone);
        Assert.Equal(outcome, Fragmented(run));
    }

    [Fact] // VPC guide, "NAT gateways": fragmented UDP packets are supported, whatever groups make of them
    public void A_nat_gateway_translates_later_fragments_in_either_position()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("p", "10.0.0.0/24", table: "public")
            .Nat("nat", "p", "10.0.0.220", "198.51.100.20").Main("0.0.0.0/0 nat").Eni("client", Client).Start(Alone);
        Packet datagram = Udp.Datagram(Client, "203.0.113.5", 5000);
        run.Send(datagram.FirstFragment(7)).ShouldBeDelivered(to: "igw");
        run.Send(datagram.LaterFragment(7)).ShouldBeDelivered(to: "igw");
    }

    [Theory] // each position of fragment-ports
    [InlineData(false, 0)]
    [InlineData(true, 5000)]
    public void Records_show_later_fragments_with_the_ports_of_the_first_or_none(bool shown, int port)
    {
        Run run = DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", Server).Start(shown ? DataPathSettings.Default with { FragmentsShowPorts = true } : null);
        Packet datagram = Udp.Datagram(Client, Server, 5000);
        run.Send(datagram.FirstFragment(7)).ShouldBeDelivered(to: "server");
        Assert.All(run.Send(datagram.LaterFragment(7)).ShouldBeDelivered(to: "server").Seen, seen => Assert.Equal(port, seen.Observation.DestinationPort));
        Assert.All(run.Send(datagram.LaterFragment(8)).ShouldBeDelivered(to: "server").Seen, seen => Assert.Equal(0, seen.Observation.DestinationPort));
    }

    private static Outcome Fragmented(Run run)
    {
        Packet datagram = Udp.Datagram(Client, Server, 5000);
        run.Send(datagram.FirstFragment(7)).ShouldBeDelivered(to: "server");
        return run.Send(datagram.LaterFragment(7)).Verdict.Outcome;
    }
}
