using VpcSim.FlowLogs.Settings;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using static VpcSim.FlowLogs.Tests.Examples.ExampleDesigns;

namespace VpcSim.FlowLogs.Tests.Examples;

/// <summary>AWS's example records, each made by a design and packets. The lines stand here as they stand on AWS's page.</summary>
public class DocumentedRecordTests
{
    private const string Outside = "203.0.113.12", Pinged = "172.31.16.139";
    private const byte Fin = 17, Syn = 2, SynAck = 18;

    private const string TcpFlagFormat = "version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport "
        + "pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status";

    private const string TcpFlagStart = "3 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-01234567890123456 eni-1235b8ca123456789 123456789010 IPv4 ";

    private const string Version5Format = "version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id "
        + "subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags pkt-srcaddr pkt-dstaddr "
        + "pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status";

    [Fact] // VPC guide, "Flow log record examples": Accepted and rejected traffic
    public void SSH_that_the_group_allows_is_AWSs_accepted_record()
    {
        Design design = DefaultVpc("172.31.16.21", "172.31.16.139", "ssh").Written.InAccount(Account).Logged();
        List<string> records = new LoggedTraffic(design)
            .Stream(Tcp.Data("172.31.16.139", "172.31.16.21", 22, 20641), 20, 4249, 1418530010, 1418530070, first: Syn).Records()[0];
        Assert.Equal(["2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"], records);
    }

    [Fact] // VPC guide, "Flow log record examples": Accepted and rejected traffic
    public void RDP_that_the_group_does_not_allow_is_AWSs_rejected_record()
    {
        Design design = DefaultVpc("172.31.9.12", "172.31.9.69", "ssh").Written.InAccount(Account).Logged();
        List<string> records = new LoggedTraffic(design)
            .Stream(Tcp.Data("172.31.9.69", "172.31.9.12", 3389, 49761), 20, 4249, 1418530010, 1418530070, first: Syn).Records()[0];
        Assert.Equal(["2 123456789010 eni-1235b8ca123456789 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK"], records);
    }

    [Fact] // VPC guide, "Flow log record examples": No data and skipped records. The example's windows are of 58 seconds
    public void A_window_without_traffic_and_one_with_too_much_are_AWSs_NODATA_and_SKIPDATA_records()
    {
        const long start = 1431280876;
        const string busy = "11111111aaaaaaaaa";
        Design design = DefaultVpc("172.31.16.21", "172.31.16.139").Eni(busy, "172.31.16.22", type: Xen).Written.InAccount(Account)
            .Logged(interval: 60).Logged($"eni-{busy}", interval: 60);
        var settings = new FlowLogSettings { WindowSeconds = 58, WindowOffsetMs = (int)(start % 58) * 1000, RecordsPerWindow = 1 };
        var records = new LoggedTraffic(design, settings)
            .At(start - 10, Tcp.Syn("172.31.16.139", "172.31.16.21", 22))
            .At(start + 1, Tcp.Syn("172.31.16.139", "172.31.16.22", 22, 40001)).At(start + 2, Tcp.Syn("172.31.16.139", "172.31.16.22", 22, 40002)).Records();
        Assert.Equal("2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA", records[0][^1]);
        Assert.Equal("2 123456789010 eni-11111111aaaaaaaaa - - - - - - - 1431280876 1431280934 - SKIPDATA", records[1][^1]);
        Assert.Equal([2, 2], records.Select(log => log.Count));
    }

    [Fact] // VPC guide, "Flow log record examples": Security group and network ACL rules
    public void A_ping_whose_reply_the_network_ACL_denies_is_AWSs_pair_of_records() => Assert.Equal(
        [
            "2 123456789010 eni-1235b8ca123456789 203.0.113.12 172.31.16.139 0 0 1 4 336 1432917027 1432917142 ACCEPT OK",
            "2 123456789010 eni-1235b8ca123456789 172.31.16.139 203.0.113.12 0 0 1 4 336 1432917094 1432917142 REJECT OK",
        ],
        Pings(["in 100 allow icmp from 0.0.0.0/0", "out 100 deny icmp to 0.0.0.0/0"], "in icmp from 0.0.0.0/0"));

