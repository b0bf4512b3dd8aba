using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Simulations;

/// <summary>What hosts notice of a VPN connection whose tunnels and sessions come and go, also in the middle of a TCP connection.</summary>
/// <remarks>Site-to-Site VPN guide, "Redundant Site-to-Site VPN connections", "Tunnel options for your Site-to-Site VPN connection", "Route tables and AWS Site-to-Site VPN route priority".</remarks>
public sealed class VpnFailoverTests : IDisposable
{
    private const string Bgp = "Properties: { Type: ipsec.1, CustomerGatewayId: !Ref Device, VpnGatewayId: !Ref Vgw }\n    Metadata: { VpcSim: { Announces: [ { Prefix: 192.168.0.0/16 } ], EgressTunnel: 1 } }";
    private const string BothWays = "Properties: { Type: ipsec.1, CustomerGatewayId: !Ref Device, VpnGatewayId: !Ref Vgw }\n    Metadata: { VpcSim: { Announces: [ { Prefix: 192.168.0.0/16 } ], EgressTunnel: 1, IngressTunnel: 2 } }";
    private const string Static = """
        Properties: { Type: ipsec.1, CustomerGatewayId: !Ref Device, VpnGatewayId: !Ref Vgw, StaticRoutesOnly: true }
            Metadata: { VpcSim: { EgressTunnel: 1 } }
          Prefix: { Type: AWS::EC2::VPNConnectionRoute, Properties: { DestinationCidrBlock: 192.168.0.0/16, VpnConnectionId: !Ref Office } }
        """;

    private Played _played = new(Template(Bgp));

    public void Dispose() => _played.Dispose();

    [Fact] // "Redundant Site-to-Site VPN connections": if one tunnel becomes unavailable, traffic is routed to the other
    public void When_tunnel_1_is_lost_traffic_goes_by_tunnel_2_and_comes_back_with_it() => Holds("""
        - { at: 1s, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/1 } }
        - { at: 10s, tunnel-down: Office/1 }
        - { at: 11s, ping: { from: App, to: desk }, expect: { outcome: timed-out, dropped: BAD_STATE_VPN } }
        - { at: 41s, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/2, not-via: Office/1 } }
        - { at: 60s, tunnel-up: Office/1 }
        - { at: 61s, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/1 } }
        """);

    [Fact]
    public void A_connection_that_stands_lives_through_the_loss_of_a_tunnel_by_retransmission() => Holds("""
        - { at: 5s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 6s }, expect: { outcome: connected, bytes: 4000, dropped: BAD_STATE_VPN, within: 1m } }
        - { at: 10s, tunnel-down: Office/1 }
        """);

    [Fact] // contrast: RFC 1122 R2, Linux tcp_retries2: some 924 s without an acknowledgement end a connection
    public void A_connection_does_not_live_through_the_loss_of_both_tunnels_for_an_hour() => Holds("""
        - { at: 5s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 6s }, expect: { outcome: timed-out } }
        - { at: 10s, tunnel-down: Office }
        - { at: 1h, tunnel-up: Office }
        - { at: 61m, connect: { from: desk, to: App, port: 8080 }, expect: connected }
        """);

    [Fact]
    public void A_connection_lives_through_the_loss_of_both_tunnels_for_a_minute() => Holds("""
        - { at: 5s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 6s }, expect: { outcome: connected, bytes: 4000, within: 3m } }
        - { at: 10s, tunnel-down: Office }
        - { at: 70s, tunnel-up: Office }
        """);

    [Fact] // "Route priority": propagated routes are what the customer gateway device advertises
    public void With_the_last_session_its_routes_leave_and_with_a_withdrawn_prefix_at_once() => Holds("""
        - { at: 0s, tunnel-down: Office }
        - { at: 10s, ping: { from: App, to: desk }, expect: { dropped: BAD_STATE_VPN, by: Vgw } }
        - { at: 31s, ping: { from: App, to: desk }, expect: { dropped: NO_ROUTE_TO_DESTINATION, by: Table } }
        - { at: 40s, tunnel-up: Office }
        - { at: 50s, ping: { from: App, to: desk }, expect: answered }
        - { at: 60s, withdraw-prefix: { tunnel: Office, prefix: 192.168.0.0/16 } }
        - { at: 60s, ping: { from: App, to: desk }, expect: { dropped: NO_ROUTE_TO_DESTINATION, by: Table } }
        """);

