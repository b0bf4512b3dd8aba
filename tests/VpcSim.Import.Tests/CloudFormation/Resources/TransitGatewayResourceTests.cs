using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Transit;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

public class TransitGatewayResourceTests
{
    private const string Gateway = "Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {}}\n";

    private const string Attached = Gateway
        + "Attachment: {Type: 'AWS::EC2::TransitGatewayAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet]}}\n";

    private const string Isolated = "Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}}\n"
        + "Attachment: {Type: 'AWS::EC2::TransitGatewayVpcAttachment', Properties: {TransitGatewayId: !Ref Tgw, VpcId: !Ref Vpc, SubnetIds: [!Ref Subnet], "
        + "Options: {ApplianceModeSupport: enable, Ipv6Support: disable, SecurityGroupReferencingSupport: disable}}}\n"
        + "Table: {Type: 'AWS::EC2::TransitGatewayRouteTable', Properties: {TransitGatewayId: !Ref Tgw}}\n"
        + "Association: {Type: 'AWS::EC2::TransitGatewayRouteTableAssociation', Properties: {TransitGatewayAttachmentId: !Ref Attachment, TransitGatewayRouteTableId: !Ref Table}}\n";

    [Fact] // CloudFormation guide, "AWS::EC2::TransitGateway": the defaults
    public void A_transit_gateway_has_AWSs_defaults()
    {
        TransitGateway gateway = Assert.Single(Templates.Design(Gateway).TransitGateways);
        Assert.Equal((true, true, false, true, true, false, false, 64512L), (gateway.DefaultRouteTableAssociation, gateway.DefaultRouteTablePropagation, gateway.AutoAcceptSharedAttachments,
            gateway.DnsSupport, gateway.VpnEcmpSupport, gateway.SecurityGroupReferencingSupport, gateway.MulticastSupport, gateway.AmazonSideAsn));
    }

    [Fact]
    public void An_attachment_has_an_interface_in_its_subnet_and_the_default_association_and_propagation()
    {
        Design design = Templates.Design(Attached);
        NetworkInterface eni = Assert.Single(design.NetworkInterfaces);
        Assert.Equal((InterfaceKind.TransitGateway, "Attachment/Subnet", "10.0.1.4"), (eni.Kind, eni.Name, eni.PrivateAddresses[0].Address.ToString()));
        TransitGatewayRouteTable table = Assert.Single(design.TransitGatewayRouteTables);
        Assert.Equal(table.Id, Assert.Single(design.TransitGatewayAssociations).RouteTableId);
        Assert.Equal([$"10.0.0.0/16 -> {design.TransitGatewayAttachments[0].Id}"], table.Routes.Select(route => route.ToString()));
    }

    [Fact]
    public void Options_tables_associations_propagations_and_routes_are_read()
    {
        Design design = Templates.Design(Isolated
            + "Propagation: {Type: 'AWS::EC2::TransitGatewayRouteTablePropagation', Properties: {TransitGatewayAttachmentId: !Ref Attachment, TransitGatewayRouteTableId: !Ref Table}}\n"
            + "Hole: {Type: 'AWS::EC2::TransitGatewayRoute', Properties: {TransitGatewayRouteTableId: !Ref Table, DestinationCidrBlock: 10.9.0.0/16, Blackhole: true}}\n"
            + "Default: {Type: 'AWS::EC2::TransitGatewayRoute', Properties: {TransitGatewayRouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: !Ref Attachment}}");
        TransitGatewayAttachment attachment = Assert.Single(design.TransitGatewayAttachments);
        Assert.Equal((true, false, false), (attachment.ApplianceModeSupport, attachment.Ipv6Support, attachment.SecurityGroupReferencingSupport));
        TransitGatewayRouteTable table = Assert.Single(design.TransitGatewayRouteTables);
        Assert.Equal(["Association"], design.TransitGatewayAssociations.Select(association => association.Name));
        Assert.Equal(["10.9.0.0/16 -> blackhole", $"0.0.0.0/0 -> {attachment.Id}", $"10.0.0.0/16 -> {attachment.Id}"], table.Routes.Select(route => route.ToString()));
    }

