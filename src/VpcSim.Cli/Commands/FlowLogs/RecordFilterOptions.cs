using System.CommandLine;
using System.Globalization;
using VpcSim.Cli.Usage;
using VpcSim.FlowLogs.Reading;
using VpcSim.Model.Addressing;

namespace VpcSim.Cli.Commands.FlowLogs;

/// <summary>The words that say which records are wanted.</summary>
internal sealed class RecordFilterOptions
{
    private static readonly (string Name, int Number)[] _protocols = [("icmp", 1), ("tcp", 6), ("udp", 17), ("gre", 47), ("esp", 50), ("icmpv6", 58), ("sctp", 132)];

    public Option<string[]> Action { get; } = Words.Valued("--action", "accept|reject", "Accepted flows, or rejected ones.");

    public Option<string[]> Interface { get; } = Words.Valued("--interface", "ENI", "Records of this network interface. Repeatable: one of them.");

    public Option<string[]> From { get; } = Words.Valued("--from", "TIME", "Records that end at this time or later: 2026-11-23T23:29:30Z (UTC without an offset), or Unix seconds.");

    public Option<string[]> Until { get; } = Words.Valued("--until", "TIME", "Records that start before this time; as --from.");

    public Option<string[]> Address { get; } = Words.Valued("--address", "CIDR", "Records with an address in this block on either side, the packet's own addresses too. Repeatable: one of them.");

    public Option<string[]> Source { get; } = Words.Valued("--source", "CIDR", "Records whose source is in this block. Repeatable.");

    public Option<string[]> Destination { get; } = Words.Valued("--destination", "CIDR", "Records whose destination is in this block. Repeatable.");

    public Option<string[]> Port { get; } = Words.Valued("--port", "N", "Records with this port on either side. Repeatable: one of them.");

    public Option<string[]> Protocol { get; } = Words.Valued("--protocol", "P", "tcp, udp, icmp, icmpv6, gre, esp, sctp, or a number.");

    public IReadOnlyList<Option> All => [Action, Interface, .. OfFlows];

    /// <summary>All but action and interface, for a verb to which both mean something else.</summary>
    public IReadOnlyList<Option> OfFlows => [From, Until, Address, Source, Destination, Port, Protocol];

    /// <summary>The filter; what the verb has no option for asks for nothing.</summary>
    public RecordFilter Read(CommandLine line)
    {
        var filter = new RecordFilter
        {
            Action = ActionOf(line),
            Interfaces = [.. line.Values(Interface)],
            From = TimeOf(line, From),
            Until = TimeOf(line, Until),
            Addresses = BlocksOf(line, Address),
            Sources = BlocksOf(line, Source),
            Destinations = BlocksOf(line, Destination),
            Ports = [.. line.Values(Port).Select(text => NumberOf(line, Port, text, 65_535, "a port, 0 to 65535"))],
            Protocol = ProtocolOf(line),
        };
        if (filter is { From: { } from, Until: { } until } && from >= until) line.Mistake(Until, "it is not behind --from, so that no record is between them");
        return filter;
    }

    private FlowAction? ActionOf(CommandLine line)
    {
        switch (line.Value(Action)?.ToLowerInvariant())
        {
            case null: return null;
            case "accept": return FlowAction.Accept;
            case "reject": return FlowAction.Reject;
            case { } other:
                line.Mistake(Action, $"'{other}' is neither accept nor reject");
                return null;
        }
    }

    private static long? TimeOf(CommandLine line, Option<string[]> option)
    {
        if (line.Value(option) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)) return seconds;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) && text.Contains('-', StringComparison.Ordinal)) return time.ToUnixTimeSeconds();
        line.Mistake(option, $"'{text}' is no time; write one such as 2026-11-23T23:29:30Z, or Unix seconds");
        return null;
    }

    private static Cidr[] BlocksOf(CommandLine line, Option<string[]> option)
    {
        var blocks = new List<Cidr>();
        foreach (string text in line.Values(option))
        {
            if (IpAddress.TryParse(text, out IpAddress address)) blocks.Add(new Cidr(address, address.IsIPv4 ? 32 : 128));
            else if (Cidr.TryParse(text, out Cidr block)) blocks.Add(block);
            else line.Mistake(option, $"'{text}' is no address and no block such as 10.0.0.0/16", text);
        }
        return [.. blocks];
    }

    private int? ProtocolOf(CommandLine line)
    {
        if (line.Value(Protocol) is not { } text) return null;
        foreach ((string name, int number) in _protocols)
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) return number;
        return NumberOf(line, Protocol, text, 255, $"one of {string.Join(", ", _protocols.Select(known => known.Name))}, nor a number from 0 to 255");
    }

    private static int NumberOf(CommandLine line, Option<string[]> option, string text, int most, string what)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most) return number;
        line.Mistake(option, $"'{text}' is not {what}", text);
        return 0;
    }
}
