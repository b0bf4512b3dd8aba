using VpcSim.Model.DirectConnect;
using VpcSim.Model.Transit;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Direct Connect as far as routes go: private and transit virtual interfaces, gateways and their associations. The connections under them change no packet.</summary>
internal static class DirectConnectResources
{
    public static readonly ResourceKind Connection = new("AWS::DirectConnect::Connection", "dxcon", ReadNothing,
        "Bandwidth ConnectionName LagId Location ProviderName RequestMACSec Tags");

    public static readonly ResourceKind Lag = new("AWS::DirectConnect::Lag", "dxlag", ReadNothing,
        "ConnectionsBandwidth LagName Location MinimumLinks ProviderName RequestMACSec Tags");

    public static readonly ResourceKind Gateway = new("AWS::DirectConnect::DirectConnectGateway", "dxgw", ReadGateway, "AmazonSideAsn DirectConnectGatewayName Tags");

    public static readonly ResourceKind Association = new("AWS::DirectConnect::DirectConnectGatewayAssociation", "dxgwassoc", ReadAssociation,
        "AcceptDirectConnectGatewayAssociationProposalRoleArn AllowedPrefixesToDirectConnectGateway AssociatedGatewayId DirectConnectGatewayId");

    public static readonly ResourceKind PrivateInterface = new("AWS::DirectConnect::PrivateVirtualInterface", "dxvif", ReadInterface,
        "AllocatePrivateVirtualInterfaceRoleArn BgpPeers ConnectionId DirectConnectGatewayId Mtu Tags VirtualGatewayId VirtualInterfaceName Vlan",
        notModelled: "EnableSiteLink", simulator: "Announces Down");

    public static readonly ResourceKind TransitInterface = new("AWS::DirectConnect::TransitVirtualInterface", "dxvif", ReadTransitInterface,
        "AllocateTransitVirtualInterfaceRoleArn BgpPeers ConnectionId DirectConnectGatewayId Mtu Tags VirtualInterfaceName Vlan",
        notModelled: "EnableSiteLink", simulator: "Announces Down");

    private static void ReadNothing(ResourceReader r, DesignDraft draft)
    {
    }

    private static void ReadGateway(ResourceReader r, DesignDraft draft)
    {
        long asn = VpnResources.Asn(r, "AmazonSideAsn") ?? VpnGateway.DefaultAsn;
        if (!r.IsLeftOut) draft.DirectConnectGateways.Add(new DirectConnectGateway { Name = r.Name, Id = r.Id, AmazonSideAsn = asn });
    }

    private static void ReadAssociation(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("DirectConnectGatewayId", "dxgw", out string? directConnectGatewayId) & r.TryText("AssociatedGatewayId", out string? gatewayId))) return;
        if (gatewayId!.StartsWith("tgw-", StringComparison.Ordinal))
        {
            if (!draft.TransitGateways.Any(gateway => gateway.Id == gatewayId))
            {
                r.LeaveOut("a transit gateway elsewhere at a Direct Connect gateway", r.PlaceOf("AssociatedGatewayId"), "not-modelled");
                return;
            }
            draft.TransitGatewayAttachments.Add(new TransitGatewayAttachment
            {
                Name = r.Name,
                Id = r.IdFor("tgw-attach", r.Name),
                TransitGatewayId = gatewayId,
                Kind = TransitAttachmentKind.DirectConnectGateway,
                ResourceId = directConnectGatewayId!,
            });
        }
        else if (!r.TryId("AssociatedGatewayId", "vgw", out _)) return;
        draft.DirectConnectGatewayAssociations.Add(new DirectConnectGatewayAssociation
        {
            Name = r.Name,
            DirectConnectGatewayId = directConnectGatewayId!,
            GatewayId = gatewayId,
        });
    }

    private static void ReadInterface(ResourceReader r, DesignDraft draft) => ReadInterface(r, draft, isTransit: false);

    private static void ReadTransitInterface(ResourceReader r, DesignDraft draft) => ReadInterface(r, draft, isTransit: true);

    private static void ReadInterface(ResourceReader r, DesignDraft draft, bool isTransit)
    {
        string? vpnGatewayId = r.OptionalId("VirtualGatewayId", "vgw"), directConnectGatewayId = r.OptionalId("DirectConnectGatewayId", "dxgw");
        PropertyReader? peer = r.Mappings("BgpPeers").FirstOrDefault(item => item.Text("AddressFamily") is not "ipv6");
        PrivateVirtualInterface made = new()
        {
            Name = r.Name,
            Id = r.Id,
            VpnGatewayId = vpnGatewayId,
            DirectConnectGatewayId = directConnectGatewayId,
            IsTransit = isTransit,
            CustomerAsn = (peer is null ? null : VpnResources.Asn(peer, "Asn")) ?? CustomerGateway.DefaultAsn,
            Mtu = r.Integer("Mtu") ?? PrivateVirtualInterface.DefaultMtu,
            Announces = LinkMetadata.Announces(r, hasTunnels: false),
            Outages = LinkMetadata.Outages(r, tunnel: 0),
        };
        if (isTransit && made.Announces is null)
            r.Finding("bgp-prefixes-unknown", $"{r.Name}: the design does not say which prefixes come over the virtual interface (VpcSim: Announces): none is propagated", r.Place);
        if (!r.IsLeftOut) draft.PrivateVirtualInterfaces.Add(made);
    }
}
