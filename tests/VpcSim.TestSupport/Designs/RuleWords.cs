using VpcSim.Model.Addressing;

namespace VpcSim.TestSupport.Designs;

/// <summary>A rule as a person says it: <c>tcp 443 from 0.0.0.0/0</c>, <c>icmp 8/0 from sg-app</c>, <c>47 to pl-list</c>.</summary>
/// <param name="Protocol">IANA number or −1.</param>
/// <param name="From">First port or ICMP type; −1 for all.</param>
/// <param name="To">Last port or ICMP code; −1 for all.</param>
/// <param name="Peer">A CIDR block, or an id that begins with <c>sg-</c> or <c>pl-</c>.</param>
internal readonly record struct RuleWords(int Protocol, int From, int To, string Peer)
{
    /// <summary>Reads <c>PROTOCOL [PORTS] PEER</c>; the words <c>from</c> and <c>to</c> may stand before the peer.</summary>
    /// <exception cref="FormatException">The text is no rule.</exception>
    public static RuleWords Parse(string text)
    {
        string[] words = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("from" or "to"))];
        if (words.Length is < 2 or > 3 || !IpProtocol.TryParse(words[0], out int protocol))
            throw new FormatException($"'{text}' is no rule such as 'tcp 443 from 10.0.0.0/8'");
        if (words.Length == 2) return new RuleWords(protocol, -1, -1, words[1]);
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        int[] ends = [.. words[1].Split(icmp ? '/' : '-').Select(int.Parse)];
        int last = ends.Length == 2 ? ends[1] : icmp ? -1 : ends[0];
        return new RuleWords(protocol, ends[0], last, words[2]);
    }
}
