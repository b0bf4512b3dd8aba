using System.Collections.Immutable;
using System.Globalization;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>Which conversations are to be explained: those of a protocol between two ends, whoever spoke first.</summary>
public sealed class ConversationQuery
{
    private const string Forms = "write it as 'tcp 198.51.100.7:40000 10.0.1.10:443', 'icmp A B' or '50 A B', with addresses or names of the design, or as a frame number";
    private readonly ConversationEnd _one;
    private readonly ConversationEnd _other;
    private readonly byte _protocol;
    private readonly ushort? _icmpIdentifier;

    private ConversationQuery(byte protocol, ConversationEnd one, ConversationEnd other, ushort? icmpIdentifier)
    {
        _protocol = protocol;
        _one = one;
        _other = other;
        _icmpIdentifier = icmpIdentifier;
    }

    private bool IsIcmp => _protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;

    /// <summary>Reads what a user asked for: <c>PROTOCOL END END</c>, with <c>&gt;</c> between the ends as summaries have it, for ICMP an identifier behind them.</summary>
    /// <param name="text">Ends are addresses as captured or in the design's terms, or names, each with a port or without.</param>
    /// <param name="design">The design.</param>
    /// <param name="names">Its names.</param>
    /// <param name="mappings">Where captured addresses stand in it.</param>
    /// <exception cref="FormatException">With what is wrong and what to write instead.</exception>
    public static ConversationQuery Parse(string text, Design design, NameIndex names, ImmutableArray<AddressMapping> mappings)
    {
        string[] words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not (">" or "<" or "->" or "<->"))];
        if (words is ["protocol", ..]) words = words[1..];
        if (words.Length is not (3 or 4)) throw new FormatException($"'{text}' names no conversation; {Forms}");
        byte protocol = ProtocolWords.Parse(words[0]);
        ConversationEnd one = ConversationEnd.Parse(words[1], design, names, mappings), other = ConversationEnd.Parse(words[2], design, names, mappings);
        bool hasPorts = protocol is IpProtocol.Tcp or IpProtocol.Udp or 33 or 132 or 136;
        if (!hasPorts && (one.Port ?? other.Port) is { } port) throw new FormatException($"{IpProtocol.NameOf(protocol)} has no ports; leave ':{port}' out");
        ushort? identifier = null;
        if (words.Length == 4)
        {
            if (protocol is not (IpProtocol.Icmp or IpProtocol.IcmpV6)) throw new FormatException($"'{words[3]}' is one word too many; {Forms}");
            if (!ushort.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out ushort read))
                throw new FormatException($"'{words[3]}' is no identifier of ICMP echo messages, 0 to 65535");
            identifier = read;
        }
        return new ConversationQuery(protocol, one, other, identifier);
    }

    /// <summary>Whether the conversation is one of those asked for.</summary>
    public bool Matches(in ConversationKey key)
    {
        if (!IsOfProtocol(key.Protocol) || (_icmpIdentifier is { } identifier && identifier != key.IcmpIdentifier)) return false;
        return (_one.Is(key.First, key.FirstPort) && _other.Is(key.Second, key.SecondPort)) || (_one.Is(key.Second, key.SecondPort) && _other.Is(key.First, key.FirstPort));
    }

    /// <summary>Whether the ends are those hosts, whatever the ports.</summary>
    internal bool MatchesHosts(IpAddress source, IpAddress destination) =>
        (_one.HasAddress(source) && _other.HasAddress(destination)) || (_one.HasAddress(destination) && _other.HasAddress(source));

    /// <summary>How near a conversation that does not match comes to what was asked for: 0 not at all, 3 the same hosts and protocol.</summary>
    internal int NearnessOf(in ConversationKey key)
    {
        if (MatchesHosts(key.First, key.Second)) return IsOfProtocol(key.Protocol) ? 3 : 2;
        if (!IsOfProtocol(key.Protocol)) return 0;
        bool one = IsExactly(_one, in key), other = IsExactly(_other, in key);
        return one || other ? 1 : 0;
    }

    internal static ConversationQuery Of(in ConversationKey key)
    {
        bool echo = key.Protocol is IpProtocol.Icmp or IpProtocol.IcmpV6;
        return new ConversationQuery(
            key.Protocol, new ConversationEnd([key.First], key.FirstPort), new ConversationEnd([key.Second], key.SecondPort), echo ? key.IcmpIdentifier : null);
    }

    private static bool IsExactly(ConversationEnd end, in ConversationKey key) => end.Is(key.First, key.FirstPort) || end.Is(key.Second, key.SecondPort);

    private bool IsOfProtocol(byte protocol) => protocol == _protocol || (IsIcmp && protocol is IpProtocol.Icmp or IpProtocol.IcmpV6);
}
