using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.DirectConnect;
using VpcSim.Model.Provisioning;
using VpcSim.Model.Vpn;

namespace VpcSim.Model.Tests.Validation;

public class VpnErrorsTests
{
    [Fact] // Site-to-Site VPN guide, "Quotas": 50 customer gateways and 50 connections a region, 10 connections a gateway
    public void A_region_has_50_customer_gateways_and_connections_and_a_gateway_10()
    {
        Design Customers(int count) => new() { CustomerGateways = [.. Enumerable.Range(1, count).Select(number => Customer(65001, $"C{number}"))] };
        Customers(50).Accepted();
        Assert.Equal("C51", Customers(51).Refused("CustomerGatewayLimitExceeded").Resource);
        Design Connections(int gateways, int each) => new()
        {
            VpnGateways = [.. Enumerable.Range(1, gateways).Select(number => Sample.Vgw($"Vgw{number}"))],
            VpnConnections = [.. Enumerable.Range(0, gateways * each).Select(number => Sample.Vpn($"Vpn{number:00}", $"Vgw{number / each + 1}", isStatic: true))],
        };
        Connections(5, 10).Accepted();
        Assert.Equal("Vpn10", Connections(1, 11).Refused("VpnConnectionLimitExceeded").Resource);
        Assert.Equal("Vpn50", Connections(5, 11).Refused("VpnConnectionLimitExceeded", Quotas.Default.With("vpn-connections-per-vpn-gateway=11")).Resource);
    }

    [Fact] // Site-to-Site VPN guide, "Accelerated Site-to-Site VPN connections": a virtual private gateway takes none
    public void An_accelerated_connection_needs_a_transit_gateway()
    {
        VpnConnection connection = Sample.Vpn("Vpn", "Vgw", isStatic: true) with { IsAccelerated = true };
        WithVgw(connection).Refused("InvalidParameterCombination");
        WithVgw(connection with { VpnGatewayId = null, TransitGatewayId = "tgw-1" }).Accepted();
        WithVgw(connection with { IsAccelerated = false }).Accepted();
    }

    [Fact] // Site-to-Site VPN guide, "IPv4 and IPv6 traffic" and "Private IP VPN": at a virtual private gateway neither IPv6 nor private outside addresses
    public void IPv6_and_private_addresses_need_a_transit_gateway()
    {
        VpnConnection connection = Sample.Vpn("Vpn", "Vgw", isStatic: true);
        WithVgw(connection with { CarriesIPv6 = true }).Refused("InvalidParameterCombination");
        WithVgw(connection with { IsPrivate = true }).Refused("InvalidParameterCombination");
        WithVgw(connection with { VpnGatewayId = null, TransitGatewayId = "tgw-1", CarriesIPv6 = true, IsPrivate = true }).Accepted();
    }

    [Fact]
    public void A_connection_ends_at_one_gateway() =>
        WithVgw(Sample.Vpn("Vpn", "Vgw", isStatic: true) with { TransitGatewayId = "tgw-1" }).Refused("InvalidParameterCombination");

    [Theory] // Site-to-Site VPN guide, "VPN tunnel options": a /30 of 169.254.0.0/16, some of them reserved
    [InlineData("169.254.6.0/30", true)]
    [InlineData("169.254.255.252/30", true)]
    [InlineData("169.254.0.4/30", true)]
    [InlineData("169.254.0.0/30", false)]
    [InlineData("169.254.5.0/30", false)]
    [InlineData("169.254.169.252/30", false)]
    [InlineData("169.254.6.0/29", false)]
    [InlineData("10.0.0.0/30", false)]
    public void An_inside_block_is_a_30_of_the_link_local_range(string block, bool allowed)
    {
        Design design = WithVgw(WithInside("Vpn", "Vgw", block));
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Fact] // Site-to-Site VPN guide, "VPN tunnel options": unique across the connections of one gateway
    public void An_inside_block_is_used_once_by_the_tunnels_of_a_gateway()
    {
        Design Two(string second) => new()
        {
            VpnGateways = [Sample.Vgw("Vgw"), Sample.Vgw("Other")],
            VpnConnections = [WithInside("First", "Vgw", "169.254.10.0/30"), WithInside("Second", second, "169.254.10.0/30")],
        };
        Assert.Equal("Second", Two("Vgw").Refused("InvalidParameterValue").Resource);
        Two("Other").Accepted();
    }