    [Fact] // VPC guide, "Flow log record examples": if the network ACL permits outbound ICMP traffic, both are accepted; the group has no outbound rule
    public void A_ping_whose_reply_the_network_ACL_allows_is_accepted_both_ways() => Assert.Equal(
        [
            "2 123456789010 eni-1235b8ca123456789 203.0.113.12 172.31.16.139 0 0 1 4 336 1432917027 1432917142 ACCEPT OK",
            "2 123456789010 eni-1235b8ca123456789 172.31.16.139 203.0.113.12 0 0 1 4 336 1432917094 1432917142 ACCEPT OK",
        ],
        Pings(["in 100 allow icmp from 0.0.0.0/0", "out 100 allow icmp to 0.0.0.0/0"], "in icmp from 0.0.0.0/0"));

    [Fact] // VPC guide, "Flow log record examples": if the security group denies inbound ICMP, a single REJECT record
    public void A_ping_that_the_group_denies_is_a_single_reject() => Assert.Equal(
        ["2 123456789010 eni-1235b8ca123456789 203.0.113.12 172.31.16.139 0 0 1 4 336 1432917027 1432917142 REJECT OK"],
        Pings(["in 100 allow icmp from 0.0.0.0/0", "out 100 allow icmp to 0.0.0.0/0"], "in tcp 22 from 0.0.0.0/0"));

    [Fact] // VPC guide, "Flow log record examples": IPv6 traffic
    public void SSH_over_IPv6_is_AWSs_record()
    {
        const string client = "2001:db8:1234:a100:8d6e:3477:df66:f105", server = "2001:db8:1234:a102:3304:8879:34cf:4071";
        Design design = new DesignBuilder().Vpc(ipv6: "2001:db8:1234:a100::/56")
            .Subnet("a", "10.0.0.0/24", ipv6: "2001:db8:1234:a100::/64").Subnet("b", "10.0.2.0/24", ipv6: "2001:db8:1234:a102::/64")
            .Group("ssh", "in tcp 22 from ::/0")
            .Eni("client", $"10.0.0.10 {client}", type: Xen).Eni(Eni, $"10.0.2.20 {server}", "ssh", type: Xen)
            .Written.InAccount(Account).Logged();
        List<string> records = new LoggedTraffic(design).Stream(Tcp.Data(client, server, 22, 34892), 54, 8855, 1477913708, 1477913820, first: Syn).Records()[0];
        Assert.Equal(
            ["2 123456789010 eni-1235b8ca123456789 2001:db8:1234:a100:8d6e:3477:df66:f105 2001:db8:1234:a102:3304:8879:34cf:4071 34892 22 6 54 8855 1477913708 1477913820 ACCEPT OK"],
            records);
    }

    [Fact] // VPC guide, "Flow log record examples": TCP flag sequence. The example's windows meet within the second 1566848933
    public void Two_connections_of_which_one_closes_are_AWSs_records_of_TCP_flags()
    {
        const string client = "52.213.180.42", server = "10.0.0.62";
        Packet toServer = Tcp.Data(client, server, 5001, 43418), toClient = Tcp.Data(server, client, 43418, 5001);
        List<string> records = new LoggedTraffic(TcpFlagDesign(), new FlowLogSettings { WindowOffsetMs = 533_500 })
            .Stream(Tcp.Data(client, server, 5001, 43416), 8, 568, 1566848875.1, 1566848933.1, first: Syn)
            .Stream(Tcp.Data(server, client, 43416, 5001), 7, 376, 1566848875.2, 1566848933.2, first: SynAck)
            .Stream(toServer, 70, 100701, 1566848875.3, 1566848933.3, first: Syn)
            .Stream(toClient, 12, 632, 1566848875.4, 1566848933.4, first: SynAck)
            .Stream(toClient, 1219, 63388, 1566848933.6, 1566849113.1, last: Fin)
            .Stream(toServer, 15774, 23294588, 1566848933.7, 1566849113.2, last: Fin)
            .Records()[0];
        Assert.Equal(
            [
                TcpFlagStart + "52.213.180.42 10.0.0.62 43416 5001 52.213.180.42 10.0.0.62 6 568 8 1566848875 1566848933 ACCEPT 2 OK",
                TcpFlagStart + "10.0.0.62 52.213.180.42 5001 43416 10.0.0.62 52.213.180.42 6 376 7 1566848875 1566848933 ACCEPT 18 OK",
                TcpFlagStart + "52.213.180.42 10.0.0.62 43418 5001 52.213.180.42 10.0.0.62 6 100701 70 1566848875 1566848933 ACCEPT 2 OK",
                TcpFlagStart + "10.0.0.62 52.213.180.42 5001 43418 10.0.0.62 52.213.180.42 6 632 12 1566848875 1566848933 ACCEPT 18 OK",
                TcpFlagStart + "10.0.0.62 52.213.180.42 5001 43418 10.0.0.62 52.213.180.42 6 63388 1219 1566848933 1566849113 ACCEPT 1 OK",
                TcpFlagStart + "52.213.180.42 10.0.0.62 43418 5001 52.213.180.42 10.0.0.62 6 23294588 15774 1566848933 1566849113 ACCEPT 1 OK",
            ],
            records);
    }

