using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>One end of a conversation that is asked for: the addresses that stand for it in the design's terms, and its port.</summary>
/// <param name="Addresses">Any of them.</param>
/// <param name="Port">Null where any will do.</param>
internal sealed record ConversationEnd(ImmutableHashSet<IpAddress> Addresses, ushort? Port)
{
    public bool Is(IpAddress address, ushort port) => HasAddress(address) && (Port is null || Port == port);

    public bool HasAddress(IpAddress address) => Addresses.Contains(address);

    /// <summary>Reads <c>ADDRESS</c>, <c>ADDRESS:PORT</c>, <c>[IPv6]:PORT</c>, <c>NAME</c> or <c>NAME:PORT</c>.</summary>
    /// <exception cref="FormatException">It is none, with the remedy.</exception>
    public static ConversationEnd Parse(string text, Design design, NameIndex names, ImmutableArray<AddressMapping> mappings)
    {
        if (text.StartsWith('[') && !text.Contains(']')) throw new FormatException($"'{text}' lacks a bracket; write an IPv6 address with its port as [2001:db8::7]:443");
        if (IpAddress.TryParse(text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text, out IpAddress alone)) return new ConversationEnd(SetOf(alone, design, mappings), null);
        if (names.Resolve(text).Interface is { } whole) return new ConversationEnd(AddressesOf(whole), null);
        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? text : text[..colon];
        ushort? port = null;
        if (colon >= 0)
        {
            if (!ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out ushort read))
                throw new FormatException($"'{text[(colon + 1)..]}' is no port; write 0 to 65535 behind the colon of '{host}'");
            port = read;
        }
        if (IpAddress.TryParse(host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host, out IpAddress address)) return new ConversationEnd(SetOf(address, design, mappings), port);
        NameResolution found = names.Resolve(host);
        if (found.Interface is { } eni) return new ConversationEnd(AddressesOf(eni), port);
        throw new FormatException(found.Error is null
            ? $"{host} is no network interface and has no single one; name the interface or an address"
            : $"'{host}' is no address, and {found.Error}");
    }

    // A captured address, what it is mapped to, and the private and public address of an interface are one and the same end.
    private static ImmutableHashSet<IpAddress> SetOf(IpAddress address, Design design, ImmutableArray<AddressMapping> mappings)
    {
        var set = new HashSet<IpAddress> { address };
        if (mappings.FirstOrDefault(mapping => mapping.Captured.Contains(address)) is { } placed) set.Add(placed.Apply(address));
        foreach (NetworkInterface eni in design.NetworkInterfaces)
        {
            foreach (PrivateAddress own in eni.PrivateAddresses)
            {
                if (own.PublicAddress is not { } publicAddress || !(set.Contains(own.Address) || set.Contains(publicAddress))) continue;
                set.Add(own.Address);
                set.Add(publicAddress);
            }
        }
        return [.. set];
    }

    private static ImmutableHashSet<IpAddress> AddressesOf(NetworkInterface eni) =>
    [
        .. eni.PrivateAddresses.Select(address => address.Address),
        .. eni.PrivateAddresses.Where(address => address.PublicAddress is not null).Select(address => address.PublicAddress!.Value),
        .. eni.Ipv6Addresses,
    ];
}
