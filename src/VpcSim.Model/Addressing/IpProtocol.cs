namespace VpcSim.Model.Addressing;

/// <summary>IANA protocol numbers that rules and flow logs name; −1 is AWS's "all".</summary>
public static class IpProtocol
{
    public const int All = -1;
    public const int Icmp = 1;
    public const int Tcp = 6;
    public const int Udp = 17;
    public const int IcmpV6 = 58;

    /// <summary>The word AWS prints: <c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, <c>all</c>, or the number.</summary>
    public static string NameOf(int protocol) => protocol switch
    {
        All => "all",
        Icmp => "icmp",
        Tcp => "tcp",
        Udp => "udp",
        IcmpV6 => "icmpv6",
        _ => protocol.ToString(),
    };

    /// <summary>Reads AWS's word or a number from −1 to 255.</summary>
    public static bool TryParse(string? text, out int protocol)
    {
        protocol = text?.ToLowerInvariant() switch
        {
            "-1" or "all" => All,
            "tcp" => Tcp,
            "udp" => Udp,
            "icmp" => Icmp,
            "icmpv6" => IcmpV6,
            _ => -2,
        };
        return protocol != -2 || (int.TryParse(text, out protocol) && protocol is >= -1 and <= 255);
    }
}
