namespace VpcSim.Oracle.Tests.Networks;

/// <summary>The addresses that designs and packets are made of: few, so that rules and packets meet.</summary>
internal static class Places
{
    public const int MostHosts = 8;

    public const int MostVpcs = 3;

    /// <summary>The name of a VPC; the first one, number 0, is the one that has gateways and is peered with the others.</summary>
    public static string Vpc(int vpc) => $"vpc{vpc}";

    public static string VpcIpv4(int vpc) => $"10.{vpc}.0.0/16";

    public static string VpcIpv6(int vpc) => $"{Ipv6Of(vpc)}0::/56";

    /// <summary>The first 60 bits of a VPC's IPv6 addresses, for a subnet's number to follow.</summary>
    public static string Ipv6Of(int vpc) => $"2600:1f18:aaaa:a{(char)('a' + vpc)}0";

    /// <summary>What the VPN connection leads to.</summary>
    public const string OnPremises = "192.168.0.0/16";

    public static string[] InternetIpv4 { get; } = ["203.0.113.7", "203.0.113.200", "198.51.100.9"];

    public static string[] InternetIpv6 { get; } = ["2001:db8:ff::7", "2001:db8:ff:1::9"];

    public static string[] OnPremisesIpv4 { get; } = ["192.168.5.10", "192.168.77.1"];

    /// <summary>Addresses of the VPC that no interface has.</summary>
    public static string NobodyIpv4 => "10.0.1.200";

    public static string NobodyIpv6 => $"{Ipv6Of(0)}1::dead";

    /// <summary>Where a default route may lead to and a gateway will not.</summary>
    public static string[] StrangeIpv4 { get; } = ["172.16.3.3", "100.64.0.9"];

    public static string[] BlocksIpv4 { get; } =
    [
        "0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/23", "10.0.1.0/24", "10.1.2.0/24", "10.0.3.0/24", "10.0.1.8/29", "10.0.1.10/32", "10.1.2.12/31", "10.0.0.0/14",
        "192.168.0.0/16", "192.168.5.0/24", "203.0.113.0/24", "203.0.113.7/32", "128.0.0.0/1",
    ];

    public static string[] BlocksIpv6 { get; } =
    [
        "::/0", VpcIpv6(0), $"{Ipv6Of(0)}1::/64", $"{Ipv6Of(1)}2::/64", $"{Ipv6Of(0)}1::10/128", "2001:db8:ff::/48", "2001:db8:ff::7/128", "2600:1f18:aaaa:a000::/52",
    ];

    public static string[] RoutesIpv4 { get; } =
    [
        "0.0.0.0/0", "128.0.0.0/1", "192.0.0.0/8", "192.168.0.0/16", "192.168.5.0/24", "192.168.5.10/32", "203.0.113.0/24", "203.0.113.192/26", "203.0.113.7/32", "198.51.100.0/24",
    ];

    public static string[] RoutesIpv6 { get; } = ["::/0", "2001:db8:ff::/48", "2001:db8:ff::/64", "2001:db8:ff::7/128"];

    /// <summary>Destinations in the other VPCs, of routes of the first one.</summary>
    public static string[] RoutesToPeers { get; } =
        ["10.1.0.0/16", "10.1.0.0/16", "10.1.2.0/24", "10.1.2.11/32", "10.2.0.0/16", "10.2.3.0/24", "10.0.0.0/12", VpcIpv6(1), VpcIpv6(2), "2600:1f18:aaaa:a000::/52"];

    /// <summary>Destinations of routes of the other VPCs: parts of the first one, and what lies behind it.</summary>
    public static string[] RoutesFromPeers { get; } =
        ["10.0.0.0/16", "10.0.0.0/16", "10.0.1.0/24", "10.0.1.10/32", "0.0.0.0/0", "10.0.0.0/12", "203.0.113.0/24", "192.168.0.0/16", VpcIpv6(0), "::/0", "2600:1f18:aaaa:a000::/52"];

    public static int[] Ports { get; } = [22, 53, 80, 443, 1024, 5432, 8080, 32768, 40000, 65535];
}