    [Fact]
    public void A_route_to_the_gateway_of_the_template_is_modelled()
    {
        ImportResult result = Templates.WithVpc(Attached + "Routes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}\n"
            + "Away: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: !Ref Tgw}}");
        Assert.DoesNotContain(Templates.Succeeded(result).Findings, finding => finding.Resource == "Away");
        Assert.Equal(RouteState.Active, result.Design.RouteTables.Single(table => table.Name == "Routes").Routes.Single(route => route.Name == "Away").State);
    }

    [Fact] // EC2 API, CreateRoute: the VPC must be attached first
    public void A_route_to_a_gateway_that_the_VPC_is_not_attached_to_is_refused()
    {
        ImportError error = Templates.Error(Gateway + "Routes: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}\n"
            + "Away: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: !Ref Tgw}}");
        Assert.Equal(("InvalidTransitGatewayID.NotFound", "Away"), (error.Code, error.Resource));
    }

    [Fact] // EC2 API, AssociateTransitGatewayRouteTable: an attachment that has the default association takes no other
    public void An_association_beside_the_default_one_is_refused()
    {
        ImportError error = Templates.Error(Isolated.Replace("DefaultRouteTableAssociation: disable", "DefaultRouteTableAssociation: enable", StringComparison.Ordinal));
        Assert.Equal(("Resource.AlreadyAssociated", "Association"), (error.Code, error.Resource));
    }

    [Theory] // EC2 API, CreateTransitGatewayRoute
    [InlineData("Blackhole: true, TransitGatewayAttachmentId: !Ref Attachment", "InvalidParameterCombination")]
    [InlineData("Blackhole: false", "MissingParameter")]
    public void A_route_is_a_blackhole_or_leads_to_an_attachment(string target, string code)
    {
        ImportError error = Templates.Error(Isolated + $"R: {{Type: 'AWS::EC2::TransitGatewayRoute', Properties: {{TransitGatewayRouteTableId: !Ref Table, DestinationCidrBlock: 10.9.0.0/16, {target}}}}}");
        Assert.Equal((code, "R"), (error.Code, error.Resource));
    }

    [Fact] // EC2 API, CreateTransitGateway
    public void An_option_is_enable_or_disable() =>
        Assert.Equal("InvalidParameterValue", Templates.Error("Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {DnsSupport: 'on'}}").Code);

    [Fact]
    public void Multicast_is_a_finding() =>
        Assert.Contains(Templates.Succeeded(Templates.WithVpc("Tgw: {Type: 'AWS::EC2::TransitGateway', Properties: {MulticastSupport: enable}}")).Findings, finding => finding is { Code: "not-modelled", Resource: "Tgw" });

    [Fact]
    public void A_VPN_connection_that_ends_at_the_gateway_is_an_attachment()
    {
        ImportResult result = Templates.WithVpc(Attached + "Cgw: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65001, IpAddress: 198.51.100.7}}\n"
            + "Vpn: {Type: 'AWS::EC2::VPNConnection', Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Cgw, TransitGatewayId: !Ref Tgw}}");
        TransitGatewayAttachment attachment = Templates.Succeeded(result).Design.TransitGatewayAttachments.Single(made => made.Kind == TransitAttachmentKind.Vpn);
        Assert.Equal(("Vpn/attachment", result.Design.VpnConnections[0].Id), (attachment.Name, attachment.ResourceId));
        Assert.Equal(2, result.Design.TransitGatewayAssociations.Length);
        Assert.DoesNotContain(result.Findings, finding => finding.Code == "not-modelled");
    }

