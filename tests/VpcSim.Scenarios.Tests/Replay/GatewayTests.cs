using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Captured packets find the gateway by which they left and came.</summary>
public class GatewayTests
{
    private const string App = "10.0.2.10:50000", Server = "198.51.100.7:80", S3 = "52.216.8.10:443";

    [Fact]
    public void The_answer_to_what_left_through_a_nat_gateway_comes_back_to_the_translated_port()
    {
        // VPC guide, "Example: traffic through a NAT gateway": the gateway's interface shows both legs of both directions.
        Replayed result = Trial.Of(Resources.Web, Resources.App).Run(new Capture().Add(Frame.Tcp(App, Server, "S"), Frame.Tcp(Server, App, "S.")));
        string[] asked = result.SeenOf(1), answered = result.SeenOf(2);
        string translated = asked[2].Split(' ')[2];

        Assert.Equal("delivered 2", result.Outcomes);
        Assert.Equal(
            [$"egress ACCEPT {App} > {Server}", $"ingress ACCEPT {App} > {Server}", $"egress ACCEPT {translated} > {Server}"], asked);
        Assert.Equal(
            [$"ingress ACCEPT {Server} > {translated}", $"egress ACCEPT {Server} > {App}", $"ingress ACCEPT {Server} > {App}"], answered);
        Assert.StartsWith("10.0.1.100:", translated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ping_through_a_nat_gateway_is_answered_through_it() =>
        Assert.Equal("delivered delivered", Trial.Of(Resources.Web, Resources.App).Story(new Capture().Add(
            Frame.Ping("10.0.2.10", "198.51.100.7"), Frame.Pong("198.51.100.7", "10.0.2.10"))));

    [Fact]
    public void An_icmp_error_about_what_left_through_a_nat_gateway_finds_its_sender()
    {
        Frame probe = Frame.Udp("10.0.2.10:50000", "198.51.100.7:33434");

        Assert.Equal("delivered delivered", Trial.Of(Resources.Web, Resources.App).Story(new Capture().Add(
            probe, Frame.Error("198.51.100.7", "10.0.2.10", 3, 3, probe))));
    }

    [Fact]
    public void What_nobody_asked_for_passes_no_nat_gateway_and_is_logged_as_accept_at_its_interface()
    {
        // AWS Knowledge Center, "Why do I see inbound traffic from the internet in VPC Flow Logs for my NAT gateway?"
        Trial trial = Trial.Of(Resources.Web, Resources.App);
        Replayed result = trial.Run(new Capture().Add(Frame.Tcp(Server, $"{trial.PublicOf("10.0.1.100")}:4000", "S")));

        Assert.Equal("NGW_UNSOLICITED_INBOUND 1", result.Drops);
        Assert.Equal([$"ingress ACCEPT {Server} > 10.0.1.100:4000"], result.SeenOf(1));
    }

    [Fact] // VPC guide, "Compare NAT gateways and NAT instances": the RST is logged where it passes and counted as generated, not among the packets read
    public void What_goes_on_after_350_idle_seconds_is_reset_by_the_nat_gateway_and_the_RST_counted_as_generated()
    {
        Capture capture = new Capture().Add(
            Frame.Tcp(App, Server, "S"), Frame.Tcp(Server, App, "S."), Frame.Tcp(App, Server, "P.", 100), Frame.Tcp(App, Server, "P.", 100), Frame.Tcp(App, Server, "P.", 100));
        Replayed busy = Trial.Of(Resources.Web, Resources.App).Run(capture.At(340).Add(Frame.Tcp(App, Server, "P.", 100)));
        Replayed idle = Trial.Of(Resources.Web, Resources.App).Run(capture.First(5).At(360).Add(Frame.Tcp(App, Server, "P.", 100), Frame.Tcp(Server, App, "."), Frame.Tcp(App, Server, "S")));

        Assert.Equal(("delivered 6", 0), (busy.Outcomes, busy.Summary.Generated));
        Assert.Equal(("delivered 6, dropped 1, not-sent 1", "NGW_IDLE_TIMEOUT 1", 1), (idle.Outcomes, idle.Drops, idle.Summary.Generated));
        Assert.Equal([$"egress ACCEPT {App} > {Server}", $"ingress ACCEPT {App} > {Server}", $"egress ACCEPT {Server} > {App}", $"ingress ACCEPT {Server} > {App}"], idle.SeenOf(6));
    }

    [Fact]
    public void A_gateway_endpoint_takes_its_services_traffic_and_brings_the_answers()
    {
        Capture capture = new Capture().Add(Frame.Tcp(App, S3, "S"), Frame.Tcp(S3, App, "S."));
        Replayed with = Trial.Of(Resources.Web, Resources.App, Resources.S3Gateway).Run(capture);
        Replayed without = Trial.Of(Resources.Web, Resources.App).Run(capture);

        // Only the instance's own interface sees it; without the endpoint the NAT gateway's does as well.
        Assert.Equal([$"egress ACCEPT {App} > {S3}"], with.SeenOf(1));
        Assert.Equal([$"ingress ACCEPT {S3} > {App}"], with.SeenOf(2));
        Assert.Equal(7, with.Meter.Counts[0].Seen.TrafficPath);
        Assert.Equal(3, without.SeenOf(1).Length);
        Assert.Equal(3, without.SeenOf(2).Length);
        Assert.Equal(("delivered 2", "delivered 2"), (with.Outcomes, without.Outcomes));
    }

    [Fact]
    public void A_gateway_endpoint_of_one_region_does_not_take_the_services_traffic_of_another()
    {
        // 52.218.128.0/17 is S3 in us-west-2.
        Replayed result = Trial.Of(Resources.Web, Resources.App, Resources.S3Gateway).Run(new Capture().Add(Frame.Tcp(App, "52.218.128.10:443", "S")));

        Assert.Equal(3, result.SeenOf(1).Length);
    }

    [Fact]
    public void An_interface_endpoint_answers_and_never_starts()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.App, Resources.InterfaceEndpoint("secretsmanager", privateDns: true));
        string endpoint = $"{trial.Design.NetworkInterfaces.Single(eni => eni.Name.StartsWith("Endpoint", StringComparison.Ordinal)).PrivateAddresses[0].Address}:443";

        Assert.Equal("delivered 8", trial.Run(new Capture().Http(App, endpoint)).Outcomes);
        Assert.Equal("VPCE_NEVER_INITIATES 1", trial.Run(new Capture().Add(Frame.Tcp(endpoint, App, "S"))).Drops);
    }

