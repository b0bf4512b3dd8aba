using VpcSim.Model.Endpoints;

namespace VpcSim.DataPath.Tests.Endpoints;

public class GatewayEndpointTests
{
    private const string Web = "10.0.1.10", S3 = "52.216.0.1", S3Ipv6 = "2600:1fa0:8000::1";

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": its route by prefix list beats the default route; no public address is needed
    public void Traffic_to_the_service_takes_the_endpoint()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "s3").ShouldBeRecorded("web egress ACCEPT");
        run.Send(Tcp.Syn(Web, "203.0.113.1", 443)).ShouldBeDropped(DropReason.IgwPublicIpAssociationForEgress, by: "igw");
    }

    [Fact] // the same page: the service sees the private address and answers it
    public void The_service_answers_through_the_endpoint()
    {
        Run run = Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered();
        run.Reply().ShouldBeDelivered(to: "web").ShouldBeRecorded($"web ingress ACCEPT {S3} {Web} {S3} {Web}");
    }

    [Fact] // the same page: your own route with an identical or more specific range beats the endpoint's
    public void A_static_route_that_is_more_specific_beats_the_endpoints()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main($"{S3}/32 igw").GatewayEndpoint("s3", "s3", "main").Eni("web", Web, publicAddress: "198.51.100.1").Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "igw");
        run.Send(Tcp.Syn(Web, "52.216.0.2", 443)).ShouldBeDelivered(to: "s3");
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": an own route of the identical range beats the endpoint's as well, a wider one does not
    public void A_static_route_of_the_identical_range_beats_the_endpoints()
    {
        Run WithRoute(string destination) => DesignBuilder.OneSubnet.InternetGateway().Main($"{destination} igw").GatewayEndpoint("s3", "s3", "main")
            .Eni("web", Web, publicAddress: "198.51.100.1").Start();
        Run identical = WithRoute("52.216.0.0/15"), wider = WithRoute("52.216.0.0/14");
        identical.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "igw");
        wider.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "s3");
    }

    [Theory] // AWS PrivateLink guide, "Gateway endpoints for Amazon S3": the address type chooses the families that take the endpoint
    [InlineData(EndpointAddressType.Ipv4, "s3", "igw")]
    [InlineData(EndpointAddressType.Dualstack, "s3", "s3")]
    public void A_dualstack_endpoint_takes_both_families(EndpointAddressType type, string ipv4, string ipv6)
    {
        Run run = new DesignBuilder().Vpc(ipv6: "2001:db8::/56").InternetGateway().Main("0.0.0.0/0 igw", "::/0 igw").Subnet("a", "10.0.1.0/24", "2001:db8:0:1::/64")
            .GatewayEndpoint("s3", "s3", type, "main").Eni("web", $"{Web} 2001:db8:0:1::10").Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: ipv4);
        run.Send(Tcp.Syn("2001:db8:0:1::10", S3Ipv6, 443)).ShouldBeDelivered(to: ipv6);
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": DynamoDB has gateway endpoints as well, beside those of S3 in one table
    public void An_endpoint_of_dynamodb_stands_beside_one_of_s3()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").GatewayEndpoint("s3", "s3", "main").GatewayEndpoint("dynamodb", "dynamodb", "main").Eni("web", Web).Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "s3");
        run.Send(Tcp.Syn(Web, "52.94.0.1", 443)).ShouldBeDelivered(to: "dynamodb");
        run.Reply().ShouldBeDelivered(to: "web");
    }

    [Fact] // the same page: only the chosen route tables have the route
    public void A_table_that_was_not_chosen_takes_other_routes()
    {
        Run run = DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").Table("other").GatewayEndpoint("s3", "s3", "other")
            .Eni("web", Web, publicAddress: "198.51.100.1").Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered(to: "igw");
    }

    [Theory] // Reachability Analyzer, VPCE_GATEWAY_PROTOCOL_RESTRICTION: TCP and ICMP echo
    [InlineData(6, Outcome.Delivered)]
    [InlineData(1, Outcome.Delivered)]
    [InlineData(17, Outcome.Dropped)]
    [InlineData(47, Outcome.Dropped)]
    public void Only_tcp_and_echo_requests_enter(int protocol, Outcome outcome)
    {
        Packet packet = protocol switch
        {
            6 => Tcp.Syn(Web, S3, 443),
            1 => Icmp.Echo(Web, S3),
            17 => Udp.Datagram(Web, S3, 443),
            _ => Ip.Of(Web, S3, protocol),
        };
        Sent sent = Start().Send(packet);
        Assert.Equal(outcome, sent.Verdict.Outcome);
        if (outcome == Outcome.Dropped) sent.ShouldBeDropped(DropReason.VpceGatewayProtocolRestriction, by: "s3").ShouldBeRecorded("web egress ACCEPT");
    }

    [Theory] // VPC guide, "Available fields": traffic-path 7 on Nitro instances, 2 on others
    [InlineData("m5.large", 7)]
    [InlineData("t2.micro", 2)]
    public void The_traffic_path_tells_the_endpoint_on_nitro_only(string type, int path)
    {
        Run run = DesignBuilder.OneSubnet.Main().GatewayEndpoint("s3", "s3", "main").Eni("web", Web, type: type).Start();
        run.Send(Tcp.Syn(Web, S3, 443)).ShouldBeDelivered().ShouldTakePath(path);
    }

    [Fact] // VPC guide, "Security groups": a rule may name the service's prefix list; VPC endpoints guide: the network ACL needs its addresses
    public void Security_groups_and_network_acls_apply()
    {
        Run run = DesignBuilder.OneSubnet.Main().Acl("acl", "out 100 allow tcp 443 to 52.216.0.0/15", "in 100 allow tcp 1024-65535 from 52.216.0.0/15")
            .Subnet("b", "10.0.2.0/24", acl: "acl").GatewayEndpoint("s3", "s3", "main").Group("web", "out tcp 443 to pl-63a5400a").Eni("web", "10.0.2.10", "web").Start();
        run.Send(Tcp.Syn("10.0.2.10", S3, 443)).ShouldBeDelivered(to: "s3");
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn("10.0.2.10", S3, 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web");
        run.Send(Tcp.Syn("10.0.2.10", "54.231.0.1", 443)).ShouldBeDropped(DropReason.SubnetAclRestriction, by: "acl");
    }

    private static Run Start() =>
        DesignBuilder.OneSubnet.InternetGateway().Main("0.0.0.0/0 igw").GatewayEndpoint("s3", "s3", "main").Eni("web", Web).Start();
}