    [Theory] // EC2 API, "VpnTunnelOptionsSpecification": at least 30 seconds, and AWS's ciphers and hashes
    [InlineData(30, "AES256", "SHA2-512", true)]
    [InlineData(29, "AES256", "SHA2-512", false)]
    [InlineData(30, "3DES", "SHA2-512", false)]
    [InlineData(30, "AES256", "MD5", false)]
    public void Tunnel_options_have_their_values(int seconds, string cipher, string hash, bool allowed)
    {
        VpnTunnel tunnel = new() { DpdTimeoutSeconds = seconds, Phase2Encryption = [cipher], Phase2Integrity = [hash] };
        Design design = WithVgw(Sample.Vpn("Vpn", "Vgw", isStatic: true) with { Tunnels = [VpnTunnel.Default, tunnel] });
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Theory] // Site-to-Site VPN guide, "How AWS Site-to-Site VPN works": private ASNs, 64512 by default
    [InlineData(64512, true)]
    [InlineData(65534, true)]
    [InlineData(4_200_000_000, true)]
    [InlineData(4_294_967_294, true)]
    [InlineData(64511, false)]
    [InlineData(65535, false)]
    [InlineData(4_294_967_295, false)]
    public void A_gateways_ASN_is_private(long asn, bool allowed)
    {
        Design design = new() { VpnGateways = [Sample.Vgw("Vgw") with { AmazonSideAsn = asn }] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
        Assert.Equal(64512, Sample.Vgw("Vgw").AmazonSideAsn);
    }

    [Theory] // Site-to-Site VPN guide, "Customer gateway options": any ASN but those that are reserved
    [InlineData(7224, "us-east-1", false)]
    [InlineData(9059, "eu-west-1", false)]
    [InlineData(9059, "us-east-1", true)]
    [InlineData(17943, "ap-southeast-1", false)]
    [InlineData(64512, "us-east-1", true)]
    public void A_customers_ASN_is_not_reserved(long asn, string region, bool allowed)
    {
        Design design = new() { Region = region, CustomerGateways = [Customer(asn)] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": 100 routes of a session; the model tells which session AWS would end
    public void A_session_of_too_many_prefixes_is_a_finding()
    {
        Design With(int prefixes) => WithVgw(Sample.Vpn("Vpn", "Vgw", isStatic: false) with
        {
            Announces = [.. Enumerable.Range(0, prefixes).Select(number => Announce($"172.16.{number}.0/24"))],
        });
        Assert.Empty(With(100).Provision().Findings);
        Finding finding = Assert.Single(With(101).Provision().Findings);
        Assert.Equal(("bgp-session-ends", "Vpn"), (finding.Code, finding.Resource));
    }

    [Fact] // Site-to-Site VPN guide, "Quotas": 1,000 routes are advertised to a customer's device
    public void More_than_a_thousand_prefixes_are_not_all_advertised()
    {
        Design With(int last) => new()
        {
            VpnGateways = [Sample.Vgw("Vgw")],
            VpnConnections = [.. Enumerable.Range(0, 10).Select(number => Announcing(number, 100))],
            PrivateVirtualInterfaces = last == 0 ? [] : [Link() with { VpnGatewayId = "vgw-Vgw", Announces = [Announce("192.168.0.0/24")] }],
        };
        Assert.Empty(With(0).Provision().Findings);
        Assert.Equal("routes-not-advertised", Assert.Single(With(1).Provision().Findings).Code);
    }

    [Fact]
    public void What_will_not_be_taken_is_a_finding()
    {
        VpnConnection connection = Sample.Vpn("Vpn", "Vgw", isStatic: false) with { Announces = [Announce("192.168.0.0/16") with { AsPath = [65001, 64512] }] };
        Assert.Equal("announcement-ignored", Assert.Single(WithVgw(connection).Provision().Findings).Code);
        VpnConnection isStatic = Sample.Vpn("Vpn", "Vgw", isStatic: true) with { Announces = [Announce("192.168.0.0/16")] };
        Assert.Equal("announcement-ignored", Assert.Single(WithVgw(isStatic).Provision().Findings).Code);
    }

    [Fact] // Direct Connect guide, "Private virtual interfaces": to one gateway, with an MTU of its own
    public void A_virtual_interface_leads_to_one_gateway_with_an_MTU()
    {
        Design With(PrivateVirtualInterface link) => new()
        {
            VpnGateways = [Sample.Vgw("Vgw")],
            DirectConnectGateways = [new DirectConnectGateway { Name = "Dx", Id = "dxgw-Dx" }],
            PrivateVirtualInterfaces = [link],
        };
        With(Link() with { VpnGatewayId = "vgw-Vgw", Mtu = 8500 }).Accepted();
        With(Link()).Refused("DirectConnectClientException");
        With(Link() with { VpnGatewayId = "vgw-Vgw", DirectConnectGatewayId = "dxgw-Dx" }).Refused("DirectConnectClientException");
        With(Link() with { VpnGatewayId = "vgw-Vgw", Mtu = 1446 }).Refused("DirectConnectClientException");
    }

    [Fact] // Direct Connect guide, "Virtual private gateway associations": attached to a VPC, and associated once
    public void A_gateway_is_associated_once_and_attached()
    {
        DirectConnectGatewayAssociation first = new() { Name = "First", DirectConnectGatewayId = "dxgw-1", GatewayId = "vgw-Vgw" };
        Design attached = Sample.OneSubnet() with { VpnGateways = [Sample.Vgw("Vgw", "Vpc")], DirectConnectGatewayAssociations = [first] };
        attached.Accepted();
        Assert.Equal("Second", (attached with { DirectConnectGatewayAssociations = [first, first with { Name = "Second", DirectConnectGatewayId = "dxgw-2" }] })
            .Refused("DirectConnectClientException").Resource);
        (attached with { VpnGateways = [Sample.Vgw("Vgw")] }).Refused("DirectConnectClientException");
    }

    [Fact] // Direct Connect guide, "Transit gateway associations": other ASNs, no private virtual interfaces beside; transit ones lead over a Direct Connect gateway
    public void A_transit_gateway_has_a_Direct_Connect_gateway_of_its_own()
    {
        Design With(long asn, params PrivateVirtualInterface[] links) => new()
        {
            TransitGateways = [new Model.Transit.TransitGateway { Name = "Tgw", Id = "tgw-Tgw" }],
            DirectConnectGateways = [new DirectConnectGateway { Name = "Dx", Id = "dxgw-Dx", AmazonSideAsn = asn }],
            DirectConnectGatewayAssociations = [new DirectConnectGatewayAssociation { Name = "Join", DirectConnectGatewayId = "dxgw-Dx", GatewayId = "tgw-Tgw" }],
            PrivateVirtualInterfaces = [.. links],
        };
        PrivateVirtualInterface transit = Link() with { DirectConnectGatewayId = "dxgw-Dx", IsTransit = true, Mtu = 8500 };
        With(64520, transit).Accepted();
        With(64512, transit).Refused("DirectConnectClientException");
        With(64520, transit with { IsTransit = false }).Refused("DirectConnectClientException");
        With(64520, transit with { DirectConnectGatewayId = null }).Refused("DirectConnectClientException");
        With(64520, transit with { Mtu = 9001 }).Refused("DirectConnectClientException");
    }

    private static Design WithVgw(VpnConnection connection) => new() { VpnGateways = [Sample.Vgw("Vgw")], VpnConnections = [connection] };

    private static VpnConnection WithInside(string name, string gateway, string block) => Sample.Vpn(name, gateway, isStatic: true) with
    {
        Tunnels = [VpnTunnel.Default, VpnTunnel.Default with { InsideCidr = Cidr.Parse(block) }],
    };

    private static VpnConnection Announcing(int number, int prefixes) => Sample.Vpn($"Vpn{number:00}", "Vgw", isStatic: false) with
    {
        Announces = [.. Enumerable.Range(0, prefixes).Select(third => Announce($"172.{16 + number}.{third}.0/24"))],
    };

    private static Announcement Announce(string prefix) => new() { Prefix = Cidr.Parse(prefix) };

    private static CustomerGateway Customer(long asn, string name = "Customer") => new() { Name = name, Id = $"cgw-{name}", BgpAsn = asn };

    private static PrivateVirtualInterface Link() => new() { Name = "Link", Id = "dxvif-Link" };
}