    [Fact]
    public void A_peering_connection_carries_both_directions_where_both_sides_have_a_route()
    {
        Capture capture = new Capture().Add(Frame.Tcp("10.0.1.10:40000", "10.9.1.10:8080", "S"), Frame.Tcp("10.9.1.10:8080", "10.0.1.10:40000", "S."));
        string noWayBack = string.Join('\n', Resources.Peer.Split('\n').Where(line => !line.StartsWith("BackRoute", StringComparison.Ordinal)));
        Replayed oneWay = Trial.Of(Resources.Web, noWayBack).Run(capture);

        Assert.Equal("delivered 2", Trial.Of(Resources.Web, Resources.Peer).Run(capture).Outcomes);
        Assert.Equal(("delivered 1, dropped 1", "NO_ROUTE_TO_DESTINATION 1"), (oneWay.Outcomes, oneWay.Drops));
    }

    [Fact]
    public void A_peer_vpc_that_the_design_does_not_hold_sends_through_the_connection()
    {
        const string elsewhere = """
            Elsewhere: {Type: 'AWS::EC2::VPCPeeringConnection', Properties: {VpcId: !Ref Vpc, PeerVpcId: vpc-0123456789abcdef0}}
            ToElsewhere: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 10.8.0.0/16, VpcPeeringConnectionId: !Ref Elsewhere}}
            """;
        Capture capture = new Capture().Http("10.8.1.1:40000", "10.0.1.10:80");

        Assert.Equal("delivered 8", Trial.Of(Resources.Web, elsewhere).Run(capture).Outcomes);
        Assert.Equal("dropped 1, not-sent 7", Trial.Of(Resources.Web).Run(capture).Outcomes);
    }

    [Fact]
    public void A_peering_connection_is_not_transitive_for_the_office_behind_the_peers_vpn()
    {
        // VPC peering guide, "Edge to edge routing through a VPN connection or AWS Direct Connect connection".
        Replayed result = Trial.Of(Resources.Web, Resources.Vpn, Resources.Peer).Run(new Capture().Add(Frame.Tcp("192.168.10.5:40000", "10.9.1.10:8080", "S")));

        Assert.Equal("VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS 1", result.Drops);
    }
}
