using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Scenarios.Replay;

/// <summary>Captured addresses that stand for the design's: a block for a block of the same size, or one address for an interface's.</summary>
public sealed record AddressMapping(Cidr Captured, Cidr Design)
{
    /// <summary>Reads <c>CAPTURED=DESIGN</c>: CIDR to CIDR of the same family and length, or an address to an address or a name.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="names">The design's names.</param>
    /// <exception cref="FormatException">With what is wrong and what to write instead.</exception>
    public static AddressMapping Parse(string text, NameIndex names)
    {
        int equals = text.IndexOf('=');
        if (equals <= 0 || equals == text.Length - 1)
            throw new FormatException($"--map '{text}': write CAPTURED=DESIGN, such as 192.168.1.10=WebServer or 192.168.1.0/24=10.0.1.0/24");
        Cidr captured = ReadBlock(text[..equals])
            ?? throw new FormatException($"--map '{text}': '{text[..equals]}' is neither an address nor a CIDR block");
        Cidr design = ReadBlock(text[(equals + 1)..]) ?? Cidr.Host(AddressOf(text, text[(equals + 1)..], captured.IsIPv4, names));
        if (captured.IsIPv4 != design.IsIPv4 || captured.PrefixLength != design.PrefixLength)
            throw new FormatException($"--map '{text}': {captured} and {design} are not blocks of the same family and size");
        return new AddressMapping(captured, design);
    }

    /// <summary>The design's address for a captured one of the block.</summary>
    public IpAddress Apply(IpAddress captured) => Design.WithHostBitsOf(captured);

    private static Cidr? ReadBlock(string text)
    {
        if (Cidr.TryParse(text, out Cidr block)) return block;
        return IpAddress.TryParse(text, out IpAddress address) ? Cidr.Host(address) : null;
    }

    private static IpAddress AddressOf(string text, string name, bool ipv4, NameIndex names)
    {
        NameResolution found = names.Resolve(name);
        if (found.Interface is not { } eni) throw new FormatException($"--map '{text}': {found.WhyNoInterface}");
        if (ipv4 && eni.PrivateAddresses.Length > 0) return eni.PrivateAddresses[0].Address;
        if (!ipv4 && eni.Ipv6Addresses.Length > 0) return eni.Ipv6Addresses[0];
        throw new FormatException($"--map '{text}': {name} has no {(ipv4 ? "IPv4" : "IPv6")} address");
    }
}