    [Fact] // VPC guide, "Flow log record examples": TCP flag sequence, a connection within one window
    public void A_connection_that_opens_and_closes_within_a_window_is_AWSs_pair_of_records()
    {
        const string client = "52.213.180.42", server = "10.0.0.62";
        List<string> records = new LoggedTraffic(TcpFlagDesign(), new FlowLogSettings { WindowOffsetMs = 533_500 })
            .Stream(Tcp.Data(client, server, 5001, 43638), 17, 1260, 1566933133.1, 1566933193.1, first: Syn, last: Fin)
            .Stream(Tcp.Data(server, client, 43638, 5001), 14, 967, 1566933133.2, 1566933193.2, first: SynAck, last: Fin)
            .Records()[0];
        Assert.Equal(
            [
                TcpFlagStart + "52.213.180.42 10.0.0.62 43638 5001 52.213.180.42 10.0.0.62 6 1260 17 1566933133 1566933193 ACCEPT 3 OK",
                TcpFlagStart + "10.0.0.62 52.213.180.42 5001 43638 10.0.0.62 52.213.180.42 6 967 14 1566933133 1566933193 ACCEPT 19 OK",
            ],
            records);
    }

    [Fact] // VPC guide, "Flow log record examples": NAT gateway; first the gateway's interface, then the instance's
    public void A_conversation_through_a_NAT_gateway_is_AWSs_six_records()
    {
        const string format = "instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr", instance = "1111aaaa2222bbbb3";
        DesignBuilder builder = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("nat", "10.0.0.0/24", table: "public")
            .Nat("nat", "nat", "10.0.0.220", "198.51.100.7").Table("private", "0.0.0.0/0 nat").Subnet("a", "10.0.1.0/24", table: "private")
            .Eni(instance, "10.0.1.5", type: Xen);
        Design design = WithNatInterface(builder.Written, EniId).WithInstanceId(instance, "i-01234567890123456").Logged(EniId, format).Logged($"eni-{instance}", format);
        Packet request = Tcp.Syn("10.0.1.5", "203.0.113.5", 443);
        var records = new LoggedTraffic(design).At(1616729292, request).At(1616729293, request.Reply()).Records();
        Assert.Equal(
            [
                "- eni-1235b8ca123456789 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5",
                "- eni-1235b8ca123456789 10.0.0.220 203.0.113.5 10.0.0.220 203.0.113.5",
                "- eni-1235b8ca123456789 203.0.113.5 10.0.0.220 203.0.113.5 10.0.0.220",
                "- eni-1235b8ca123456789 10.0.0.220 10.0.1.5 203.0.113.5 10.0.1.5",
            ],
            records[0]);
        Assert.Equal(
            [
                "i-01234567890123456 eni-1111aaaa2222bbbb3 10.0.1.5 203.0.113.5 10.0.1.5 203.0.113.5",
                "i-01234567890123456 eni-1111aaaa2222bbbb3 203.0.113.5 10.0.1.5 203.0.113.5 10.0.1.5",
            ],
            records[1]);
    }

