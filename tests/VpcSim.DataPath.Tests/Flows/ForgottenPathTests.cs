namespace VpcSim.DataPath.Tests.Flows;

/// <summary>When what is remembered of a conversation no longer holds, or must not be remembered at all. (contracts, "The fast path")</summary>
/// <remarks>Each is a dialogue in which a path that outlived its reasons would give another verdict than a walk.</remarks>
public class ForgottenPathTests
{
    private const string One = "10.0.1.10", PublicOne = "198.51.100.10", Two = "10.0.2.20", PublicTwo = "198.51.100.20";

    [Fact] // between public addresses each side's packets are a conversation of their own; two's question is tracked where it leaves, though it gets no further than the network ACL
    public void What_is_refused_at_a_public_address_is_asked_again_each_time()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Acl("inwards", "in 100 allow all 0.0.0.0/0").Subnet("b", "10.0.2.0/24", acl: "inwards")
            .Group("two", "out all 0.0.0.0/0").Eni("one", One, publicAddress: PublicOne).Eni("two", Two, "two", publicAddress: PublicTwo).Start();
        Packet answer = Udp.Datagram(One, PublicTwo, 40000, sourcePort: 53);
        for (int i = 0; i < 2; i++) run.Send(answer).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "two");
        run.Send(Udp.Datagram(Two, PublicOne, 53)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "inwards");
        run.Send(answer).ShouldBeDelivered(to: "two");
    }

    [Fact] // what passes by a rule alone keeps a connection alive as soon as there is one
    public void What_passed_by_a_rule_joins_the_connection_that_its_peer_opens()
    {
        Run run = DesignBuilder.TwoSubnets.Group("two", "in tcp 443 0.0.0.0/0", "out all 0.0.0.0/0").Eni("one", One).Eni("two", Two, "two").Start();
        for (int i = 0; i < 2; i++) Assert.False(run.Send(Tcp.Data(One, Two, 443)).ShouldBeDelivered(to: "two").PassedAsTracked);
        run.Send(Tcp.Syn(Two, One, 40000, sourcePort: 443)).ShouldBeDelivered(to: "one");
        for (int i = 0; i < 3; i++) run.Wait(40).Send(Tcp.Data(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Change(design => design.WithGroup("two"));
        run.Send(Tcp.Data(One, Two, 443)).ShouldBeDelivered(to: "two");
    }

    [Fact] // the contrast: without the peer's SYN there is nothing to join
    public void What_passes_by_a_rule_alone_ends_with_the_rule()
    {
        Run run = DesignBuilder.TwoSubnets.Group("two", "in tcp 443 0.0.0.0/0", "out all 0.0.0.0/0").Eni("one", One).Eni("two", Two, "two").Start();
        for (int i = 0; i < 3; i++) run.Wait(40).Send(Tcp.Data(One, Two, 443)).ShouldBeDelivered(to: "two");
        run.Change(design => design.WithGroup("two"));
        run.Send(Tcp.Data(One, Two, 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "two");
    }

    [Fact] // answers that the network ACL holds up do not keep the NAT gateway's connection alive
    public void What_is_dropped_on_its_way_to_a_NAT_gateway_goes_there_no_longer_than_the_gateway_knows_it()
    {
        Run run = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Acl("outwards", "in 100 allow all 10.0.0.0/16", "out 100 allow all 0.0.0.0/0")
            .Subnet("public", "10.0.0.0/24", table: "public", acl: "outwards").Nat("nat", "public", "10.0.0.220", PublicTwo)
            .Main("0.0.0.0/0 nat").Subnet("private", "10.0.1.0/24").Eni("one", One).Start();
        Packet question = Udp.Datagram(One, "203.0.113.7", 53), answer = question.Reply();
        run.Send(question).ShouldBeDelivered(to: "igw");
        for (int i = 0; i < 3; i++) run.Wait(100).Send(answer).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "outwards");
        run.Wait(100).Send(answer).ShouldBeDropped(DropReason.IgwPrivateIpAssociationForIngress, by: "igw");
    }
}
