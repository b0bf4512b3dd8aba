namespace VpcSim.DataPath.Tests.SecurityGroups;

public class IcmpErrorTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact] // EC2 guide, "Network MTU" (text of 2020): security groups are stateful, so ICMP responses to what was sent come in
    public void An_icmp_error_about_a_tracked_flow_belongs_to_it()
    {
        Run run = Start();
        Sent asked = run.Send(Udp.Datagram(Client, Server, 33434)).ShouldBeDelivered();
        run.Send(asked.Packet.ErrorFrom(Server, 3, 3)).ShouldBeDelivered(to: "client");
    }

    [Theory] // the contrast: about a flow that nobody has sent
    [InlineData(33435, 40000)]
    [InlineData(33434, 40001)]
    public void An_icmp_error_about_another_flow_needs_a_rule(ushort port, ushort sourcePort)
    {
        Run run = Start();
        run.Send(Udp.Datagram(Client, Server, 33434)).ShouldBeDelivered();
        run.Send(Udp.Datagram(Client, Server, port, sourcePort).ErrorFrom(Server, 3, 3))
            .ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "server");
    }

    [Fact] // the switch for the text since 2022: without an inbound ICMP rule path MTU discovery is blocked
    public void With_the_switch_off_an_icmp_error_needs_a_rule()
    {
        Run run = Start(new DataPathSettings { IcmpErrorsRelatedToTrackedFlow = false });
        Sent asked = run.Send(Udp.Datagram(Client, Server, 33434)).ShouldBeDelivered();
        run.Send(asked.Packet.ErrorFrom(Server, 3, 3)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // an error tells of a flow and does not take part in it
    public void An_icmp_error_prolongs_nothing()
    {
        Run run = Start();
        Sent asked = run.Send(Udp.Datagram(Client, Server, 33434)).ShouldBeDelivered();
        run.Wait(20).Send(asked.Packet.ErrorFrom(Server, 3, 3)).ShouldBeDelivered();
        run.Wait(20).Send(asked.Packet.ErrorFrom(Server, 3, 3)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact] // RFC 792: an error quotes an echo by its identifier
    public void An_icmp_error_about_an_echo_belongs_to_the_ping()
    {
        Run run = Start();
        Sent asked = run.Send(Icmp.Echo(Client, Server, identifier: 9)).ShouldBeDelivered();
        run.Send(asked.Packet.ErrorFrom(Server, 11, 0)).ShouldBeDelivered(to: "client");
        run.Send(Icmp.Echo(Client, Server, identifier: 10).ErrorFrom(Server, 11, 0)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    private static Run Start(DataPathSettings? settings = null) => DesignBuilder.TwoSubnets
        .Group("client", "out all to 10.0.2.0/24").Group("server", "in all from 10.0.1.0/24")
        .Eni("client", Client, "client").Eni("server", Server, "server").Start(settings);
}
