using System.Numerics;
using System.Runtime.CompilerServices;
using VpcSim.DataPath.Fabrics;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Classification;

/// <summary>Finds the rule that a list of rules, asked one after the other, would find: a bit for each rule in each dimension, ANDed.</summary>
/// <remarks>
/// It holds no rule's logic: each bit is the answer of the rule itself at the first value of an interval within which it cannot change.
/// </remarks>
internal sealed class RuleClassifier
{
    /// <summary>Asking so few rules one after the other is as fast.</summary>
    public const int FewRules = 12;

    private const int MostWords = 64;

    // IPv4-mapped addresses lie between two of IPv6 and are none of them.
    private static readonly IpAddress _behindIPv4 = IpAddress.FromIPv4(uint.MaxValue) + 1;

    private readonly IReadOnlyList<IClassifiedRule> _rules;
    private readonly int _words;
    private readonly ulong[] _preferred;
    private readonly ulong[]?[] _byProtocol = new ulong[256][];
    private readonly ulong[] _otherProtocols;
    private readonly IntervalRows<ushort> _tcp, _udp, _icmp, _icmpV6;
    private readonly IntervalRows<uint> _ipv4;
    private readonly IntervalRows<IpAddress> _ipv6;
    private readonly MemberRules[] _members;

    private RuleClassifier(IReadOnlyList<IClassifiedRule> rules, Func<int, bool> isPreferred)
    {
        _rules = rules;
        _words = (rules.Count + 63) / 64;
        _preferred = BitsOf(isPreferred);
        foreach (IClassifiedRule rule in rules)
            if (rule.Protocol >= 0) _byProtocol[rule.Protocol] ??= RowOf((byte)rule.Protocol, null);
        _otherProtocols = RowOf((byte)Math.Max(0, Array.FindLastIndex(_byProtocol, static row => row is null)), null);
        _tcp = PortsOf(IpProtocol.Tcp);
        _udp = PortsOf(IpProtocol.Udp);
        _icmp = PortsOf(IpProtocol.Icmp);
        _icmpV6 = PortsOf(IpProtocol.IcmpV6);
        _ipv4 = new IntervalRows<uint>(Array.ConvertAll(EdgesOf(ipv4: true), static edge => edge.IPv4Bits), _words, bits => RowOf(IpAddress.FromIPv4(bits)));
        _ipv6 = new IntervalRows<IpAddress>(EdgesOf(ipv4: false), _words, RowOf);
        AddressSet[] members = [.. rules.Select(static rule => rule.Members).OfType<AddressSet>().Distinct()];
        _members = Array.ConvertAll(members, set => new MemberRules(set, BitsOf(place => rules[place].Members == set)));
    }

    /// <summary>The classifier of a list of rules; null for one that is asked as well one after the other.</summary>
    /// <param name="rules">The rules in their order.</param>
    /// <param name="isPreferred">Whether a rule, by its place, goes before all that are not.</param>
    public static RuleClassifier? Of(IReadOnlyList<IClassifiedRule> rules, Func<int, bool> isPreferred) =>
        rules.Count <= FewRules || rules.Count > MostWords * 64 ? null : new RuleClassifier(rules, isPreferred);

    /// <summary>The place of the first preferred rule that matches, else of the first that does; −1 for none.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="peer">The address at the other end.</param>
    [MethodImpl(Hot.Path)]
    public int Find(in Passage packet, IpAddress peer)
    {
        ReadOnlySpan<ulong> services = ServicesOf(in packet);
        ReadOnlySpan<ulong> peers = peer.IsIPv4 ? _ipv4.Row(peer.IPv4Bits) : _ipv6.Row(peer);
        // Behind a middlebox a reference to a group matches nothing. (VPC guide, "Security group rules", "Security group referencing")
        return _members.Length > 0 && !packet.Forwarded ? FirstOf(services, peers, peer) : FirstOf(services, peers);
    }

