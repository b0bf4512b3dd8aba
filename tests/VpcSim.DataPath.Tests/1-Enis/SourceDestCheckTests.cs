namespace VpcSim.DataPath.Tests.Enis;

public class SourceDestCheckTests
{
    private const string Web = "10.0.1.10", Db = "10.0.2.20", Stranger = "10.0.1.99", Outside = "203.0.113.7";

    [Fact] // EC2 guide, "Elastic network interfaces", source/destination checking
    public void An_instance_must_be_the_source_of_what_it_sends()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("db", Db).Start();
        run.SendFrom("web", Tcp.Syn(Stranger, Db, 80))
            .ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "web")
            .ShouldNotBeRecorded();
    }

    [Fact] // the contrast: NAT, routing and firewall instances turn the check off
    public void Without_the_check_an_instance_sends_for_others()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web, check: false).Eni("db", Db).Start();
        run.SendFrom("web", Tcp.Syn(Stranger, Db, 80)).ShouldBeDelivered(to: "db");
    }

    [Fact] // EC2 guide, "Elastic network interfaces", source/destination checking
    public void An_instance_must_be_the_destination_of_what_it_receives()
    {
        Run run = RoutedThroughAppliance(check: true);
        run.Send(Tcp.Syn(Web, Outside, 80))
            .ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "appliance")
            .ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact]
    public void Without_the_check_an_instance_receives_for_others() =>
        RoutedThroughAppliance(check: false).Send(Tcp.Syn(Web, Outside, 80)).ShouldBeDelivered(to: "appliance");

    [Fact] // EC2 guide, "Elastic network interfaces": secondary private addresses belong to the interface
    public void A_secondary_address_is_the_interfaces_own()
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", $"{Web} 10.0.1.11").Eni("db", Db).Start();
        run.Send(Tcp.Syn("10.0.1.11", Db, 80)).ShouldBeDelivered(to: "db");
        run.Reply().ShouldBeDelivered(to: "web");
    }

    private static Run RoutedThroughAppliance(bool check) => DesignBuilder.OneSubnet
        .Subnet("b", "10.0.2.0/24")
        .Eni("web", Web)
        .Eni("appliance", Db, check: check, type: "c5.large")
        .Main("0.0.0.0/0 appliance")
        .Start();
}
