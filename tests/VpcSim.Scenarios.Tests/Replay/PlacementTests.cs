using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Who sends a captured packet, and from where it enters. (<c>docs/replay.md</c>, "Who sends a packet")</summary>
public class PlacementTests
{
    private const string Client = "203.0.113.9:40000", Web = "10.0.1.10:80", Office = "192.168.10.5:40000";

    /// <summary>Another instance with an Elastic IP, 10.0.1.11, in Web's subnet and group.</summary>
    private const string Second = """
        Second:
          Type: AWS::EC2::Instance
          Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro, SubnetId: !Ref Public, PrivateIpAddress: 10.0.1.11, SecurityGroupIds: [!GetAtt WebSg.GroupId]}
        SecondEip: {Type: 'AWS::EC2::EIP', DependsOn: Attachment, Properties: {Domain: vpc, InstanceId: !Ref Second}}
        """;

    [Fact]
    public void An_address_of_a_vpn_connections_routes_lives_on_premises() =>
        Assert.Equal("delivered 8", Trial.Of(Resources.Web, Resources.Vpn).Run(new Capture().Http(Office, Web)).Outcomes);

    [Fact]
    public void A_private_address_that_no_route_sends_anywhere_never_passes_an_internet_gateway()
    {
        Replayed result = Trial.Of(Resources.Web).Open.Run(new Capture().Add(Frame.Tcp(Office, Web, "S"), Frame.Tcp("10.0.1.10:40000", "100.64.0.1:80", "S")));

        Assert.Equal("IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS 1, IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS 1", result.Drops);
    }

    [Theory]
    // The interface has no public address: whatever reaches it from outside came through the virtual private gateway.
    [InlineData("203.0.113.0/24", "ENI_SG_RULES_MISMATCH 1")]
    [InlineData("0.0.0.0/0", "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS 1")]
    public void A_static_route_to_a_virtual_private_gateway_puts_its_destination_on_premises_unless_it_is_the_default_route(string route, string drops)
    {
        Trial trial = Trial.Of(Resources.Web, Resources.App, Resources.VpnGateway, $$$"""
            OfficeRoutes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            ToOffice: {Type: 'AWS::EC2::Route', DependsOn: VpnAttachment, Properties: {RouteTableId: !Ref OfficeRoutes, DestinationCidrBlock: {{{route}}}, GatewayId: !Ref Vgw}}
            """);

        Assert.Equal(drops, trial.Run(new Capture().Add(Frame.Tcp(Client, "10.0.2.10:8080", "S"))).Drops);
    }

    [Fact]
    public void A_route_to_a_transit_gateway_puts_its_destination_behind_it()
    {
        const string route = """
            ToTransit: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 172.20.0.0/16, TransitGatewayId: tgw-0123456789abcdef0}}
            """;
        Capture capture = new Capture().Http("172.20.1.1:40000", Web);

        Assert.Equal("delivered 8", Trial.Of(Resources.Web, route).Run(capture).Outcomes);
        Assert.Equal("dropped 1, not-sent 7", Trial.Of(Resources.Web).Run(capture).Outcomes);
    }

    [Fact]
    public void Any_other_address_lives_on_the_internet() =>
        Assert.Equal("delivered 8", Trial.Of(Resources.Web, Resources.Vpn).Run(new Capture().Http(Client, Web)).Outcomes);

    [Fact]
    public void The_internet_reaches_no_interface_without_a_public_address() =>
        Assert.Equal(
            "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS 1",
            Trial.Of(Resources.Web, Resources.App).Run(new Capture().Add(Frame.Tcp(Client, "10.0.2.10:8080", "S"))).Drops);