    [Fact] // Transit Gateway guide, "Route propagation": what the customer's device announces enters the default table, and a loop does not
    public void What_a_VPN_connection_announces_is_propagated()
    {
        ImportResult result = Templates.Succeeded(Templates.WithVpc(Attached + """
            Cgw: {Type: 'AWS::EC2::CustomerGateway', Properties: {Type: ipsec.1, BgpAsn: 65001, IpAddress: 10.0.0.7}}
            Vpn:
              Type: AWS::EC2::VPNConnection
              Metadata: {VpcSim: {Announces: [{Prefix: 192.168.0.0/16}, {Prefix: 172.16.0.0/12, AsPath: [65001, 64512]}], Down: [{Tunnel: 1, From: 60s}]}}
              Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Cgw, TransitGatewayId: !Ref Tgw, OutsideIpAddressType: PrivateIpv4, TransportTransitGatewayAttachmentId: tgw-attach-0123456789abcdef0}
            Six:
              Type: AWS::EC2::VPNConnection
              Metadata: {VpcSim: {Announces: [{Prefix: '2001:db8:50::/48'}, {Prefix: 10.50.0.0/16}]}}
              Properties: {Type: ipsec.1, CustomerGatewayId: !Ref Cgw, TransitGatewayId: !Ref Tgw, TunnelInsideIpVersion: ipv6}
            """));
        Assert.Equal(
            [(TransitRouteOrigin.PropagatedVpc, "10.0.0.0/16"), (TransitRouteOrigin.PropagatedPrivateVpn, "192.168.0.0/16"), (TransitRouteOrigin.PropagatedVpn, "2001:db8:50::/48")],
            result.Design.TransitGatewayRouteTables.Single().Routes.Select(route => (route.Origin, route.Destination.ToString())));
        Assert.Single(result.Design.VpnConnections.Single(connection => connection.Name == "Vpn").Tunnels[0].Outages);
        Assert.Contains(result.Findings, finding => finding is { Code: "announcement-ignored", Resource: "Vpn" });
    }

    [Fact]
    public void A_peering_with_a_gateway_elsewhere_is_kept_with_a_finding()
    {
        ImportResult result = Templates.WithVpc(Attached
            + "Peer: {Type: 'AWS::EC2::TransitGatewayPeeringAttachment', Properties: {TransitGatewayId: !Ref Tgw, PeerTransitGatewayId: tgw-0123456789abcdef0, PeerAccountId: '123456789012', PeerRegion: eu-west-1}}");
        TransitGatewayAttachment attachment = Templates.Succeeded(result).Design.TransitGatewayAttachments.Single(made => made.Kind == TransitAttachmentKind.Peering);
        Assert.Equal(("tgw-0123456789abcdef0", "eu-west-1"), (attachment.ResourceId, attachment.PeerRegion));
        Assert.Contains(result.Findings, finding => finding is { Code: "outside-design", Resource: "Peer" });
    }

    [Fact]
    public void What_a_Direct_Connect_gateway_announces_stands_in_the_metadata()
    {
        Design design = Templates.Design("""
            Tgw:
              Type: AWS::EC2::TransitGateway
              Metadata: {VpcSim: {DirectConnectGateways: [{Name: DataCentre, Prefixes: [172.16.0.0/12]}]}}
              Properties: {}
            """);
        TransitGatewayAttachment attachment = Assert.Single(design.TransitGatewayAttachments);
        Assert.Equal((TransitAttachmentKind.DirectConnectGateway, "DataCentre"), (attachment.Kind, attachment.Name));
        Assert.Equal([$"172.16.0.0/12 -> {attachment.Id}"], design.TransitGatewayRouteTables[0].Routes.Select(route => route.ToString()));
    }

    [Fact]
    public void Connect_attachments_are_a_finding() =>
        Assert.Contains(Templates.WithVpc(Attached + "C: {Type: 'AWS::EC2::TransitGatewayConnect', Properties: {TransportTransitGatewayAttachmentId: !Ref Attachment, Options: {Protocol: gre}}}").Findings,
            finding => finding is { Code: "not-modelled", Resource: "C" });
}
