namespace VpcSim.Oracle.Tests.Judging;

/// <summary>What must be tried often for the judges' agreement to be worth something.</summary>
internal static class Crossings
{
    /// <summary>Ways through a gateway, and kinds of packets, that were delivered; how many there must be at least: about a third of what there are, for another hundred has fewer.</summary>
    public static (string Way, int InHundredNetworks)[] Least { get; } =
    [
        ("NatGateway IPv4", 360), ("NatGateway IPv4 error", 12), ("NatGateway IPv4 fragment", 30),
        ("NatGateway in IPv4", 105), ("NatGateway in IPv4 error", 20), ("NatGateway in IPv4 fragment", 12),
        ("PeeringConnection IPv4", 210), ("PeeringConnection IPv4 error", 12), ("PeeringConnection IPv4 fragment", 20),
        ("PeeringConnection IPv6", 120), ("PeeringConnection IPv6 error", 12), ("PeeringConnection IPv6 fragment", 15),
        ("EgressOnlyInternetGateway IPv6", 300), ("EgressOnlyInternetGateway IPv6 error", 9), ("EgressOnlyInternetGateway IPv6 fragment", 50),
        ("EgressOnlyInternetGateway in IPv6", 90), ("EgressOnlyInternetGateway in IPv6 error", 15), ("EgressOnlyInternetGateway in IPv6 fragment", 20),
        ("InternetGateway IPv4", 480), ("InternetGateway IPv4 error", 15), ("InternetGateway IPv4 fragment", 60),
        ("InternetGateway in IPv4", 240), ("InternetGateway in IPv4 error", 30), ("InternetGateway in IPv4 fragment", 40),
        ("InternetGateway IPv6", 420), ("InternetGateway in IPv6", 300), ("VpnGateway IPv4", 180), ("VpnGateway in IPv4", 100),
        ("InternetGateway for another", 50), ("PeeringConnection for another", 7),
        ("TCP", 2100), ("UDP", 1320), ("ICMP", 600), ("ICMPv6", 570), ("GRE", 180), ("later fragments", 660), ("after a change", 1200), ("with secondary addresses", 1800),
    ];
}
