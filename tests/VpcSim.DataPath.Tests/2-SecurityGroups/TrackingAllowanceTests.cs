namespace VpcSim.DataPath.Tests.SecurityGroups;

public class TrackingAllowanceTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20", Second = "10.0.2.21", Dynamo = "3.218.180.1";

    [Fact] // EC2 guide, "Security group connection tracking", throttling: above the instance's maximum, packets of new connections are dropped
    public void A_full_table_drops_new_connections_and_evicts_none()
    {
        Run run = Start(allowance: 2);
        for (ushort port = 1; port <= 2; port++) Open(run, port);
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 3)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "server");
        for (ushort port = 1; port <= 2; port++)
        {
            run.Send(Tcp.Data(Client, Server, 443, sourcePort: port)).ShouldBeDelivered(to: "server");
            run.Send(Tcp.Data(Server, Client, port, sourcePort: 443)).ShouldBeDelivered(to: "client");
        }
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 3)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "server");
    }

    [Fact] // not documented: the drop leaves no record; the sender's interface has let the packet out
    public void A_connection_that_finds_the_table_full_is_not_logged_there()
    {
        Run run = Start(allowance: 1);
        Open(run, 1);
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 2)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded).ShouldBeRecorded("client egress ACCEPT");
        run.Send(Udp.Datagram(Server, Client, 5000)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded).ShouldNotBeRecorded();
    }

    [Fact] // the contrast: a connection that no rule allows is rejected, and logged, full or not
    public void What_no_rule_allows_is_rejected_all_the_same()
    {
        Run run = Start(allowance: 1);
        Open(run, 1);
        run.Send(Tcp.Syn(Client, Server, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch).ShouldBeRecorded("client egress ACCEPT", "server ingress REJECT");
    }

    [Fact] // EC2 guide, "Security group connection tracking": untracked connections take nothing of the allowance
    public void Untracked_flows_pass_a_full_table()
    {
        Run run = Start(allowance: 1, "in tcp 443 from 10.0.1.0/24", "in tcp 80 from 0.0.0.0/0", "out all to 0.0.0.0/0");
        Open(run, 1);
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 2)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded);
        run.Send(Tcp.Syn(Client, Server, 80)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
    }

    [Fact] // EC2 guide, "Security group connection tracking": connections are tracked for the instance, so its interfaces share the allowance
    public void The_interfaces_of_an_instance_share_its_allowance()
    {
        Run run = Start(allowance: 1);
        Open(run, 1);
        run.Send(Tcp.Syn(Client, Second, 443)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "second");
        Run other = Start(allowance: 1);
        other.Send(Tcp.Syn(Client, Second, 443)).ShouldBeDelivered(to: "second");
        other.Send(Tcp.Syn(Client, Server, 443)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "server");
    }

    [Theory] // a half-open connection gives its place back after its idle time, 60 s
    [InlineData(59, Outcome.Dropped)]
    [InlineData(61, Outcome.Delivered)]
    public void What_expires_gives_its_place_back(int seconds, Outcome outcome)
    {
        Run run = Start(allowance: 1);
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: 1)).ShouldBeDelivered();
        Assert.Equal(outcome, run.Wait(seconds).Send(Tcp.Syn(Client, Server, 443, sourcePort: 2)).Verdict.Outcome);
    }

    [Fact] // packets that need no walk prolong it, and it keeps its place
    public void What_packets_keep_alive_keeps_its_place()
    {
        Run run = Start(allowance: 1, "in udp 53 from 10.0.1.0/24");
        for (int i = 0; i < 10; i++) run.Wait(29).Send(Udp.Datagram(Client, Server, 53)).ShouldBeDelivered();
        run.Send(Udp.Datagram(Client, Server, 53, sourcePort: 2)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded);
        run.Wait(31).Send(Udp.Datagram(Client, Server, 53, sourcePort: 2)).ShouldBeDelivered();
    }

    [Fact] // a closed connection gives its place back long before its idle time
    public void What_closes_gives_its_place_back()
    {
        Run run = Start(allowance: 1);
        Open(run, 1);
        run.Send(Tcp.Fin(Client, Server, 443, sourcePort: 1)).ShouldBeDelivered();
        run.Send(Tcp.Fin(Server, Client, 1, sourcePort: 443)).ShouldBeDelivered();
        run.Wait(9).Send(Tcp.Syn(Client, Server, 443, sourcePort: 2)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded);
        run.Wait(2).Send(Tcp.Syn(Client, Server, 443, sourcePort: 2)).ShouldBeDelivered();
    }

    [Fact] // however many come and go, each gives back exactly what it took
    public void A_thousand_connections_one_after_the_other_fit()
    {
        Run run = Start(allowance: 3);
        for (ushort port = 1; port <= 3000; port++)
        {
            run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
            run.Send(Tcp.Reset(Server, Client, port, sourcePort: 443)).ShouldBeDelivered();
            run.Wait(4);
        }
    }

    [Fact] // EC2 guide, "Security group connection tracking": a connection to DynamoDB through its gateway endpoint takes two entries
    public void A_connection_to_DynamoDB_takes_two_places()
    {
        Run With(int allowance) => DesignBuilder.OneSubnet.Main().GatewayEndpoint("dynamodb", "dynamodb", "main").GatewayEndpoint("s3", "s3", "main")
            .Group("web", "out all to 0.0.0.0/0").Eni("web", Client, "web", type: "m5.large").Start(new DataPathSettings { ConnectionTrackingAllowance = allowance });
        With(1).Send(Tcp.Syn(Client, Dynamo, 443)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded);
        With(1).Send(Tcp.Syn(Client, "52.216.0.1", 443)).ShouldBeDelivered();
        Run run = With(3);
        run.Send(Tcp.Syn(Client, Dynamo, 443)).ShouldBeDelivered();
        run.Send(Tcp.Syn(Client, Dynamo, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded);
        run.Send(Tcp.Syn(Client, "52.216.0.1", 443)).ShouldBeDelivered();
        run.Wait(61).Send(Tcp.Syn(Client, Dynamo, 443, sourcePort: 40002)).ShouldBeDelivered();
    }

    [Fact] // by default nobody counts: AWS publishes no numbers
    public void Without_the_setting_there_is_room_for_all()
    {
        Run run = Start(allowance: 0);
        for (ushort port = 1; port < 500; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
    }

    private static void Open(Run run, ushort port)
    {
        run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered(to: "server");
        run.Reply().ShouldBeDelivered(to: "client");
        run.Send(Tcp.Data(Client, Server, 443, sourcePort: port)).ShouldBeDelivered(to: "server");
    }

    private static Run Start(int allowance, params string[] rules) => DesignBuilder.TwoSubnets
        .Group("server", rules is [] ? ["in tcp 443 from 10.0.1.0/24", "out udp to 10.0.1.0/24"] : rules)
        .Eni("client", Client).Eni("server", Server, "server", type: "m5.large").Eni("second", Second, "server").AttachedTo("server")
        .Start(new DataPathSettings { ConnectionTrackingAllowance = allowance });
}
