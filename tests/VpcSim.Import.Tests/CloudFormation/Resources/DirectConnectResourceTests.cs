using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class DirectConnectResourceTests
{
    private const string Gateways = """
        Vgw: {Type: 'AWS::EC2::VPNGateway', Properties: {Type: ipsec.1}}
        A: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, VpnGatewayId: !Ref Vgw}}
        Line: {Type: 'AWS::DirectConnect::Connection', Properties: {Bandwidth: 1Gbps, ConnectionName: line, Location: EqDC2}}
        Dxgw: {Type: 'AWS::DirectConnect::DirectConnectGateway', Properties: {DirectConnectGatewayName: hub, AmazonSideAsn: '64520'}}

        """;

    [Fact] // CloudFormation guide, "AWS::DirectConnect::PrivateVirtualInterface"
    public void A_virtual_interface_has_its_gateway_ASN_MTU_and_announcements()
    {
        Design design = Templates.Design(Gateways + """
            Vif:
              Type: AWS::DirectConnect::PrivateVirtualInterface
              Metadata: {VpcSim: {Announces: [{Prefix: 192.168.0.0/16, AsPath: [65009, 65010], Med: 7}], Down: [{From: 60s}]}}
              Properties:
                ConnectionId: !GetAtt Line.ConnectionId
                VirtualGatewayId: !Ref Vgw
                VirtualInterfaceName: vif
                Vlan: 101
                Mtu: 8500
                BgpPeers: [{AddressFamily: ipv6, Asn: '65100'}, {AddressFamily: ipv4, Asn: '65009'}]
            """);
        PrivateVirtualInterface link = Assert.Single(design.PrivateVirtualInterfaces);
        Assert.Equal((design.VpnGateways[0].Id, null, 65009, 8500), (link.VpnGatewayId, link.DirectConnectGatewayId, link.CustomerAsn, link.Mtu));
        Assert.Equal(("192.168.0.0/16", 7L, 1), (link.Announces!.Value[0].Prefix.ToString(), link.Announces.Value[0].Med, link.Outages.Length));
        Assert.Equal([65009L, 65010L], link.Announces.Value[0].AsPath);
    }

    [Fact] // CloudFormation guide, "AWS::DirectConnect::DirectConnectGatewayAssociation"
    public void A_Direct_Connect_gateway_joins_interfaces_to_a_virtual_private_gateway()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Gateways + """
            Join: {Type: 'AWS::DirectConnect::DirectConnectGatewayAssociation', DependsOn: A, Properties: {AssociatedGatewayId: !Ref Vgw, DirectConnectGatewayId: !GetAtt Dxgw.DirectConnectGatewayId}}
            Vif: {Type: 'AWS::DirectConnect::PrivateVirtualInterface', Properties: {ConnectionId: dxcon-1, DirectConnectGatewayId: !Ref Dxgw, VirtualInterfaceName: v, Vlan: 1, BgpPeers: [{AddressFamily: ipv4, Asn: '65009'}]}}
            """));
        Design design = result.Design;
        Assert.Equal("Vif", Assert.Single(VirtualInterfaces.Of(design, design.VpnGateways[0].Id)).Name);
        Assert.Equal(64520, design.DirectConnectGateways[0].AmazonSideAsn);
        Assert.Contains(result.Findings, finding => finding is { Code: "bgp-prefixes-unknown", Resource: "Vif" });
    }

    [Fact] // CloudFormation guide, "AWS::DirectConnect::TransitVirtualInterface"
    public void A_Direct_Connect_gateway_joins_interfaces_to_a_transit_gateway()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc("""
            Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {}}
            Dxgw: {Type: 'AWS::DirectConnect::DirectConnectGateway', Properties: {DirectConnectGatewayName: d, AmazonSideAsn: '64520'}}
            Join: {Type: 'AWS::DirectConnect::DirectConnectGatewayAssociation', Properties: {AssociatedGatewayId: !Ref Tgw, DirectConnectGatewayId: !Ref Dxgw, AllowedPrefixesToDirectConnectGateway: [10.0.0.0/16]}}
            Vif:
              Type: AWS::DirectConnect::TransitVirtualInterface
              Metadata: {VpcSim: {Announces: [{Prefix: 172.16.0.0/12}, {Prefix: '2001:db8:50::/48'}], Down: [{From: 60s}]}}
              Properties: {ConnectionId: dxcon-1, DirectConnectGatewayId: !Ref Dxgw, VirtualInterfaceName: v, Vlan: 1, Mtu: 8500, BgpPeers: [{AddressFamily: ipv4, Asn: '65009'}]}
            Silent: {Type: 'AWS::DirectConnect::TransitVirtualInterface', Properties: {DirectConnectGatewayId: !Ref Dxgw}}
            """));
        Assert.Equal(["172.16.0.0/12", "2001:db8:50::/48"], result.Design.TransitGatewayRouteTables.Single().Routes.Select(route => route.Destination.ToString()));
        Assert.Equal(result.Design.DirectConnectGateways[0].Id, Assert.Single(result.Design.TransitGatewayAttachments).ResourceId);
        Assert.Equal(["bgp-prefixes-unknown"], result.Findings.Select(finding => finding.Code));
    }

    [Theory] // Direct Connect guide, "Set network MTU for private virtual interfaces or transit virtual interfaces"
    [InlineData("VirtualGatewayId: !Ref Vgw, Mtu: 4000", "DirectConnectClientException")]
    [InlineData("Mtu: 1500", "DirectConnectClientException")]
    public void What_AWS_refuses_is_an_error(string properties, string code) =>
        Assert.Equal(code, Templates.Error(Gateways + $"Vif: {{Type: 'AWS::DirectConnect::PrivateVirtualInterface', Properties: {{{properties}}}}}").Code);

    [Fact]
    public void What_is_not_modelled_is_a_finding()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Gateways + """
            Vif: {Type: 'AWS::DirectConnect::PrivateVirtualInterface', Metadata: {VpcSim: {Announces: []}}, Properties: {VirtualGatewayId: !Ref Vgw, EnableSiteLink: true}}
            Public: {Type: 'AWS::DirectConnect::PublicVirtualInterface', Properties: {Vlan: 2}}
            """));
        Assert.Equal(["Vif", "Public"], result.Findings.Where(finding => finding.Code == "not-modelled").Select(finding => finding.Resource));
    }
}