    [Fact]
    public void The_private_and_the_public_address_of_an_interface_are_one_conversation()
    {
        Trial trial = Trial.Of(Resources.Web);
        string open = $"{trial.PublicOf("10.0.1.10")}:80", shut = $"{trial.PublicOf("10.0.1.10")}:22";

        // The SYN is captured on the internet, its answer on the instance, and the other way round.
        Assert.Equal("delivered delivered delivered", trial.Story(new Capture().Add(
            Frame.Tcp(Client, open, "S"), Frame.Tcp(Web, Client, "S."), Frame.Tcp(Client, open, "."))));
        Assert.Equal("delivered delivered delivered", trial.Story(new Capture().Add(
            Frame.Tcp(Client, Web, "S"), Frame.Tcp(open, Client, "S."), Frame.Tcp(Client, open, "."))));
        Assert.Equal("dropped not-sent not-sent", trial.Story(new Capture().Add(
            Frame.Tcp(Client, shut, "S"), Frame.Tcp("10.0.1.10:22", Client, "S."), Frame.Tcp(Client, shut, "."))));
    }

    [Fact]
    public void A_conversation_is_told_from_another_by_its_ports_and_not_by_which_address_was_captured()
    {
        Trial trial = Trial.Of(Resources.Web);
        string shut = $"{trial.PublicOf("10.0.1.10")}:22";

        Replayed one = trial.Run(new Capture().Add(Frame.Tcp(Client, shut, "S"), Frame.Tcp(Client, "10.0.1.10:22", "S")));
        Replayed two = trial.Run(new Capture().Add(Frame.Tcp(Client, shut, "S"), Frame.Tcp("203.0.113.9:40001", "10.0.1.10:22", "S")));

        Assert.Equal((1, 2), (one.Summary.DroppedConversations, one.Summary.TopDropped[0].Drops));
        Assert.Equal("10.0.1.10", one.Summary.TopDropped[0].Destination.ToString());
        Assert.Equal(2, two.Summary.DroppedConversations);
    }

    [Fact]
    public void A_flow_log_never_shows_the_public_address_of_its_own_interface()
    {
        // VPC guide, "Flow log records": srcaddr and dstaddr are the interface's private address; so are pkt-srcaddr and pkt-dstaddr behind an internet gateway.
        Trial trial = Trial.Of(Resources.Web);
        Replayed result = trial.Run(new Capture().Add(Frame.Tcp(Client, $"{trial.PublicOf("10.0.1.10")}:80", "S"), Frame.Tcp(Web, Client, "S.")));

        Assert.Equal(["ingress ACCEPT 203.0.113.9:40000 > 10.0.1.10:80"], result.SeenOf(1));
        Assert.Equal(["egress ACCEPT 10.0.1.10:80 > 203.0.113.9:40000"], result.SeenOf(2));
    }

    [Fact]
    public void An_icmp_error_captured_on_the_internet_quotes_the_public_address_of_the_same_conversation()
    {
        Trial trial = Trial.Of(Resources.Web);
        string outside = trial.PublicOf("10.0.1.10");
        Frame inside = Frame.Udp("10.0.1.10:40000", "198.51.100.7:33434"), translated = Frame.Udp($"{outside}:40000", "198.51.100.7:33434");
        Frame other = Frame.Udp($"{outside}:40001", "198.51.100.7:33434");

        Assert.Equal("delivered delivered", trial.Story(new Capture().Add(inside, Frame.Error("198.51.100.7", outside, 3, 3, translated))));
        Assert.Equal("delivered not-sent", trial.Story(new Capture().Add(inside, Frame.Error("198.51.100.7", outside, 3, 3, other))));
    }

    [Fact]
    public void What_an_interface_sends_to_a_public_address_of_its_vpc_goes_out_and_comes_back_from_its_own_public_address()
    {
        Trial trial = Trial.Of(Resources.Web, Second);
        string mine = trial.PublicOf("10.0.1.10"), theirs = trial.PublicOf("10.0.1.11");
        Replayed result = trial.Run(new Capture().Add(
            Frame.Tcp("10.0.1.10:40000", $"{theirs}:80", "S"), Frame.Tcp("10.0.1.10:40001", "10.0.1.11:80", "S")));

        Assert.Equal("delivered 2", result.Outcomes);
        Assert.Equal([$"egress ACCEPT 10.0.1.10:40000 > {theirs}:80", $"ingress ACCEPT {mine}:40000 > 10.0.1.11:80"], result.SeenOf(1));
        Assert.Equal(["egress ACCEPT 10.0.1.10:40001 > 10.0.1.11:80", "ingress ACCEPT 10.0.1.10:40001 > 10.0.1.11:80"], result.SeenOf(2));
    }

