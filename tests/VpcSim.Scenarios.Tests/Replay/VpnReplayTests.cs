using VpcSim.DataPath.Trace;
using VpcSim.Scenarios.Simulations;
using VpcSim.Scenarios.Tests.Making;

namespace VpcSim.Scenarios.Tests.Replay;

/// <summary>Captures through a template whose metadata says what BGP brings and when a tunnel is down. (<c>docs/vpn.md</c>)</summary>
public class VpnReplayTests
{
    private const string Web = "10.0.1.10:80", Paris = "192.168.10.5:40000", London = "172.16.0.5:80";

    [Fact]
    public void What_bgp_announces_lives_on_premises_and_a_tunnel_that_is_down_loses_packets()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.VpnGateway, Site("Paris", 65001, "192.168.0.0/16"));
        Capture capture = new Capture().Http(Paris, Web).At(70).Add(Frame.Tcp("192.168.10.5:40001", Web, "S")).At(100).Http("192.168.10.5:40002", Web);

        Replayed result = trial.Run(capture);

        Assert.Equal("delivered 16, dropped 1", result.Outcomes);
        Assert.Equal("BAD_STATE_VPN 1", result.Drops);
    }

    [Fact] // docs/vpn.md: a span after the run's first packet
    public void A_tunnel_goes_down_so_long_after_the_first_packet_of_the_capture_though_nobody_could_have_sent_that_one()
    {
        Trial trial = Trial.Of(Resources.Web, Resources.VpnGateway, Site("Paris", 65001, "192.168.0.0/16"));
        Capture capture = new Capture().Add(Frame.Pong("10.0.1.10", "192.168.10.5", 7, 1)).At(70).Add(Frame.Tcp(Paris, Web, "S"));

        Replayed result = trial.Run(capture);

        Assert.Equal("dropped 1, not-sent 1", result.Outcomes);
        Assert.Equal("BAD_STATE_VPN 1", result.Drops);
    }

    [Theory] // Site-to-Site VPN guide, "VPN tunnel options": at a transit gateway as well, an office loses its packets until the other tunnel takes over
    [InlineData("Tunnel: 1, From: 60s, To: 5m", "delivered 24, dropped 1")]
    [InlineData("From: 60s, To: 5m", "delivered 16, dropped 2, not-sent 7")]
    public void A_connection_at_a_transit_gateway_goes_down_and_comes_back(string down, string outcomes)
    {
        Trial trial = Trial.Of(Resources.Web, $$$"""
            Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {VpnEcmpSupport: disable}}
            TgwAttachment: {Type: 'AWS::EC2::TransitGatewayAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Public]}}
            Device: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65001, IpAddress: 198.51.100.200}}
            Office:
              Type: AWS::EC2::VPNConnection
              Metadata: {VpcSim: {Announces: [{Prefix: 192.168.0.0/16}], Down: [{{{{down}}}}]}}
              Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Device, TransitGatewayId: !Ref Tgw}
            ToOffice: {Type: 'AWS::EC2::Route', DependsOn: TgwAttachment, Properties: {RouteTableId: !Ref PublicRoutes, DestinationCidrBlock: 192.168.0.0/16, TransitGatewayId: !Ref Tgw}}
            """);
        Capture capture = new Capture().Http(Paris, Web).At(70).Add(Frame.Tcp("192.168.10.5:40001", Web, "S")).At(100).Http("192.168.10.5:40002", Web)
            .At(400).Http("192.168.10.5:40003", Web);

        Replayed result = trial.Run(capture);

        Assert.Equal(outcomes, result.Outcomes);
        Assert.StartsWith("BAD_STATE_VPN ", result.Drops);
    }

    [Theory] // "after the run's first packet": an answer that nobody asked for is not sent in causal replay, and begins the run in both modes
    [InlineData(true, "dropped 1, not-sent 1", "delivered 1, dropped 1")]
    [InlineData(false, "dropped 1, not-ip 1", "dropped 1, not-ip 1")]
    public void Outages_are_counted_from_the_first_packet_whether_or_not_it_is_sent(bool isAnswer, string causal, string open)
    {
        Trial trial = Trial.Of(Resources.Web, Resources.VpnGateway, Site("Paris", 65001, "192.168.0.0/16"));
        Capture capture = new Capture().Add(isAnswer ? Frame.Pong("10.0.1.10", "192.168.10.5") : Frame.Arp()).At(70).Add(Frame.Tcp(Paris, Web, "S"));

        Assert.Equal((causal, "BAD_STATE_VPN 1"), (trial.Run(capture).Outcomes, trial.Run(capture).Drops));
        Assert.Equal((open, "BAD_STATE_VPN 1"), (trial.Open.Run(capture).Outcomes, trial.Open.Run(capture).Drops));

        using var folder = new TemporaryFolder();
        var simulation = new Simulation(new World(trial.Design), SimulationOptions.Default, new RecordingMeter());
        CapturedTraffic live = simulation.Replay(folder.Write("a.pcap", capture.ToPcap()), null, simulation.NowNs);
        Assert.True(simulation.RunToEnd(simulation.NowNs + 100_000_000_000));
        Assert.Equal((0, 1), (live[Outcome.Delivered], live[Outcome.Dropped]));
    }

    [Theory]
    [InlineData(65002, "delivered 8")]
    [InlineData(65001, "not-in-design 8")]
    public void Sites_that_a_gateway_joins_are_in_the_design(int asnOfLondon, string outcomes)
    {
        Trial trial = Trial.Of(Resources.Web, Resources.VpnGateway, Site("Paris", 65001, "192.168.0.0/16"), Site("London", asnOfLondon, "172.16.0.0/16"));

        Replayed result = trial.Run(new Capture().Http(Paris, London));

        Assert.Equal(outcomes, result.Outcomes);
        Assert.Empty(result.Meter.Counts);
    }

    private static string Site(string name, int asn, string prefix) => $$$"""
        {{{name}}}Device: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: {{{asn}}}, IpAddress: 198.51.100.200}}
        {{{name}}}:
          Type: AWS::EC2::VPNConnection
          Metadata: {VpcSim: {Announces: [{Prefix: {{{prefix}}}}], Down: [{Tunnel: 1, From: 60s, To: 5m}]}}
          Properties: {Type: ipsec.1, CustomerGatewayId: !Ref {{{name}}}Device, VpnGatewayId: !Ref Vgw}
        {{{name}}}Routes: {Type: 'AWS::EC2::VPNGatewayRoutePropagation', DependsOn: VpnAttachment, Properties: {VpnGatewayId: !Ref Vgw, RouteTableIds: [!Ref PublicRoutes]}}
        """;
}