    [Fact] // VPC guide, "Flow log record examples": Traffic through a transit gateway; the server's interface, then those of the transit gateway
    public void A_request_through_a_transit_gateway_and_its_response_are_AWSs_four_records()
    {
        const string format = "version interface-id account-id vpc-id subnet-id instance-id srcaddr dstaddr srcport dstport protocol tcp-flags type pkt-srcaddr pkt-dstaddr action log-status";
        const string vpc = "abcdefab012345678", one = "11111111aaaaaaaaa", two = "22222222bbbbbbbbb";
        const string server = "33333333333333333", exit = "11111111111111111", entry = "22222222222222222";
        DesignBuilder builder = new DesignBuilder().Transit()
            .Vpc(vpc, "10.40.0.0/16").Main("10.20.0.0/16 tgw").Subnet(one, "10.40.1.0/24", zone: 'a').Subnet(two, "10.40.2.0/24", zone: 'b')
            .Eni(server, "10.40.2.236", type: Xen).TransitEni(exit, "10.40.1.175").TransitEni(entry, "10.40.2.31").Attach("server", $"{one} {two}", interfaces: $"{exit} {entry}")
            .Vpc("client", "10.20.0.0/16").Table("client", "10.40.0.0/16 tgw").Subnet("client-a", "10.20.33.0/24", zone: 'a', table: "client")
            .Subnet("client-b", "10.20.34.0/24", zone: 'b', table: "client").Eni("client", "10.20.33.164").Attach("client", "client-a client-b");
        Design design = builder.Written.InAccount(Account).WithInstanceId(server, "i-01234567890123456")
            .Logged($"eni-{server}", format).Logged($"eni-{exit}", format).Logged($"eni-{entry}", format);
        Packet request = Tcp.Syn("10.20.33.164", "10.40.2.236", 80, 39812), response = request.Reply();
        var records = new LoggedTraffic(design).At(1616729292, request).At(1616729293, response)
            .At(1616729294, request.WithFlags(Fin)).At(1616729295, response.WithFlags(Fin)).Records();
        Assert.Equal(
            [
                "3 eni-33333333333333333 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb i-01234567890123456 10.20.33.164 10.40.2.236 39812 80 6 3 IPv4 10.20.33.164 10.40.2.236 ACCEPT OK",
                "3 eni-33333333333333333 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb i-01234567890123456 10.40.2.236 10.20.33.164 80 39812 6 19 IPv4 10.40.2.236 10.20.33.164 ACCEPT OK",
            ],
            records[0]);
        Assert.Equal(["3 eni-11111111111111111 123456789010 vpc-abcdefab012345678 subnet-11111111aaaaaaaaa - 10.40.1.175 10.40.2.236 39812 80 6 3 IPv4 10.20.33.164 10.40.2.236 ACCEPT OK"], records[1]);
        Assert.Equal(["3 eni-22222222222222222 123456789010 vpc-abcdefab012345678 subnet-22222222bbbbbbbbb - 10.40.2.236 10.40.2.31 80 39812 6 19 IPv4 10.40.2.236 10.20.33.164 ACCEPT OK"], records[2]);
    }

    [Fact] // VPC guide, "Flow log record examples": Service name, traffic path, and flow direction. AWS promises no order of records
    public void S3_through_an_internet_gateway_is_AWSs_pair_of_records()
    {
        const string instance = "10.0.0.71", s3 = "52.95.128.179";
        Design design = new DesignBuilder().Vpc("abcdefab012345678", region: "ap-southeast-2").InternetGateway().Main("0.0.0.0/0 igw")
            .Subnet("aaaaaaaa012345678", "10.0.0.0/24").Eni(Eni, instance, publicAddress: "198.51.100.7", type: "t3.micro")
            .Written.InAccount("123456789012").WithInstanceId(Eni, "i-0c50d5961bcb2d47b").Logged(format: Version5Format);
        design = design with { Subnets = [.. design.Subnets.Select(subnet => subnet with { AvailabilityZone = "ap-southeast-2c" })] };
        List<string> records = new LoggedTraffic(design, new FlowLogSettings { WindowOffsetMs = 10_000 })
            .Stream(Tcp.Data(instance, s3, 80, 34210), 7, 471, 1616729292.1, 1616729349.1, first: Syn, last: Fin)
            .Stream(Tcp.Data(s3, instance, 34210, 80), 14, 15044, 1616729292.2, 1616729349.2, first: SynAck, last: Fin)
            .Records()[0];
        const string ids = "123456789012 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ap-southeast-2 apse2-az3 - - ACCEPT";
        Assert.Equal(
            [
                $"5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 {ids} 3 10.0.0.71 52.95.128.179 - S3 8 egress OK",
                $"5 52.95.128.179 10.0.0.71 80 34210 6 1616729292 1616729349 IPv4 14 15044 {ids} 19 52.95.128.179 10.0.0.71 S3 - - ingress OK",
            ],
            records);
    }

