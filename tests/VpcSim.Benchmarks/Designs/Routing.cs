namespace VpcSim.Benchmarks.Designs;

/// <summary>
/// The gateways and the three route tables of the benchmarks' VPC. In each half, subnets 0 to 5 lead to the internet gateway, subnet 6 to a NAT gateway,
/// and subnet 7 to the internet gateway with a table of its own. <see cref="OnPremises"/> lies behind a VPN connection, whose routes every table propagates.
/// </summary>
internal static class Routing
{
    /// <summary>A sixteenth of all addresses: about one in fourteen of those that the captures take for the internet's.</summary>
    public const string OnPremises = "16.0.0.0/4";

    private const int SubnetsPerHalf = Addresses.SubnetCount / 2;
    private const int Private = 6;
    private const int Office = 7;
    private const string Everywhere = "0.0.0.0/0";

    /// <summary>The route table of a subnet.</summary>
    public static string TableOf(int subnet) => (subnet % SubnetsPerHalf) switch
    {
        Private => "PrivateRoutes",
        Office => "OfficeRoutes",
        _ => "PublicRoutes",
    };

    /// <summary>Whether instances of a subnet have public addresses; the others leave through the NAT gateway, and nobody outside reaches them.</summary>
    public static bool IsPublic(int subnet) => subnet % SubnetsPerHalf != Private;

    public static void Write(ResourceWriter resources)
    {
        WriteInternetGateway(resources);
        WriteNatGateway(resources);
        WriteVpn(resources);
        WriteTable(resources, "PublicRoutes", "GatewayId", "Gateway");
        WriteTable(resources, "PrivateRoutes", "NatGatewayId", "Nat");
        WriteTable(resources, "OfficeRoutes", "GatewayId", "Gateway");
        using (resources.Begin("Propagation", "AWS::EC2::VPNGatewayRoutePropagation", dependsOn: "VpnAttachment"))
            resources.Refer("VpnGatewayId", "VpnGateway").ReferAll("RouteTableIds", "PublicRoutes", "PrivateRoutes", "OfficeRoutes");
    }

    private static void WriteInternetGateway(ResourceWriter resources)
    {
        using (resources.Begin("Gateway", "AWS::EC2::InternetGateway"))
        {
        }

        using (resources.Begin("GatewayAttachment", "AWS::EC2::VPCGatewayAttachment"))
            resources.Refer("VpcId", "Vpc").Refer("InternetGatewayId", "Gateway");
    }

    private static void WriteNatGateway(ResourceWriter resources)
    {
        using (resources.Begin("NatAddress", "AWS::EC2::EIP", dependsOn: "GatewayAttachment"))
            resources.Set("Domain", "vpc");
        using (resources.Begin("Nat", "AWS::EC2::NatGateway"))
            resources.Refer("SubnetId", "Subnet00").Get("AllocationId", "NatAddress", "AllocationId");
    }

    private static void WriteVpn(ResourceWriter resources)
    {
        using (resources.Begin("VpnGateway", "AWS::EC2::VPNGateway"))
            resources.Set("Type", "ipsec.1");
        using (resources.Begin("VpnAttachment", "AWS::EC2::VPCGatewayAttachment"))
            resources.Refer("VpcId", "Vpc").Refer("VpnGatewayId", "VpnGateway");
        using (resources.Begin("Router", "AWS::EC2::CustomerGateway"))
            resources.Set("Type", "ipsec.1").Set("BgpAsn", 65_000).Set("IpAddress", "198.51.100.1");
        using (resources.Begin("Vpn", "AWS::EC2::VPNConnection"))
            resources.Set("Type", "ipsec.1").Set("StaticRoutesOnly", true).Refer("CustomerGatewayId", "Router").Refer("VpnGatewayId", "VpnGateway");
        using (resources.Begin("VpnRoute", "AWS::EC2::VPNConnectionRoute"))
            resources.Refer("VpnConnectionId", "Vpn").Set("DestinationCidrBlock", OnPremises);
    }

    private static void WriteTable(ResourceWriter resources, string table, string targetProperty, string target)
    {
        using (resources.Begin(table, "AWS::EC2::RouteTable"))
            resources.Refer("VpcId", "Vpc");
        using (resources.Begin($"{table}Default", "AWS::EC2::Route", dependsOn: "GatewayAttachment"))
            resources.Refer("RouteTableId", table).Set("DestinationCidrBlock", Everywhere).Refer(targetProperty, target);
    }
}