    [Fact]
    public void A_connection_during_which_the_route_is_withdrawn_and_announced_again_goes_on() => Holds("""
        - { at: 5s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 6s }, expect: { outcome: connected, dropped: NO_ROUTE_TO_DESTINATION, within: 1m } }
        - { at: 10s, withdraw-prefix: { tunnel: Office, prefix: 192.168.0.0/16 } }
        - { at: 15s, announce-prefix: { tunnel: Office, prefix: 192.168.0.0/16 } }
        """);

    [Fact] // "Tunnel options": dead peer detection decides for static routing; a static route stays
    public void Static_routing_fails_over_by_dead_peer_detection_and_keeps_its_route_when_both_are_down()
    {
        Use(Static);
        Holds("""
            - { at: 0s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 15s }, expect: { outcome: connected, within: 2m } }
            - { at: 10s, tunnel-down: Office/1 }
            - { at: 11s, ping: { from: App, to: desk }, expect: { dropped: BAD_STATE_VPN } }
            - { at: 45s, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/2 } }
            - { at: 60s, tunnel-down: Office/2 }
            - { at: 5m, ping: { from: App, to: desk }, expect: { dropped: BAD_STATE_VPN, by: Vgw } }
            - { at: 6m, tunnel-up: Office/2 }
            - { at: 7m, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/2 } }
            """);
    }

    [Fact] // "Customer gateway device": asymmetric routing is expected to work, since AWS chooses the tunnel of what leaves
    public void What_comes_by_one_tunnel_may_be_answered_by_the_other()
    {
        Use(BothWays);
        Holds("""
            - { at: 0s, connect: { from: desk, to: App, port: 8080, send-bytes: 100, hold: 15s }, expect: { outcome: connected, bytes: 4000 } }
            - { at: 1s, ping: { from: App, to: desk }, expect: { outcome: answered, via: Office/1, not-via: Office/2 } }
            - { at: 20s, tunnel-down: Office/2 }
            - { at: 21s, ping: { from: desk, to: App }, expect: { outcome: timed-out, dropped: BAD_STATE_VPN } }
            - { at: 60s, ping: { from: desk, to: App }, expect: answered }
            """);
    }

    private void Use(string connection)
    {
        _played.Dispose();
        _played = new Played(Template(connection));
    }

    private void Holds(string timeline) => Assert.Empty(_played.Failures($"""
        design: template.yaml
        world:
          on-premises: [ {"{"} name: desk, address: 192.168.10.5, behind: Office {"}"} ]
          services: {"{"} App: [ {"{"} tcp: 8080, response-bytes: 4000 {"}"} ] {"}"}
        timeline:
        {timeline}
        """));

    private static string Template(string connection) => $$"""
        Resources:
          Net: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
          Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Net, CidrBlock: 10.0.1.0/24 } }
          Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Net } }
          Association: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { SubnetId: !Ref Subnet, RouteTableId: !Ref Table } }
          Vgw: { Type: AWS::EC2::VPNGateway, Properties: { Type: ipsec.1, AmazonSideAsn: 64512 } }
          Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Net, VpnGatewayId: !Ref Vgw } }
          Propagation: { Type: AWS::EC2::VPNGatewayRoutePropagation, DependsOn: Attachment, Properties: { RouteTableIds: [ !Ref Table ], VpnGatewayId: !Ref Vgw } }
          Device: { Type: AWS::EC2::CustomerGateway, Properties: { Type: ipsec.1, BgpAsn: 65010, IpAddress: 198.51.100.200 } }
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties: { GroupDescription: office, VpcId: !Ref Net, SecurityGroupIngress: [ { IpProtocol: "-1", CidrIp: 192.168.0.0/16 } ] }
          App: { Type: AWS::EC2::NetworkInterface, Properties: { SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.1.10, GroupSet: [ !Ref Group ] } }
          Office:
            Type: AWS::EC2::VPNConnection
            {{connection}}
        """;
}
