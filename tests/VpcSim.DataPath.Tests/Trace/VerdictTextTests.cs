using VpcSim.Model.Designs;

namespace VpcSim.DataPath.Tests.Trace;

public class VerdictTextTests
{
    private const string Client = "10.0.1.10", Server = "10.0.2.20";

    [Fact]
    public void A_group_miss_names_interface_groups_and_what_was_missing() =>
        Assert.Equal("server (eni-server): no inbound rule of one (sg-one), two (sg-two) allows tcp 443 from 10.0.1.10", Sentence(
            DesignBuilder.TwoSubnets.Group("one").Group("two", "in tcp 80 from 0.0.0.0/0").Eni("client", Client).Eni("server", Server, "one two"),
            Tcp.Syn(Client, Server, 443)));

    [Fact]
    public void An_acl_entry_is_quoted() =>
        Assert.Equal("acl (acl-acl): inbound 100 deny tcp 443 0.0.0.0/0; the packet is tcp 443 from 10.0.1.10", Sentence(
            DesignBuilder.OneSubnet.Acl("acl", "in 100 deny tcp 443 from 0.0.0.0/0").Subnet("b", "10.0.2.0/24", acl: "acl").Eni("client", Client).Eni("server", Server),
            Tcp.Syn(Client, Server, 443)));

    [Fact]
    public void A_missing_route_names_the_destination() =>
        Assert.Equal("main (rtb-main): no route to 203.0.113.1", Sentence(DesignBuilder.OneSubnet.Main().Eni("client", Client), Tcp.Syn(Client, "203.0.113.1", 443)));

    [Fact]
    public void A_blackhole_names_the_route() =>
        Assert.Equal("main (rtb-main): 0.0.0.0/0 -> igw-igw is a blackhole", Sentence(
            DesignBuilder.OneSubnet.InternetGateway(attached: false).Main("0.0.0.0/0 igw").Eni("client", Client), Tcp.Syn(Client, "203.0.113.1", 443)));

    [Fact]
    public void Any_other_reason_gives_its_own_sentence() =>
        Assert.Equal($"client (eni-client): {DropReasons.SentenceOf(DropReason.PacketTooBig)}", Sentence(
            DesignBuilder.TwoSubnets.Eni("client", Client).Eni("server", Server), Udp.Datagram(Client, Server, 5000).OfLength(9002).DontFragment()));

    private static string Sentence(DesignBuilder builder, Packet packet)
    {
        Design design = builder.Complete();
        Sent sent = new Run(design, DataPathSettings.Default).Send(packet);
        Assert.True(sent.Verdict.IsDrop);
        return new VerdictText(design).Sentence(sent.Verdict, packet.Header.Protocol, packet.Source, packet.Destination, packet.Header.DestinationPort);
    }
}
