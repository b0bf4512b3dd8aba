namespace VpcSim.DataPath.Tests.Flows;

/// <summary>When the packets of a conversation need no walk. (docs/decisions/0008)</summary>
public class SelfCheckedPathTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.10";

    [Fact]
    public void A_tracked_connection_walks_once_in_each_direction()
    {
        Run run = Tracked();
        Converse(run);

        Assert.Equal(2, run.DataPath.Walks);
    }

    [Fact]
    public void An_untracked_connection_walks_again_after_its_SYN()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", Server).Start();
        Converse(run);

        Assert.Equal(3, run.DataPath.Walks);
    }

    [Fact]
    public void A_path_that_checks_itself_ends_with_the_connection_that_it_touches()
    {
        Run run = Tracked();
        Converse(run);
        run.Wait(432_001);
        long before = run.DataPath.Walks;
        run.Send(Tcp.Data(Client, Server, 443));

        Assert.Equal(before + 1, run.DataPath.Walks);
    }

    private static Run Tracked() => DesignBuilder.TwoSubnets
        .Group("client", "out tcp 443 10.0.2.0/24").Group("server", "in tcp 443 10.0.1.0/24")
        .Eni("client", Client, "client").Eni("server", Server, "server").Start();

    private static void Converse(Run run)
    {
        run.Send(Tcp.Syn(Client, Server, 443));
        run.Send(Tcp.SynAck(Server, Client, 40000, 443));
        for (int i = 0; i < 5; i++)
        {
            run.Send(Tcp.Data(Client, Server, 443));
            run.Send(Tcp.Data(Server, Client, 40000, 443));
        }
    }
}
