using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Packets from hosts that a NAT instance or a tunnel's end brings into the VPC, captured at the instance that they are for.</summary>
public class BehindApplianceTests
{
    private const string Client = "10.0.1.10", Outside = "203.0.113.7", Office = "172.20.0.5";

    [Fact] // VPC guide, "NAT instances": the answer from the internet comes by the NAT instance
    public void The_answer_from_the_internet_comes_by_the_nat_instance()
    {
        Replayed result = Design(route: "0.0.0.0/0").Run(new Capture().Http($"{Client}:40000", $"{Outside}:443"));

        Assert.Equal("delivered 8", result.Outcomes);
        Assert.Equal(["client egress ACCEPT", "nat ingress ACCEPT"], Records(result, 1));
        Assert.Equal(["nat egress ACCEPT", "client ingress ACCEPT"], Records(result, 2));
    }

    [Fact] // the contrast: nothing that the client did not ask for, and its group still decides
    public void What_the_client_did_not_ask_for_meets_its_group() => Assert.Equal(
        "ENI_SG_RULES_MISMATCH 1", Design(route: "0.0.0.0/0").Run(new Capture().Add(Frame.Tcp($"{Outside}:443", $"{Client}:40000", "S"))).Drops);

    [Fact] // the contrast: an interface with a public address is reached by the internet gateway itself
    public void An_interface_with_a_public_address_is_reached_by_the_internet_gateway()
    {
        Replayed result = Design(route: "0.0.0.0/0", clientEip: true).Run(new Capture().Add(Frame.Udp($"{Client}:40000", $"{Outside}:53"), Frame.Udp($"{Outside}:53", $"{Client}:40000")));

        Assert.Equal(["client ingress ACCEPT"], Records(result, 2));
    }

    [Fact] // a network to which a route leads through an instance lies behind it, also where it speaks first
    public void A_network_behind_a_tunnels_end_is_reached_both_ways()
    {
        Replayed result = Design(route: "172.20.0.0/16", open: true).Run(new Capture().Http($"{Office}:40000", $"{Client}:443"));

        Assert.Equal("delivered 8", result.Outcomes);
        Assert.Equal(["nat egress ACCEPT", "client ingress ACCEPT"], Records(result, 1));
        Assert.Equal(["client egress ACCEPT", "nat ingress ACCEPT"], Records(result, 2));
    }

    [Fact] // the contrast: with the source/destination check nobody sends for others, and a private address never passes the internet gateway
    public void With_the_check_nothing_lies_behind_an_instance() => Assert.Equal(
        "IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS 1",
        Design(route: "172.20.0.0/16", open: true, check: true).Run(new Capture().Add(Frame.Tcp($"{Office}:40000", $"{Client}:443", "S"))).Drops);

    private static string[] Records(Replayed result, long number) =>
    [
        .. result.Meter.Counts.Where(count => count.Number == number).Select(count =>
            $"{result.Design.NetworkInterfaces[count.Seen.Interface].Name} {(count.Seen.Egress ? "egress" : "ingress")} {(count.Seen.Accepted ? "ACCEPT" : "REJECT")}"),
    ];

    private static Trial Design(string route, bool open = false, bool check = false, bool clientEip = false)
    {
        (int port, string checks) = (open ? 443 : 9, check ? "true" : "false");
        string template = $$$"""
            Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
            Internet: {Type: 'AWS::EC2::InternetGateway'}
            Attachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet}}
            Private: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
            Public: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24}}
            PublicRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            PublicDefault: {Type: 'AWS::EC2::Route', DependsOn: Attachment, Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet}}
            PublicAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Public, RouteTableId: !Ref PublicRoutes}}
            PrivateRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            Through: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateRoutes, DestinationCidrBlock: {{{route}}}, InstanceId: !Ref nat}}
            PrivateAssociation: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref Private, RouteTableId: !Ref PrivateRoutes}}
            NatSg:
              Type: AWS::EC2::SecurityGroup
              Properties: {GroupDescription: nat, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/16}]}
            ClientSg:
              Type: AWS::EC2::SecurityGroup
              Properties: {GroupDescription: client, VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: {{{port}}}, ToPort: {{{port}}}, CidrIp: 172.20.0.0/16}]}
            client: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Private, PrivateIpAddress: 10.0.1.10, SecurityGroupIds: [!Ref ClientSg]}}
            nat: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Public, PrivateIpAddress: 10.0.3.10, SourceDestCheck: {{{checks}}}, SecurityGroupIds: [!Ref NatSg]}}
            NatEip: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc, InstanceId: !Ref nat}}
            """;
        const string ClientEip = "\nClientEip: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc, InstanceId: !Ref client}}";
        return Trial.Of(clientEip ? template + ClientEip : template);
    }
}