    private int FirstOf(ReadOnlySpan<ulong> services, ReadOnlySpan<ulong> blocks, IpAddress peer)
    {
        Span<ulong> peers = stackalloc ulong[_words];
        blocks.CopyTo(peers);
        foreach (ref readonly MemberRules group in _members.AsSpan())
        {
            if (!group.Members.Contains(peer)) continue;
            for (int word = 0; word < peers.Length; word++) peers[word] |= group.Rules[word];
        }
        return FirstOf(services, peers);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstOf(ReadOnlySpan<ulong> services, ReadOnlySpan<ulong> peers)
    {
        int found = -1;
        for (int word = 0; word < services.Length; word++)
        {
            ulong matches = services[word] & peers[word];
            if (matches == 0) continue;
            ulong preferred = matches & _preferred[word];
            if (preferred != 0) return word * 64 + BitOperations.TrailingZeroCount(preferred);
            if (found < 0) found = word * 64 + BitOperations.TrailingZeroCount(matches);
        }
        return found;
    }

    private ReadOnlySpan<ulong> ServicesOf(in Passage packet)
    {
        if (packet.RulesSeePorts)
        {
            switch (packet.Protocol)
            {
                case IpProtocol.Tcp: return _tcp.Row(packet.DestinationPort);
                case IpProtocol.Udp: return _udp.Row(packet.DestinationPort);
                case IpProtocol.Icmp: return _icmp.Row((ushort)(packet.IcmpType << 8 | packet.IcmpCode));
                case IpProtocol.IcmpV6: return _icmpV6.Row((ushort)(packet.IcmpType << 8 | packet.IcmpCode));
            }
        }
        return _byProtocol[packet.Protocol] ?? _otherProtocols;
    }

    private IntervalRows<ushort> PortsOf(byte protocol)
    {
        List<ushort> starts = [0];
        foreach (IClassifiedRule rule in _rules)
        {
            if (rule.Protocol != protocol) continue;
            foreach (int border in BordersOf(rule))
                if (border is >= 0 and <= ushort.MaxValue) starts.Add((ushort)border);
        }
        return new IntervalRows<ushort>([.. starts], _words, port => RowOf(protocol, port));
    }

    // Where a rule's answer may change: ports, or of ICMP the type times 256 and the code. More than needed does no harm.
    private static int[] BordersOf(IClassifiedRule rule)
    {
        if (rule.Protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6)) return [rule.From, rule.To + 1];
        int type = rule.From << 8, exact = type | (rule.To & 0xFF);
        return [type, exact, exact + 1, type + 256];
    }

    private IpAddress[] EdgesOf(bool ipv4)
    {
        List<IpAddress> edges = [ipv4 ? IpAddress.FromIPv4(0) : default];
        foreach (IClassifiedRule rule in _rules)
        {
            foreach (Cidr block in rule.Blocks)
            {
                if (block.IsIPv4 != ipv4) continue;
                edges.Add(block.Network);
                IpAddress behind = block.Last + 1;
                if (ipv4 ? behind.IsIPv4 : behind > block.Last) edges.Add(behind.IsIPv4 == ipv4 ? behind : _behindIPv4);
            }
        }
        return [.. edges];
    }

    // The rules about packets of a protocol with a port, or type and code; with none, as of a fragment that shows none.
    private ulong[] RowOf(byte protocol, ushort? port)
    {
        bool icmp = protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        var packet = new Passage
        {
            Protocol = protocol,
            DestinationPort = icmp ? (ushort)0 : port ?? 0,
            IcmpType = icmp ? (byte)(port >> 8 ?? 0) : (byte)0,
            IcmpCode = icmp ? (byte)(port ?? 0) : (byte)0,
            RulesSeePorts = port is not null,
        };
        return BitsOf(place => _rules[place].MatchesProtocol(in packet));
    }

    private ulong[] RowOf(IpAddress peer) => BitsOf(place => _rules[place].MatchesBlock(peer));

    private ulong[] BitsOf(Func<int, bool> isSet)
    {
        ulong[] bits = new ulong[_words];
        for (int place = 0; place < _rules.Count; place++)
            if (isSet(place)) bits[place / 64] |= 1UL << (place % 64);
        return bits;
    }

    private readonly record struct MemberRules(AddressSet Members, ulong[] Rules);
}
