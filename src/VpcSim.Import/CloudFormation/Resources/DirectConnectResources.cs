using VpcSim.Model.DirectConnect;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Direct Connect as far as routes go: private virtual interfaces, gateways and their associations. The connections under them change no packet.</summary>
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
            r.LeaveOut("a transit gateway at a Direct Connect gateway is not modelled", r.PlaceOf("AssociatedGatewayId"), "not-modelled");
            return;
        }
        if (!r.TryId("AssociatedGatewayId", "vgw", out _)) return;
        draft.DirectConnectGatewayAssociations.Add(new DirectConnectGatewayAssociation
        {
            Name = r.Name,
            DirectConnectGatewayId = directConnectGatewayId!,
            GatewayId = gatewayId,
        });
    }

    private static void ReadInterface(ResourceReader r, DesignDraft draft)
    {
        string? vpnGatewayId = r.OptionalId("VirtualGatewayId", "vgw"), directConnectGatewayId = r.OptionalId("DirectConnectGatewayId", "dxgw");
        PropertyReader? peer = r.Mappings("BgpPeers").FirstOrDefault(item => item.Text("AddressFamily") is not "ipv6");
        PrivateVirtualInterface made = new()
        {
            Name = r.Name,
            Id = r.Id,
            VpnGatewayId = vpnGatewayId,
            DirectConnectGatewayId = directConnectGatewayId,
            CustomerAsn = (peer is null ? null : VpnResources.Asn(peer, "Asn")) ?? CustomerGateway.DefaultAsn,
            Mtu = r.Integer("Mtu") ?? PrivateVirtualInterface.DefaultMtu,
            Announces = LinkMetadata.Announces(r, hasTunnels: false),
            Outages = LinkMetadata.Outages(r, tunnel: 0),
        };
        if (!r.IsLeftOut) draft.PrivateVirtualInterfaces.Add(made);
    }
}
