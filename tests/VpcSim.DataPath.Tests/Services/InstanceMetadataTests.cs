using VpcSim.Model.Enis;

namespace VpcSim.DataPath.Tests.Services;

public class InstanceMetadataTests
{
    private const string Web = "10.0.1.10", Web6 = "2001:db8:0:1::10", Metadata = "169.254.169.254", Metadata6 = "fd00:ec2::254";

    [Theory] // EC2 API, "InstanceMetadataOptionsRequest": HttpProtocolIpv6 is off unless it was switched on
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void The_ipv6_address_answers_only_where_it_was_switched_on(bool ipv6, bool answers)
    {
        Run run = Start(new MetadataOptions { HttpProtocolIpv6 = ipv6 });
        ShouldAnswer(run.Send(Tcp.Syn(Web6, Metadata6, 80)), answers);
        run.Send(Tcp.Syn(Web, Metadata, 80)).ShouldBeConsumed(VpcService.InstanceMetadata);
    }

    [Theory] // EC2 API, "InstanceMetadataOptionsRequest": with HttpEndpoint disabled nothing answers
    [InlineData(true)]
    [InlineData(false)]
    public void The_endpoint_may_be_switched_off(bool answers)
    {
        Run run = Start(new MetadataOptions { HttpEndpoint = answers, HttpProtocolIpv6 = true });
        for (int i = 0; i < 2; i++)
        {
            ShouldAnswer(run.Send(Tcp.Syn(Web, Metadata, 80)), answers);
            ShouldAnswer(run.Send(Tcp.Syn(Web6, Metadata6, 80)), answers);
            run.Send(Udp.Datagram(Web, "169.254.169.123", 123)).ShouldBeConsumed(VpcService.AmazonTimeSync);
        }
    }

    [Fact] // EC2 API, "ModifyInstanceMetadataOptions": a change holds at once
    public void Switching_it_off_silences_a_connection_that_is_open()
    {
        Run run = Start(MetadataOptions.Default);
        run.Send(Tcp.Syn(Web, Metadata, 80)).ShouldBeConsumed(VpcService.InstanceMetadata);
        run.Change(design => design with { Instances = [design.Instances[0] with { Metadata = new MetadataOptions { HttpEndpoint = false } }] });
        ShouldAnswer(run.Send(Tcp.Data(Web, Metadata, 80)), answers: false);
    }

    [Fact] // EC2 guide, "Retrieve instance metadata": on Nitro an appliance without the source/destination check may forward to it
    public void An_appliance_without_the_check_may_forward_to_it()
    {
        Packet foreign = Tcp.Syn("10.0.1.77", Metadata, 80);
        Appliance("m5.large", check: false).SendFrom("appliance", foreign).ShouldBeConsumed(VpcService.InstanceMetadata).ShouldNotBeRecorded();
        Appliance("m5.large", check: true).SendFrom("appliance", foreign).ShouldBeDropped(DropReason.EniSourceDestCheckRestriction, by: "appliance").ShouldNotBeRecorded();
        Appliance("m3.large", check: false).SendFrom("appliance", foreign).ShouldBeDropped(DropReason.ServiceRequiresNitro, by: "appliance").ShouldNotBeRecorded();
        Appliance("m3.large", check: true).SendFrom("appliance", Tcp.Syn(Web, Metadata, 80)).ShouldBeConsumed(VpcService.InstanceMetadata);
    }

    [Theory] // EC2 guide, "Retrieve instance metadata"; VPC guide, "DNS attributes for your VPC": the IPv6 addresses are those of the Nitro System
    [InlineData("m5.large", true)]
    [InlineData("m3.large", false)]
    public void Services_have_ipv6_addresses_on_nitro_only(string type, bool answers)
    {
        Run run = Start(new MetadataOptions { HttpProtocolIpv6 = true }, type);
        foreach (Packet packet in new[] { Tcp.Syn(Web6, Metadata6, 80), Udp.Datagram(Web6, "fd00:ec2::253", 53), Udp.Datagram(Web6, "fd00:ec2::123", 123) })
        {
            Sent sent = run.Send(packet).ShouldNotBeRecorded();
            Assert.Equal(answers ? Outcome.Consumed : Outcome.Dropped, sent.Verdict.Outcome);
            if (!answers) sent.ShouldBeDropped(DropReason.ServiceRequiresNitro, by: "web");
        }
        run.Send(Udp.Datagram(Web, "169.254.169.253", 53)).ShouldBeConsumed(VpcService.AmazonDns);
    }

    private static void ShouldAnswer(Sent sent, bool answers)
    {
        if (answers) sent.ShouldBeConsumed(VpcService.InstanceMetadata).ShouldNotBeRecorded();
        else sent.ShouldBeDropped(DropReason.InstanceMetadataDisabled, by: "web").ShouldNotBeRecorded();
    }

    private static Run Start(MetadataOptions options, string type = "t3.micro") => new DesignBuilder().Vpc(ipv6: "2001:db8::/56")
        .Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Eni("web", $"{Web} {Web6}", type: type, metadata: options).Start();

    private static Run Appliance(string type, bool check) => DesignBuilder.OneSubnet.Eni("appliance", Web, type: type, check: check).Start();
}
