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

    [Theory] // AWS PrivateLink guide, "Quotas": larger packets are dropped, also where they might be fragmented
    [InlineData(8500, true)]
    [InlineData(8501, false)]
    public void An_endpoint_fragments_nothing(int bytes, bool passes)
    {
        Run run = Start("in all from 0.0.0.0/0");
        Sent asked = run.Send(Udp.Datagram(Web, Endpoint, 5000).OfLength(bytes));
        run.Send(Udp.Datagram(Web, Endpoint, 5000));
        Sent answered = run.Send(Udp.Datagram(Web, Endpoint, 5000).OfLength(bytes).Reply());
        if (passes)
        {
            asked.ShouldBeDelivered(to: "secrets");
            answered.ShouldBeDelivered(to: "web");
            return;
        }
        asked.ShouldBeDropped(DropReason.VpceMtuExceeded, by: "secrets-endpoint").ShouldBeAnswered(null).ShouldBeRecorded("web egress ACCEPT");
        answered.ShouldBeDropped(DropReason.VpceMtuExceeded, by: "secrets-endpoint").ShouldNotBeRecorded();
    }

    [Fact] // AWS PrivateLink guide, "Quotas": the segment size that SYNs announce is lowered to what 8500 bytes hold
    public void The_segment_size_of_syns_is_lowered()
    {
        Run run = Start("in all from 0.0.0.0/0");
        Assert.Equal(8460, run.Send(Tcp.Syn(Web, Endpoint, 443, mss: 8961)).ShouldBeDelivered().Arrived.Mss);
        Assert.Equal(8460, run.Reply().ShouldBeDelivered(to: "web").Arrived.Mss);
        Assert.Equal(1460, run.Send(Tcp.Syn(Web, Endpoint, 443, sourcePort: 40001, mss: 1460)).Arrived.Mss);
        Assert.Equal(0, run.Send(Tcp.Syn(Web, Endpoint, 443, sourcePort: 40002)).Arrived.Mss);
        Assert.Equal(8961, run.Send(Tcp.Syn(Web, "10.0.1.11", 443, mss: 8961)).ShouldBeDelivered(to: "app").Arrived.Mss);
    }

    [Fact] // AWS PrivateLink guide, "Quotas": so that what segmentation offload joined stands for segments of 8460 bytes, not of 8961
    public void Segments_are_those_of_the_lowered_size()
    {
        Run run = Start("in all from 0.0.0.0/0");
        run.Send(Tcp.Syn(Web, Endpoint, 443, mss: 8961));
        run.Reply();
        for (int i = 0; i < 3; i++)
            run.Send(Tcp.Data(Web, Endpoint, 443, payload: 17_000)).ShouldCount("web egress ACCEPT 40000>443 3 of 17120 bytes", "secrets ingress ACCEPT 40000>443 3 of 17120 bytes");
        run.Send(Tcp.Syn(Web, "10.0.1.11", 443, mss: 8961));
        run.Reply();
        run.Send(Tcp.Data(Web, "10.0.1.11", 443, payload: 17_000)).ShouldCount("web egress ACCEPT 40000>443 2 of 17080 bytes", "app ingress ACCEPT 40000>443 2 of 17080 bytes");
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": reachable over peering
    public void It_is_reachable_over_peering()
    {
        Run run = new DesignBuilder().Vpc("far", "10.1.0.0/16").Peering("pcx", "far", "near").Table("far-table", "10.0.0.0/16 pcx").Subnet("far-a", "10.1.1.0/24", table: "far-table")
            .Eni("client", "10.1.1.10").Vpc("near").Main("10.1.0.0/16 pcx").Subnet("b", "10.0.2.0/24").Group("secrets", "in tcp 443 from 10.1.0.0/16")
            .InterfaceEndpoint("secrets", Endpoint, "secrets").Start();
        run.Send(Tcp.Syn("10.1.1.10", Endpoint, 443)).ShouldBeDelivered(to: "secrets").ShouldBeRecorded("client egress ACCEPT", "secrets ingress ACCEPT");
        run.Reply().ShouldBeDelivered(to: "client").ShouldBeRecorded("secrets egress ACCEPT", "client ingress ACCEPT");
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
        DesignBuilder.TwoSubnets.Group("secrets", rules).InterfaceEndpoint("secrets", Endpoint, "secrets").Eni("web", Web).Eni("app", "10.0.1.11").Start();
}
