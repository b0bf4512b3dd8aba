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
        Assert.Contains(Templates.Succeeded(result).Findings, f => f is { Code: "unknown-value", Resource: "Connection" });
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
}
