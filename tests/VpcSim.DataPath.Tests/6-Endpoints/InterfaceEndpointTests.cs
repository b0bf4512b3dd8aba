namespace VpcSim.DataPath.Tests.Endpoints;

public class InterfaceEndpointTests
{
    private const string Web = "10.0.1.10", Endpoint = "10.0.2.50", OnPremises = "192.168.5.5";

    [Fact] // AWS PrivateLink guide, "Interface endpoints": the security group of its interface must allow 443
    public void Its_security_group_applies()
    {
        Run run = Start("in tcp 443 from 10.0.1.0/24");
        run.Send(Tcp.Syn(Web, Endpoint, 443)).ShouldBeDelivered(to: "secrets").ShouldBeRecorded("web egress ACCEPT", "secrets ingress ACCEPT").ShouldTakePath(1);
        run.Send(Tcp.Syn(Web, Endpoint, 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "secrets").ShouldBeRecorded("web egress ACCEPT", "secrets ingress REJECT");
    }

    [Theory] // the same page: the service answers, through a group that is open to everything as well
    [InlineData("in tcp 443 from 10.0.1.0/24", "out tcp 1 to 10.9.9.9/32")]
    [InlineData("in all from 0.0.0.0/0", "out all to 0.0.0.0/0")]
    public void The_service_answers(string inbound, string outbound)
    {
        Run run = Start(inbound, outbound);
        run.Send(Tcp.Syn(Web, Endpoint, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded("secrets egress ACCEPT", "web ingress ACCEPT");
    }

    [Fact] // EC2 guide, "Security group connection tracking": connections of endpoints are tracked whatever the rules; UDP services answer too
    public void The_service_answers_datagrams()
    {
        Run run = Start("in all from 0.0.0.0/0", "out all to 0.0.0.0/0");
        run.Send(Udp.Datagram(Web, Endpoint, 5000)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "web");
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": the service can never initiate
    public void The_service_never_initiates()
    {
        Run run = Start("in all from 0.0.0.0/0", "out all to 0.0.0.0/0");
        for (int i = 0; i < 3; i++)
        {
            run.Send(Tcp.Syn(Endpoint, Web, 443)).ShouldBeDropped(DropReason.VpceNeverInitiates, by: "secrets-endpoint").ShouldNotBeRecorded();
            run.Send(Udp.Datagram(Endpoint, Web, 443)).ShouldBeDropped(DropReason.VpceNeverInitiates, by: "secrets-endpoint");
        }
    }

    [Theory] // AWS PrivateLink quotas: 8500 bytes; larger packets are dropped without a word
    [InlineData(8500, Outcome.Delivered)]
    [InlineData(8501, Outcome.Dropped)]
    public void The_mtu_is_8500_bytes_in_silence(int bytes, Outcome outcome)
    {
        Run run = Start("in all from 0.0.0.0/0");
        Sent sent = run.Send(Udp.Datagram(Web, Endpoint, 5000).OfLength(bytes).DontFragment());
        Assert.Equal(outcome, sent.Verdict.Outcome);
        Assert.Equal(0, run.DataPath.Generated);
        if (outcome == Outcome.Dropped) sent.ShouldBeDropped(DropReason.VpceMtuExceeded, by: "secrets-endpoint").ShouldBeRecorded("web egress ACCEPT");
    }

    [Fact] // AWS PrivateLink guide: reachable over VPN and peering, unlike a gateway endpoint
    public void It_is_reachable_from_on_premises()
    {
        Run run = DesignBuilder.TwoSubnets.Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw")
            .Group("secrets", "in tcp 443 from 192.168.0.0/16").InterfaceEndpoint("secrets", Endpoint, "secrets").Start();
        run.Send(Tcp.Syn(OnPremises, Endpoint, 443)).ShouldBeDelivered(to: "secrets");
        run.Reply().ShouldBeDelivered(to: "vgw");
    }

    [Fact] // VPC guide, "Network ACLs": that of the endpoint's subnet applies
    public void The_network_acl_of_its_subnet_applies()
    {
        Run run = DesignBuilder.OneSubnet.Acl("acl", "in 100 allow tcp 443 from 10.0.1.11/32").Subnet("b", "10.0.2.0/24", acl: "acl")
            .Group("secrets", "in tcp 443 from 0.0.0.0/0").InterfaceEndpoint("secrets", Endpoint, "secrets").Eni("web", $"{Web} 10.0.1.11").Start();
        run.Send(Tcp.Syn(Web, Endpoint, 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl");
        run.Send(Tcp.Syn("10.0.1.11", Endpoint, 443)).ShouldBeDelivered(to: "secrets");
    }

    private static Run Start(params string[] rules) =>
        DesignBuilder.TwoSubnets.Group("secrets", rules).InterfaceEndpoint("secrets", Endpoint, "secrets").Eni("web", Web).Start();
}
