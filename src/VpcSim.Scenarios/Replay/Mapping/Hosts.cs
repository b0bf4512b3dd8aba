using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Mapping;

/// <summary>What an address can be by itself, whatever network it was captured in.</summary>
internal static class Hosts
{
    private static readonly Cidr[] _private =
    [
        Cidr.Parse("10.0.0.0/8"), Cidr.Parse("172.16.0.0/12"), Cidr.Parse("192.168.0.0/16"), // RFC 1918
        Cidr.Parse("100.64.0.0/10"), // RFC 6598
        Cidr.Parse("fc00::/7"), // RFC 4193
    ];

    private static readonly Cidr[] _none =
    [
        Cidr.Parse("0.0.0.0/8"), Cidr.Parse("127.0.0.0/8"), Cidr.Parse("169.254.0.0/16"), Cidr.Parse("224.0.0.0/3"),
        Cidr.Parse("::/127"), Cidr.Parse("fe80::/10"), Cidr.Parse("ff00::/8"),
        Cidr.Parse("fd00:ec2::/32"), // services of every VPC
    ];

    /// <summary>Whether one host can own it and be reached there: no group, no broadcast, nothing link-local.</summary>
    public static bool MayBe(IpAddress address) => !Array.Exists(_none, block => block.Contains(address));

    /// <summary>Whether networks give it out by themselves, so that it says nothing of who is meant.</summary>
    public static bool IsPrivate(IpAddress address) => Array.Exists(_private, block => block.Contains(address));
}
