using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Vpn;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>Virtual private gateways, customer gateways, VPN connections and their static routes.</summary>
internal static class VpnResources
{
    private const string UnknownPrefixes =
        "The connection routes by BGP, and the design does not say which prefixes the customer gateway advertises (Metadata: VpcSim: Announces): none is propagated.";

    public static readonly ResourceKind Gateway = new("AWS::EC2::VPNGateway", "vgw", ReadGateway, "Type AmazonSideAsn Tags");

    public static readonly ResourceKind Customer = new("AWS::EC2::CustomerGateway", "cgw", ReadCustomer,
        "Type BgpAsn BgpAsnExtended IpAddress CertificateArn DeviceName Tags");

    public static readonly ResourceKind Connection = new("AWS::EC2::VPNConnection", "vpn", ReadConnection,
        "Type CustomerGatewayId VpnGatewayId TransitGatewayId StaticRoutesOnly VpnTunnelOptionsSpecifications EnableAcceleration LocalIpv4NetworkCidr " +
        "RemoteIpv4NetworkCidr LocalIpv6NetworkCidr RemoteIpv6NetworkCidr OutsideIpAddressType TransportTransitGatewayAttachmentId TunnelInsideIpVersion " +
        "PreSharedKeyStorage VpnConcentratorId Tags",
        notModelled: "TunnelBandwidth", simulator: "Announces BehindNat Down EgressTunnel IngressTunnel Updates");

    public static readonly ResourceKind Route = new("AWS::EC2::VPNConnectionRoute", "vpnr", ReadRoute, "VpnConnectionId DestinationCidrBlock");

    private static void ReadGateway(ResourceReader r, DesignDraft draft)
    {
        long asn = Asn(r, "AmazonSideAsn") ?? VpnGateway.DefaultAsn;
        draft.VpnGateways.Add(r.Id, new VpnGateway { Name = r.Name, Id = r.Id, AmazonSideAsn = asn });
    }

    private static void ReadCustomer(ResourceReader r, DesignDraft draft)
    {
        long? asn = Asn(r, "BgpAsn"), extended = Asn(r, "BgpAsnExtended");
        if (asn > int.MaxValue) r.Invalid("BgpAsn", $"Value ({asn}) for parameter BgpAsn is invalid. Above {int.MaxValue} it is written as BgpAsnExtended.");
        if (extended <= int.MaxValue) r.Invalid("BgpAsnExtended", $"Value ({extended}) for parameter BgpAsnExtended is invalid. Up to {int.MaxValue} it is written as BgpAsn.");
        if (asn is not null && extended is not null) r.Invalid("BgpAsnExtended", "BgpAsn and BgpAsnExtended exclude each other.", "InvalidParameterCombination");
        CustomerGateway gateway = new()
        {
            Name = r.Name,
            Id = r.Id,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            IpAddress = r.Text("IpAddress"),
            BgpAsn = asn ?? extended ?? CustomerGateway.DefaultAsn,
        };
        if (!r.IsLeftOut) draft.CustomerGateways.Add(gateway);
    }

    private static void ReadConnection(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("CustomerGatewayId", "cgw", out string? customerGatewayId)) return;
        string? vpnGatewayId = r.OptionalId("VpnGatewayId", "vgw"), transitGatewayId = r.Text("TransitGatewayId");
        if (r.IsLeftOut) return;
        if (transitGatewayId is not null && !draft.TransitGateways.Any(gateway => gateway.Id == transitGatewayId)) r.Finding("not-modelled", "a VPN connection that ends at a transit gateway elsewhere", r.PlaceOf("TransitGatewayId"));
        bool isStatic = r.Boolean("StaticRoutesOnly") ?? false;
        ImmutableArray<Announcement>? announces = LinkMetadata.Announces(r, hasTunnels: true);
        if (vpnGatewayId is null && transitGatewayId is null) r.Finding("not-modelled", $"a VPN connection that ends at no gateway of the {r.Noun}; it carries nothing", r.Place);
        if (transitGatewayId is not null && !isStatic && announces is null)
            r.Finding("bgp-prefixes-unknown", UnknownPrefixes, r.Place); // a virtual private gateway's are told where its routes are propagated
        VpnConnection connection = new()
        {
            Name = r.Name,
            Id = r.Id,
            Region = r.Deployment.Region,
            AccountId = r.Deployment.AccountId,
            CustomerGatewayId = customerGatewayId,
            VpnGatewayId = vpnGatewayId,
            TransitGatewayId = transitGatewayId,
            StaticRoutesOnly = isStatic,
            Announces = announces,
            Tunnels = VpnTunnelOptions.Read(r),
            CustomerBlock = r.Cidr("LocalIpv4NetworkCidr") ?? Cidr.AnyIPv4,
            AmazonBlock = r.Cidr("RemoteIpv4NetworkCidr") ?? Cidr.AnyIPv4,
            IsAccelerated = r.Boolean("EnableAcceleration") ?? false,
            CarriesIPv6 = r.Text("TunnelInsideIpVersion") == "ipv6",
            IsPrivate = r.Text("OutsideIpAddressType") == "PrivateIpv4",
            IsBehindNat = r.Simulator.Boolean("BehindNat") ?? false,
            EgressTunnel = LinkMetadata.Tunnel(r.Simulator, "EgressTunnel"),
            IngressTunnel = LinkMetadata.Tunnel(r.Simulator, "IngressTunnel"),
        };
        foreach (string block in (string[])["LocalIpv6NetworkCidr", "RemoteIpv6NetworkCidr"])
            if (r.Cidr(block) is { } narrowed && narrowed != Cidr.AnyIPv6) r.Finding("not-modelled", $"{block} {narrowed}: it narrows nothing here", r.PlaceOf(block));
        if (!r.IsLeftOut) draft.VpnConnections.Add(r.Id, connection);
    }

    private static void ReadRoute(ResourceReader r, DesignDraft draft)
    {
        if (!(r.TryId("VpnConnectionId", "vpn", out string? connectionId) & r.TryCidr("DestinationCidrBlock", out Cidr destination))) return;
        VpnConnection connection = draft.VpnConnections[connectionId!];
        draft.VpnConnections[connectionId!] = connection with { Routes = connection.Routes.Add(destination) };
    }

    public static long? Asn(PropertyReader r, string property)
    {
        if (r.Text(property) is not { } text) return null;
        if (long.TryParse(text, out long asn) && asn is >= 1 and <= uint.MaxValue) return asn;
        r.Invalid(property, $"Value ({text}) for parameter {property} is invalid. An ASN is a number from 1 to 4294967295.");
        return null;
    }
}
