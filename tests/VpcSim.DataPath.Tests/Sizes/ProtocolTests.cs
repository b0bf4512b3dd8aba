namespace VpcSim.DataPath.Tests.Sizes;

/// <summary>Protocols of which AWS knows numbers and no ports.</summary>
public class ProtocolTests
{
    private const string Web = "10.0.1.10", App = "10.0.2.20";

    [Theory]
    [InlineData(2)] // IGMP
    [InlineData(4)] // IP in IP
    [InlineData(47)] // GRE
    [InlineData(50)] // ESP
    [InlineData(51)] // AH
    [InlineData(132)] // SCTP
    public void A_protocol_without_ports_passes_and_is_recorded_with_ports_0(int protocol)
    {
        Run run = DesignBuilder.TwoSubnets.Acl("acl", $"in 100 allow {protocol} from 10.0.1.0/24", $"out 100 allow {protocol} to 10.0.1.0/24").Subnet("c", "10.0.3.0/24", acl: "acl")
            .Group("app", $"in {protocol} from 10.0.1.0/24").Eni("web", Web).Eni("app", "10.0.3.20", "app").Start();
        Sent sent = run.Send(Ip.Of(Web, "10.0.3.20", protocol)).ShouldBeDelivered(to: "app").ShouldBeRecorded("web egress ACCEPT", "app ingress ACCEPT");
        Assert.All(sent.Seen, seen => Assert.Equal((0, 0, protocol), (seen.Observation.SourcePort, seen.Observation.DestinationPort, seen.Observation.Protocol)));
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Ip.Of(Web, "10.0.3.20", protocol == 50 ? 51 : 50)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl");
    }

    [Fact] // an IPv6 datagram in fragments: the later ones follow the first, whatever headers stand before the fragment header
    public void Fragments_of_IPv6_follow_the_first_one()
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64").Group("dns", "in udp 53 from ::/0", "out all to ::/0")
            .Eni("web", $"{Web} 2001:db8:0:1::10", "dns").Eni("app", "10.0.1.20 2001:db8:0:1::20", "dns").Start();
        Packet asked = Udp.Datagram("2001:db8:0:1::10", "2001:db8:0:1::20", 53).OfLength(1500), refused = Udp.Datagram("2001:db8:0:1::10", "2001:db8:0:1::20", 54).OfLength(1500);
        run.Send(asked.FirstFragment(1)).ShouldBeDelivered(to: "app");
        run.Send(asked.LaterFragment(1)).ShouldBeDelivered(to: "app");
        run.Send(refused.FirstFragment(2)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "app");
        run.Send(refused.LaterFragment(2)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "app");
    }

    [Theory] // EC2 guide, "Network MTU for your EC2 instance": frames of 9001 bytes within a VPC, and no larger ones
    [InlineData(9001, true)]
    [InlineData(9002, false)]
    public void Jumbo_frames_of_9001_bytes_pass_within_a_vpc(int bytes, bool passes)
    {
        Run run = DesignBuilder.TwoSubnets.Eni("web", Web).Eni("app", App).Start();
        Sent sent = run.Send(Udp.Datagram(Web, App, 53).OfLength(bytes).DontFragment());
        if (passes) sent.ShouldBeDelivered(to: "app").ShouldBeAnswered(null);
        else sent.ShouldBeDropped(DropReason.PacketTooBig, by: "web").ShouldBeAnswered("10.0.1.1 > 10.0.1.10 3/4 mtu 9001");
    }
}
