using VpcSim.Model.Designs;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class VpnResourceTests
{
    private const string Vpn = """
        Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}
        A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw}}
        Cgw: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65001, IpAddress: 198.51.100.7}}
        Connection: {Type: 'AWS::EC2::VPNConnection', Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Cgw, VpnGatewayId: !Ref Vgw, StaticRoutesOnly: true}}
        R1: {Type: 'AWS::EC2::VPNConnectionRoute', Properties: {VpnConnectionId: !Ref Connection, DestinationCidrBlock: 192.168.0.0/24}}
        R2: {Type: 'AWS::EC2::VPNConnectionRoute', Properties: {VpnConnectionId: !Ref Connection, DestinationCidrBlock: 192.168.1.0/24}}
        """;

    [Fact]
    public void A_connection_has_its_gateways_and_static_routes()
    {
        Design design = Templates.Design(Vpn);
        VpnConnection connection = Assert.Single(design.VpnConnections);
        Assert.Equal((design.VpnGateways[0].Id, design.CustomerGateways[0].Id, true), (connection.VpnGatewayId, connection.CustomerGatewayId, connection.StaticRoutesOnly));
        Assert.Equal(["192.168.0.0/24", "192.168.1.0/24"], connection.Routes.Select(r => r.ToString()));
        Assert.Equal(("198.51.100.7", 65001), (design.CustomerGateways[0].IpAddress, design.CustomerGateways[0].BgpAsn));
    }

    [Fact]
    public void Prefixes_of_a_BGP_connection_are_unknown_and_a_finding()
    {
        ImportResult result = Templates.WithVpc(Vpn[..Vpn.IndexOf("R1:", StringComparison.Ordinal)].Replace(", StaticRoutesOnly: true", ""));
        Assert.Equal("bgp-prefixes-unknown", Assert.Single(Templates.Succeeded(result).Findings, f => f.Resource == "Connection").Code);
        Assert.DoesNotContain(Templates.WithVpc(Vpn).Findings, f => f.Resource == "Connection");
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": five virtual private gateways a region
    public void A_sixth_VGW_in_a_region_is_refused_unless_the_quota_was_raised()
    {
        string Gateways(int count) => string.Join('\n', Enumerable.Range(1, count).Select(i => $"G{i}: {{Type: 'AWS::EC2::VPNGateway', Properties: {{Type: ipsec.1}}}}"));
        Assert.Equal(5, Templates.Design(Gateways(5)).VpnGateways.Length);
        Assert.Equal("VpnGatewayLimitExceeded", Templates.Error(Gateways(6)).Code);
        ImportOptions raised = new() { Quotas = VpcSim.Model.Provisioning.Quotas.Default.With("vpn-gateways-per-region=6") };
        Templates.Succeeded(Templates.Load($"Resources:\n  {Gateways(6).Replace("\n", "\n  ")}", raised));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::VPNConnection VpnTunnelOptionsSpecification"
    public void A_connection_has_the_options_of_its_tunnels()
    {
        VpnConnection connection = Connection("""
            VpnTunnelOptionsSpecifications:
                  - {TunnelInsideCidr: 169.254.10.0/30, DPDTimeoutSeconds: 45, DPDTimeoutAction: restart, Phase2EncryptionAlgorithms: [{Value: AES256}], Phase2IntegrityAlgorithms: [{Value: SHA2-384}, {Value: SHA2-512}]}
            """, "");
        VpnTunnel tunnel = connection.Tunnels[0];
        Assert.Equal(("169.254.10.0/30", 45, DpdAction.Restart), (tunnel.InsideCidr.ToString(), tunnel.DpdTimeoutSeconds, tunnel.DpdAction));
        Assert.Equal(["AES256"], tunnel.Phase2Encryption);
        Assert.Equal(["SHA2-384", "SHA2-512"], tunnel.Phase2Integrity);
        Assert.Equal((2, 30, DpdAction.Clear), (connection.Tunnels.Length, connection.Tunnels[1].DpdTimeoutSeconds, connection.Tunnels[1].DpdAction));
    }

    [Fact] // CloudFormation guide, "AWS::EC2::VPNConnection"
    public void A_connection_has_the_blocks_between_which_it_carries()
    {
        VpnConnection connection = Connection("LocalIpv4NetworkCidr: 192.168.0.0/24\n    RemoteIpv4NetworkCidr: 10.0.1.0/24", "");
        Assert.Equal(("192.168.0.0/24", "10.0.1.0/24"), (connection.CustomerBlock.ToString(), connection.AmazonBlock.ToString()));
        Assert.Equal(("0.0.0.0/0", "0.0.0.0/0"), (Connection("", "").CustomerBlock.ToString(), Connection("", "").AmazonBlock.ToString()));
    }

    [Theory] // CloudFormation guide, "AWS::EC2::VPNConnection"
    [InlineData("LocalIpv6NetworkCidr")]
    [InlineData("RemoteIpv6NetworkCidr")]
    public void A_block_of_IPv6_that_narrows_a_connection_is_a_finding(string property)
    {
        Finding[] FindingsOf(string block) => [.. Templates.WithVpc(Vpn.Replace(
            "StaticRoutesOnly: true", $"TransitGatewayId: !Ref Tgw, StaticRoutesOnly: true, TunnelInsideIpVersion: ipv6, {property}: '{block}'").Replace("VpnGatewayId: !Ref Vgw, TransitG", "TransitG")
            + "\nTgw: {Type: 'AWS::EC2::TransitGateway'}").Findings.Where(finding => finding.Resource == "Connection")];
        Finding narrowed = Assert.Single(FindingsOf("2001:db8:1::/48"));
        Assert.Equal("not-modelled", narrowed.Code);
        Assert.Contains($"{property} 2001:db8:1::/48", narrowed.Message);
        Assert.Empty(FindingsOf("::/0"));
    }

    [Fact]
    public void Its_metadata_says_what_BGP_brings_and_when_tunnels_are_down()
    {
        VpnConnection connection = Connection("", """
            Announces: [{Prefix: 192.168.0.0/16}, {Prefix: 172.16.0.0/12, AsPath: [65001, 65001], Med: 50, Tunnel: 2}]
                  Down: [{Tunnel: 1, From: 60s, To: 5m}, {From: 2026-01-01T12:00:00Z}]
                  Updates: [{Tunnel: 2, From: 1h}]
                  EgressTunnel: 2
                  IngressTunnel: 1
                  BehindNat: true
            """);
        Assert.Equal(["192.168.0.0/16", "172.16.0.0/12"], connection.Announces!.Value.Select(item => item.Prefix.ToString()));
        Assert.Equal((null, 0, 0L), (connection.Announces.Value[0].Tunnel, connection.Announces.Value[0].AsPath.Length, connection.Announces.Value[0].Med));
        Assert.Equal([65001L, 65001L], connection.Announces.Value[1].AsPath);
        Assert.Equal((2, 50L), (connection.Announces.Value[1].Tunnel, connection.Announces.Value[1].Med));
        Assert.Equal(["+60s +300s False", "2026-01-01T12:00:00Z  False"], connection.Tunnels[0].Outages.Select(Text));
        Assert.Equal(["2026-01-01T12:00:00Z  False", "+3600s  True"], connection.Tunnels[1].Outages.Select(Text));
        Assert.Equal((2, 1, true), (connection.EgressTunnel, connection.IngressTunnel, connection.IsBehindNat));
    }

    [Fact] // Site-to-Site VPN guide, "Route tables and VPN route priority": route propagation copies what the gateway knows
    public void What_is_announced_is_propagated_and_no_finding_is_left()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Bgp("", "Announces: [{Prefix: 192.168.0.0/16}]") + """

            Table: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
            Propagation: {Type: 'AWS::EC2::VPNGatewayRoutePropagation', DependsOn: A, Properties: {RouteTableIds: [!Ref Table], VpnGatewayId: !Ref Vgw}}
            """));
        Assert.Contains(result.Design.RouteTables.Single(table => table.Name == "Table").Routes, route => route.Destination.ToString() == "192.168.0.0/16");
        Assert.DoesNotContain(result.Findings, finding => finding.Code is "unknown-value" or "bgp-prefixes-unknown");
    }

    [Theory]
    [InlineData("Announces: [{AsPath: [1]}]", "Template.MissingProperty")]
    [InlineData("Announces: [{Prefix: 192.168.0.0/99}]", "InvalidParameterValue")]
    [InlineData("Announces: [{Prefix: 192.168.0.0/16, AsPath: [0]}]", "InvalidParameterValue")]
    [InlineData("Announces: [{Prefix: 192.168.0.0/16, Med: -1}]", "InvalidParameterValue")]
    [InlineData("Announces: [{Prefix: 192.168.0.0/16, Tunnel: 3}]", "InvalidParameterValue")]
    [InlineData("Announces: [{Prefix: 192.168.0.0/16, Weight: 3}]", "VpcSim.UnknownSetting")]
    [InlineData("Down: [{Tunnel: 1, From: yesterday}]", "InvalidParameterValue")]
    [InlineData("Down: [{Tunnel: 1, From: 60s, To: 30s}]", "InvalidParameterValue")]
    [InlineData("Down: [{Tunnel: 1}]", "Template.MissingProperty")]
    [InlineData("EgressTunnel: 0", "InvalidParameterValue")]
    public void A_mistake_in_the_metadata_is_an_error_at_its_place(string metadata, string code)
    {
        ImportError error = Assert.Single(Templates.WithVpc(Bgp("", metadata)).Errors);
        Assert.Equal((code, "Connection"), (error.Code, error.Resource));
    }

    [Theory] // EC2 API, "CreateVpnConnection" and "CreateCustomerGateway"
    [InlineData("EnableAcceleration: true", "BgpAsn: 65001", "InvalidParameterCombination")]
    [InlineData("VpnTunnelOptionsSpecifications: [{}, {}, {}]", "BgpAsn: 65001", "InvalidParameterValue")]
    [InlineData("VpnTunnelOptionsSpecifications: [{DPDTimeoutSeconds: 10}]", "BgpAsn: 65001", "InvalidParameterValue")]
    [InlineData("VpnTunnelOptionsSpecifications: [{DPDTimeoutAction: wait}]", "BgpAsn: 65001", "InvalidParameterValue")]
    [InlineData("VpnTunnelOptionsSpecifications: [{TunnelInsideCidr: 169.254.0.0/30}]", "BgpAsn: 65001", "InvalidParameterValue")]
    [InlineData("StaticRoutesOnly: false", "BgpAsn: 7224", "InvalidParameterValue")]
    [InlineData("StaticRoutesOnly: false", "BgpAsn: 4200000000", "InvalidParameterValue")]
    [InlineData("StaticRoutesOnly: false", "BgpAsnExtended: 65001", "InvalidParameterValue")]
    public void What_AWS_refuses_is_refused(string properties, string customer, string code) =>
        Assert.Contains(Templates.WithVpc(Bgp(properties, "Announces: []").Replace("BgpAsn: 65001", customer)).Errors, error => error.Code == code);

    [Fact]
    public void A_large_ASN_is_written_as_the_extended_one() =>
        Assert.Equal(4_200_000_000, Templates.Design(Bgp("", "Announces: []").Replace("BgpAsn: 65001", "BgpAsnExtended: 4200000000")).CustomerGateways[0].BgpAsn);

    [Fact]
    public void The_bandwidth_of_a_tunnel_is_a_finding_where_it_is_chosen()
    {
        Assert.Contains(Templates.WithVpc(Bgp("TunnelBandwidth: large", "Announces: []")).Findings, finding => finding is { Code: "not-modelled", Resource: "Connection" });
        Assert.DoesNotContain(Templates.WithVpc(Bgp("", "Announces: []")).Findings, finding => finding.Resource == "Connection");
    }

    private static VpnConnection Connection(string properties, string metadata) => Templates.Design(Bgp(properties, metadata)).VpnConnections[0];

    private static string Bgp(string properties, string metadata) => Vpn[..Vpn.IndexOf("Connection:", StringComparison.Ordinal)] + $$"""
        Connection:
          Type: AWS::EC2::VPNConnection
          Metadata:
            VpcSim:
              {{(metadata.Length > 0 ? metadata : "BehindNat: false")}}
          Properties:
            Type: ipsec.1
            CustomerGatewayId: !Ref Cgw
            VpnGatewayId: !Ref Vgw
            {{properties}}
        """;

    private static string Text(Outage outage) => $"{outage.From} {outage.To} {outage.IsEndpointUpdate}";
}