    [Fact]
    public void Captured_where_it_came_back_it_is_the_same_packet()
    {
        Trial trial = Trial.Of(Resources.Web, Second);
        string mine = trial.PublicOf("10.0.1.10"), theirs = trial.PublicOf("10.0.1.11");
        Replayed result = trial.Run(new Capture().Add(Frame.Tcp($"{mine}:40000", "10.0.1.11:80", "S")));

        Assert.Equal([$"egress ACCEPT 10.0.1.10:40000 > {theirs}:80", $"ingress ACCEPT {mine}:40000 > 10.0.1.11:80"], result.SeenOf(1));
    }

    [Fact]
    public void Where_vpcs_overlap_the_interface_of_the_capture_decides()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.Twin);
        Capture toWeb = new Capture().Add(Frame.Tcp(Client, Web, "S")), toTwin = new Capture().Add(Frame.Tcp(Client, "10.0.1.10:8080", "S"));

        Assert.Equal("delivered 1", trial.At("Web").Run(toWeb).Outcomes);
        Assert.Equal("dropped 1", trial.At("Twin").Run(toWeb).Outcomes);
        Assert.Equal("dropped 1", trial.At("Web").Run(toTwin).Outcomes);
        Assert.Equal("delivered 1", trial.At("Twin").Run(toTwin).Outcomes);
    }

    [Fact]
    public void An_unknown_name_for_the_capture_interface_is_answered_with_the_nearest()
    {
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => Trial.Of(Resources.Web).At("Wob").Run(new Capture()));

        Assert.StartsWith("--at Wob: ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Web", wrong.Message, StringComparison.Ordinal);
        Assert.StartsWith("--at Vpc: ", Assert.Throws<ArgumentException>(() => Trial.Of(Resources.Web).At("Vpc").Run(new Capture())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_in_the_vpc_that_no_interface_owns_is_not_in_the_design_while_such_a_destination_drops()
    {
        Trial trial = Trial.Of(Resources.Web);
        Replayed result = trial.Run(new Capture().Add(Frame.Tcp("10.0.1.77:40000", Web, "S"), Frame.Tcp("10.0.1.10:40000", "10.0.1.77:80", "S")));

        Assert.Equal("dropped 1, not-in-design 1", result.Outcomes);
        Assert.Equal("NO_POSSIBLE_DESTINATION 1", result.Drops);
    }

    [Fact]
    public void A_conversation_between_two_outside_addresses_is_not_in_the_design_in_either_direction()
    {
        Capture capture = new Capture().Http(Client, "198.51.100.7:80").Add(Frame.Ping("203.0.113.9", "198.51.100.7"), Frame.Pong("198.51.100.7", "203.0.113.9"));

        Assert.Equal("not-in-design 10", Trial.Of(Resources.Web).Run(capture).Outcomes);
        Assert.Equal("not-in-design 10", Trial.Of(Resources.Web).Open.Run(capture).Outcomes);
    }

    [Fact]
    public void An_answer_to_a_sender_that_is_not_in_the_design_is_not_sent() =>
        Assert.Equal("not-in-design not-sent", Trial.Of(Resources.Web).Story(new Capture().Add(
            Frame.Tcp("10.0.1.77:40000", Web, "S"), Frame.Tcp(Web, "10.0.1.77:40000", "S."))));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.7.7")]
    [InlineData("224.0.0.1")]
    public void An_address_that_no_router_forwards_never_comes_from_outside(string source) =>
        Assert.Equal("not-in-design 1", Trial.Of(Resources.Web).Run(new Capture().Add(Frame.Tcp($"{source}:40000", Web, "S"))).Outcomes);

    [Fact]
    public void Captured_mac_addresses_play_no_part_and_frames_without_ip_are_counted() =>
        Assert.Equal("delivered 1, not-ip 2", Trial.Of(Resources.Web).Run(new Capture().Add(Frame.Arp(), Frame.Tcp(Client, Web, "S"), Frame.Arp())).Outcomes);
}
