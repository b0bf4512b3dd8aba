using VpcSim.DataPath.Flows;

namespace VpcSim.DataPath.Tests.SecurityGroups;

/// <summary>Connections that count for an instance's allowance count on disk as in memory. (docs/replay.md, "More flows than memory holds")</summary>
public class TrackingAllowanceAsideTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";
    private const int Allowance = 300, Answered = 100;

    [Fact]
    public void A_connection_on_disk_keeps_its_place_until_its_time_is_over()
    {
        Run run = Start();
        for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
        PutAllAside(run);
        Refuse(run, 1001);
        run.Wait(59);
        Refuse(run, 1002);
        run.Wait(2);
        for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: (ushort)(2000 + port))).ShouldBeDelivered();
        Refuse(run, 1003);
    }

    [Fact]
    public void A_connection_that_came_back_and_lives_on_keeps_its_place()
    {
        Run run = Start();
        for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
        PutAllAside(run);
        run.Wait(59);
        for (ushort port = 1; port <= Answered; port++) run.Send(Tcp.SynAck(Server, Client, port, sourcePort: 443)).ShouldBeDelivered();
        Refuse(run, 1001);
        PutAllAside(run);
        run.Wait(2);
        for (ushort port = 1; port <= Allowance - Answered; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: (ushort)(2000 + port))).ShouldBeDelivered();
        Refuse(run, 1002);
        for (ushort port = 1; port <= Answered; port++) run.Send(Tcp.Data(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
    }

    [Fact] // however often it goes and comes
    public void Going_to_disk_and_back_takes_no_place()
    {
        Run run = Start();
        for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
        for (int round = 0; round < 20; round++)
        {
            PutAllAside(run);
            run.Wait(40);
            for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDelivered();
            Refuse(run, (ushort)(1000 + round));
        }
        PutAllAside(run);
        run.Wait(61);
        for (ushort port = 1; port <= Allowance; port++) run.Send(Tcp.Syn(Client, Server, 443, sourcePort: (ushort)(2000 + port))).ShouldBeDelivered();
    }

    private static void Refuse(Run run, ushort port) => run.Send(Tcp.Syn(Client, Server, 443, sourcePort: port)).ShouldBeDropped(DropReason.ConntrackAllowanceExceeded, by: "server");

    private static void PutAllAside(Run run)
    {
        run.DataPath.Sweep(0, run.NowNs);
        Assert.Equal(0, run.DataPath.Flows.Count);
    }

    private static Run Start() => DesignBuilder.TwoSubnets.Group("server", "in tcp 443 from 10.0.1.0/24", "out udp to 10.0.1.0/24")
        .Eni("client", Client).Eni("server", Server, "server", type: "m5.large")
        .Start(new DataPathSettings { ConnectionTrackingAllowance = Allowance }, bound: new FlowBound(0, Path.GetTempPath()));
}
