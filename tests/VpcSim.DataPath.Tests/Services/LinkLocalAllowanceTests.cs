namespace VpcSim.DataPath.Tests.Services;

public class LinkLocalAllowanceTests
{
    private const string Web = "10.0.1.10", App = "10.0.1.20", Dns = "10.0.0.2";

    [Fact] // VPC guide, "DNS attributes for your VPC": an interface sends 1,024 packets a second to the Amazon DNS server
    public void An_interface_sends_1024_packets_a_second()
    {
        Run run = Start(DataPathSettings.Default);
        for (int i = 0; i < 1024; i++) run.Send(Query(Web, i)).ShouldBeConsumed(VpcService.AmazonDns);
        for (int i = 0; i < 3; i++) run.Send(Query(Web, i)).ShouldBeDropped(DropReason.LinkLocalAllowanceExceeded, by: "web").ShouldNotBeRecorded();
        run.Send(Query(App, 0)).ShouldBeConsumed(VpcService.AmazonDns);
        run.Wait(1).Send(Query(Web, 0)).ShouldBeConsumed(VpcService.AmazonDns);
    }

    [Fact] // VPC guide, "DNS attributes for your VPC": the limit is one for all services at link-local addresses together
    public void All_link_local_services_share_it()
    {
        Run run = Start(new DataPathSettings { LinkLocalPacketsPerSecond = 4 });
        run.Send(Query(Web, 0)).ShouldBeConsumed(VpcService.AmazonDns);
        run.Send(Tcp.Syn(Web, "169.254.169.254", 80)).ShouldBeConsumed(VpcService.InstanceMetadata);
        run.Send(Udp.Datagram(Web, "169.254.169.123", 123)).ShouldBeConsumed(VpcService.AmazonTimeSync);
        run.Send(Tcp.Syn(Web, "169.254.169.250", 1688)).ShouldBeConsumed(VpcService.WindowsLicensing);
        run.Send(Tcp.Data(Web, "169.254.169.254", 80)).ShouldBeDropped(DropReason.LinkLocalAllowanceExceeded);
        // What is no service at a link-local address has no part in it.
        run.Send(Icmp.Echo(Web, "10.0.1.1")).ShouldBeConsumed(VpcService.Router);
        run.Send(Udp.Datagram(Web, "10.0.1.1", 67, sourcePort: 68)).ShouldBeConsumed(VpcService.Dhcp);
        run.Send(Udp.Datagram(Web, App, 53)).ShouldBeDelivered(to: "app");
    }

    [Fact] // the same flow again and again: what is remembered of it must not bypass the count
    public void Packets_of_one_flow_count_one_by_one()
    {
        Run run = Start(new DataPathSettings { LinkLocalPacketsPerSecond = 2 });
        for (int second = 0; second < 3; second++, run.Wait(1))
        {
            run.Send(Query(Web, 7)).ShouldBeConsumed(VpcService.AmazonDns);
            run.Send(Query(Web, 7)).ShouldBeConsumed(VpcService.AmazonDns);
            run.Send(Query(Web, 7)).ShouldBeDropped(DropReason.LinkLocalAllowanceExceeded);
        }
    }

    [Fact]
    public void With_the_limit_off_everything_passes_and_flows_repeat()
    {
        Run run = Start(new DataPathSettings { LinkLocalPacketsPerSecond = 0 });
        for (int i = 0; i < 3000; i++) run.Send(Query(Web, 7)).ShouldBeConsumed(VpcService.AmazonDns);
        Assert.Equal(1, run.DataPath.Walks);
    }

    private static Packet Query(string from, int client) => Udp.Datagram(from, Dns, 53, sourcePort: (ushort)(20_000 + client));

    private static Run Start(DataPathSettings settings) => DesignBuilder.OneSubnet.Eni("web", Web).Eni("app", App).Start(settings);
}
