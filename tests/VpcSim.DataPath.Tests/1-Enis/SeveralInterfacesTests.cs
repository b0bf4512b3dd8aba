namespace VpcSim.DataPath.Tests.Enis;

// An instance with an interface in the public subnet a and one in the private subnet b.
public class SeveralInterfacesTests
{
    private const string First = "10.0.1.10", Second = "10.0.2.10", Client = "10.0.3.30", Outside = "203.0.113.7";

    [Fact] // EC2 guide, "Elastic network interfaces": each interface sends by its own subnet's route table
    public void Each_interface_sends_by_its_own_subnets_table()
    {
        Run run = Start();
        run.Send(Tcp.Syn(First, Outside, 443)).ShouldBeDelivered(to: "igw").ShouldBeRecorded("eth0 egress ACCEPT");
        run.Send(Tcp.Syn(Second, Outside, 443)).ShouldBeDropped(DropReason.NoRouteToDestination, by: "private").ShouldBeRecorded("eth1 egress ACCEPT");
    }

    [Fact] // EC2 guide, "Elastic network interfaces", source/destination checking: the address of one interface is not the other's
    public void The_source_check_is_each_interfaces_own()
    {
        Run run = Start();
        run.SendFrom("eth0", Tcp.Syn(Second, Client, 443)).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "eth0").ShouldNotBeRecorded();
        run.SendFrom("eth1", Tcp.Syn(Second, Client, 443)).ShouldBeDelivered(to: "client");
    }

    [Fact] // EC2 guide, "Elastic network interfaces": each interface has its own security groups
    public void Each_interface_has_its_own_groups()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Client, First, 443)).ShouldBeDelivered(to: "eth0");
        run.Send(Tcp.Syn(Client, Second, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "eth1").ShouldBeRecorded("client egress ACCEPT", "eth1 ingress REJECT");
    }

    private static Run Start() => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Table("private").Subnet("a", "10.0.1.0/24")
        .Subnet("b", "10.0.2.0/24", table: "private").Subnet("c", "10.0.3.0/24").Group("closed", "out all to 0.0.0.0/0")
        .Eni("eth0", First, publicAddress: "198.51.100.10", type: "m5.large").Eni("eth1", Second, "closed").SecondOf("eth0").Eni("client", Client).Start();
}