    [Fact] // AWS Knowledge Center, "Analyze inbound traffic of a NAT gateway". One packet, yet start and end differ: they are a window's, of 36 seconds
    public void An_unsolicited_SYN_at_a_NAT_gateway_is_AWSs_accepted_record()
    {
        const long start = 1635749118;
        DesignBuilder builder = new DesignBuilder().Vpc().InternetGateway().Table("public", "0.0.0.0/0 igw").Subnet("nat", "10.0.10.0/24", table: "public")
            .Nat("nat", "nat", "10.0.10.10", "198.51.100.7");
        Design design = WithNatInterface(builder.Written, "eni-1234567890abcd").Logged("eni-1234567890abcd");
        var settings = new FlowLogSettings { Times = RecordTimes.Window, WindowSeconds = 36, WindowOffsetMs = (int)(start % 36) * 1000 };
        List<string> records = new LoggedTraffic(design, settings).At(start + 7, Tcp.Syn("203.0.113.100", "198.51.100.7", 443, 25614)).Records()[0];
        Assert.Equal(["2 123456789012 eni-1234567890abcd 203.0.113.100 10.0.10.10 25614 443 6 1 40 1635749118 1635749154 ACCEPT OK"], records);
    }

    [Fact] // VPC guide, "Control traffic to subnets using network ACLs": changes apply at once, so one window has both actions
    public void A_network_ACL_that_denies_from_the_middle_of_a_window_on_makes_three_records()
    {
        const long window = 1432917000;
        Packet first = Icmp.Echo(Outside, Pinged), second = Icmp.Echo(Outside, Pinged, sequence: 2);
        List<string> records = new LoggedTraffic(
                PingedDesign(["in 100 allow icmp from 0.0.0.0/0", "out 100 allow icmp to 0.0.0.0/0"], "in icmp from 0.0.0.0/0"), new FlowLogSettings { Times = RecordTimes.Window })
            .At(window + 5, first).At(window + 5.001, first.Reply())
            .Change(window + 20, written => written.WithAcl("acl", "in 100 allow icmp from 0.0.0.0/0", "out 90 deny icmp to 0.0.0.0/0", "out 100 allow icmp to 0.0.0.0/0"))
            .At(window + 25, second).At(window + 25.001, second.Reply())
            .Records()[0];
        Assert.Equal(
            [
                "2 123456789010 eni-1235b8ca123456789 203.0.113.12 172.31.16.139 0 0 1 2 168 1432917000 1432917600 ACCEPT OK",
                "2 123456789010 eni-1235b8ca123456789 172.31.16.139 203.0.113.12 0 0 1 1 84 1432917000 1432917600 ACCEPT OK",
                "2 123456789010 eni-1235b8ca123456789 172.31.16.139 203.0.113.12 0 0 1 1 84 1432917000 1432917600 REJECT OK",
            ],
            records);
    }

    private static Design TcpFlagDesign() => new DesignBuilder().Vpc("abcdefab012345678").InternetGateway().Main("0.0.0.0/0 igw")
        .Subnet("aaaaaaaa012345678", "10.0.0.0/24").Eni(Eni, "10.0.0.62", publicAddress: "198.51.100.7", type: Xen)
        .Written.InAccount(Account).WithInstanceId(Eni, "i-01234567890123456").Logged(format: TcpFlagFormat);

    private static List<string> Pings(string[] acl, string groupRule)
    {
        var traffic = new LoggedTraffic(PingedDesign(acl, groupRule));
        double[] requests = [1432917027, 1432917090, 1432917110, 1432917142], replies = [1432917094, 1432917095, 1432917111, 1432917142.5];
        for (ushort i = 0; i < requests.Length; i++)
        {
            Packet request = Icmp.Echo(Outside, Pinged, sequence: i);
            traffic.At(requests[i], request);
            if (groupRule.StartsWith("in icmp", StringComparison.Ordinal)) traffic.At(replies[i], request.Reply());
        }
        return traffic.Records()[0];
    }

    private static Design PingedDesign(string[] acl, string groupRule) => new DesignBuilder().Vpc(cidr: "172.31.0.0/16").InternetGateway().Main("0.0.0.0/0 igw")
        .Acl("acl", acl).Subnet("b", "172.31.16.0/20", acl: "acl").Group("g", groupRule).Eni(Eni, Pinged, "g", publicAddress: "198.51.100.7", type: Xen)
        .Written.InAccount(Account).Logged();

    private static Design WithNatInterface(Design design, string eniId) => design with
    {
        NatGateways = [.. design.NatGateways.Select(gateway => gateway with { NetworkInterfaceId = eniId })],
    };
}
