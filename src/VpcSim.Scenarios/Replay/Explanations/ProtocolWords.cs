using System.Globalization;
using VpcSim.Model.Addressing;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>Protocols as users write them.</summary>
public static class ProtocolWords
{
    /// <summary>The number of <c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, <c>sctp</c>, <c>gre</c>, <c>esp</c> or of a number itself.</summary>
    /// <exception cref="FormatException">It is none, with the remedy.</exception>
    public static byte Parse(string word)
    {
        if (byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out byte number)) return number;
        return word.ToUpperInvariant() switch
        {
            "TCP" => IpProtocol.Tcp,
            "UDP" => IpProtocol.Udp,
            "ICMP" => IpProtocol.Icmp,
            "ICMPV6" => IpProtocol.IcmpV6,
            "SCTP" => 132,
            "GRE" => 47,
            "ESP" => 50,
            _ => throw new FormatException($"'{word}' is no protocol; write tcp, udp, icmp or a protocol's number"),
        };
    }
}
