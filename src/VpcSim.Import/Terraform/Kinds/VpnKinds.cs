using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Customer gateways, VPN connections with their tunnels, static routes.</summary>
internal static class VpnKinds
{
    private const int Tunnels = 2;

    // Above this an ASN is written as BgpAsnExtended.
    private const long LargestShortAsn = int.MaxValue;

    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.CustomerGateway.Kinds) kinds.Add(kind, Customer);
        kinds.Add("aws_vpn_connection", Connection);
        kinds.Add("aws_vpn_connection_route", (t, r) =>
            VpcKinds.Declare(t, r, "VPNConnectionRoute", p => p.Id("VpnConnectionId", "vpn_connection_id", Wanted.VpnConnection).Needed("DestinationCidrBlock", "destination_cidr_block")));
    }

    private static void Customer(Translation t, TerraformResource r) => VpcKinds.Declare(t, r, "CustomerGateway", p =>
    {
        bool isLong = long.TryParse(r.Known("bgp_asn"), out long asn) && asn > LargestShortAsn;
        p.Scalar(isLong ? "BgpAsnExtended" : "BgpAsn", "bgp_asn").Scalar("BgpAsnExtended", "bgp_asn_extended").Scalar("IpAddress", "ip_address").Set("Type", "ipsec.1").Tags();
        if (!p.Node.TryGet("IpAddress", out _)) p.Id("IpAddress", "ip_address", Wanted.Address);
    });

    private static void Connection(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        VpcKinds.Declare(t, r, "VPNConnection", p =>
        {
            p.Set("Type", "ipsec.1").Id("CustomerGatewayId", "customer_gateway_id", Wanted.CustomerGateway).Id("VpnGatewayId", "vpn_gateway_id", Wanted.VpnGateway)
                .Id("TransitGatewayId", "transit_gateway_id", Wanted.TransitGateway).Scalar("StaticRoutesOnly", "static_routes_only")
                .Scalar("LocalIpv4NetworkCidr", "local_ipv4_network_cidr").Scalar("RemoteIpv4NetworkCidr", "remote_ipv4_network_cidr")
                .Scalar("LocalIpv6NetworkCidr", "local_ipv6_network_cidr").Scalar("RemoteIpv6NetworkCidr", "remote_ipv6_network_cidr")
                .Scalar("EnableAcceleration", "enable_acceleration").Scalar("OutsideIpAddressType", "outside_ip_address_type").Scalar("TunnelInsideIpVersion", "tunnel_inside_ip_version").Tags();
            List<Node> tunnels = [];
            for (int i = 1; i <= Tunnels; i++)
                tunnels.Add(Tunnel(t, block, $"tunnel{i}_").Node);
            if (tunnels.OfType<MappingNode>().Any(tunnel => tunnel.Count > 0)) p.Set("VpnTunnelOptionsSpecifications", new SequenceNode(r.Place, tunnels));
        });
    }

    private static Properties Tunnel(Translation t, Block block, string prefix)
    {
        Properties tunnel = new Properties(t, block).Scalar("TunnelInsideCidr", $"{prefix}inside_cidr").Scalar("DPDTimeoutAction", $"{prefix}dpd_timeout_action")
            .Scalar("DPDTimeoutSeconds", $"{prefix}dpd_timeout_seconds");
        if (tunnel.Node.Text("DPDTimeoutSeconds") != "0")
            return tunnel.Set("Phase2EncryptionAlgorithms", Values(block, $"{prefix}phase2_encryption_algorithms")).Set("Phase2IntegrityAlgorithms", Values(block, $"{prefix}phase2_integrity_algorithms"));
        // A state has 0 where nothing was asked for.
        return new Properties(t, block).Scalar("TunnelInsideCidr", $"{prefix}inside_cidr").Set("Phase2EncryptionAlgorithms", Values(block, $"{prefix}phase2_encryption_algorithms"))
            .Set("Phase2IntegrityAlgorithms", Values(block, $"{prefix}phase2_integrity_algorithms"));
    }

    private static SequenceNode? Values(Block block, string attribute)
    {
        List<Node> items = [];
        foreach (ScalarNode word in block.Values.Items(attribute).OfType<ScalarNode>().Where(item => item.Text.Length > 0))
        {
            MappingNode item = new(word.Place);
            item.TryAdd("Value", word.Place, word);
            items.Add(item);
        }
        return items.Count == 0 ? null : new SequenceNode(block.Place, items);
    }
}
