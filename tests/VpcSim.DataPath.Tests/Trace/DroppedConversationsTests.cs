using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Trace;

public class DroppedConversationsTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact]
    public void The_conversations_with_the_most_drops_come_first_and_of_equals_the_earliest()
    {
        Run run = Closed();
        foreach ((ushort port, int times) in ((ushort, int)[])[(81, 2), (82, 5), (83, 2), (84, 1)])
            for (int i = 0; i < times; i++) run.Send(Tcp.Syn(Client, Server, port));
        Assert.Equal([(82, 5L), (81, 2L), (83, 2L), (84, 1L)], run.Finish().Select(dropped => ((int)dropped.DestinationPort, dropped.Drops)));
        Assert.Equal(4, run.DataPath.Flows.Dropped.Total);
    }

    [Fact]
    public void One_of_them_names_its_first_dropped_packet_and_what_was_not_sent()
    {
        Run run = Closed();
        run.SendCausally(Tcp.Syn(Client, "10.0.1.11", 80)).ShouldBeDelivered();
        run.SendCausally(Tcp.Syn(Client, Server, 443));
        run.SendCausally(Tcp.SynAck(Server, Client, 40000, 443)).ShouldNotBeSent();
        run.SendCausally(Tcp.Syn(Client, Server, 443));
        DroppedConversation dropped = Assert.Single(run.Finish());
        Assert.Equal((6, IpAddress.Parse(Client), 40000, IpAddress.Parse(Server), 443),
            (dropped.Protocol, dropped.Source, dropped.SourcePort, dropped.Destination, dropped.DestinationPort));
        Assert.Equal((2L, 1L, 2L), (dropped.Drops, dropped.NotSent, dropped.FirstDropNumber));
        Assert.Equal(DropReason.EniSgRulesMismatch, run.DataPath.Verdicts[dropped.Verdict].Reason);
    }

    [Fact] // the ends are as of the first drop, whichever end is the lower address
    public void A_dropped_answer_is_shown_from_its_sender()
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl", "in 100 allow all from 0.0.0.0/0").Subnet("b", "10.0.2.0/24", acl: "acl")
            .Eni("client", Client).Eni("server", Server).Start();
        run.Send(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.Reply().ShouldBeDropped(DropReason.SubnetAclRestriction);
        DroppedConversation dropped = Assert.Single(run.Finish());
        Assert.Equal((Server, 53, Client, 40000), (dropped.Source.ToString(), (int)dropped.SourcePort, dropped.Destination.ToString(), (int)dropped.DestinationPort));
    }

    [Fact]
    public void The_list_is_bounded_and_the_total_is_not()
    {
        Run run = Closed();
        for (ushort port = 1; port <= 50; port++)
            for (int i = 0; i < (port > 40 ? 3 : 1); i++) run.Send(Tcp.Syn(Client, Server, port));
        IReadOnlyList<DroppedConversation> top = run.Finish();
        Assert.Equal(DroppedConversations.Most, top.Count);
        Assert.Equal([.. Enumerable.Range(41, 10), .. Enumerable.Range(1, 10)], top.Select(dropped => (int)dropped.DestinationPort));
        Assert.Equal(50, run.DataPath.Flows.Dropped.Total);
    }

    [Fact] // a conversation that ends before the run does is counted all the same, and once
    public void A_conversation_that_was_swept_is_kept()
    {
        Run run = Closed();
        run.Send(Udp.Datagram(Client, Server, 53));
        run.Wait(1000).DataPath.Sweep(1000, run.NowNs);
        Assert.Equal(0, run.DataPath.Flows.Count);
        Assert.Equal(1, Assert.Single(run.Finish()).Drops);
    }

    private static Run Closed() => DesignBuilder.TwoSubnets.Group("closed", "out all to 0.0.0.0/0")
        .Eni("client", Client).Eni("neighbour", "10.0.1.11").Eni("server", Server, "closed").Start();
}
