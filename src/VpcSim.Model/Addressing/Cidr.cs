using System.Diagnostics.CodeAnalysis;

namespace VpcSim.Model.Addressing;

/// <summary>A block of addresses: a network and a prefix length of 0 to 32 (IPv4) or 0 to 128 (IPv6). Always canonical: host bits are 0.</summary>
public readonly record struct Cidr : IComparable<Cidr>
{
    /// <summary>Makes the block that holds <paramref name="address"/>; host bits are cleared, as AWS does (<c>100.68.0.18/18</c> is <c>100.68.0.0/18</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The prefix length is outside 0 to 32 or 0 to 128.</exception>
    public Cidr(IpAddress address, int prefixLength)
    {
        int width = address.IsIPv4 ? 32 : 128;
        ArgumentOutOfRangeException.ThrowIfLessThan(prefixLength, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, width);
        IsIPv4 = address.IsIPv4;
        PrefixLength = prefixLength;
        Network = new IpAddress(address.Value & MaskOf(IsIPv4, prefixLength));
    }

    /// <summary>The first address of the block.</summary>
    public IpAddress Network { get; }

    /// <summary>0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength { get; }

    public bool IsIPv4 { get; }

    /// <summary>The last address of the block.</summary>
    public IpAddress Last => new(Network.Value | ~Mask);

    /// <summary>The mask over the 128-bit form of an address.</summary>
    public UInt128 Mask => MaskOf(IsIPv4, PrefixLength);

    public static Cidr AnyIPv4 { get; } = new(IpAddress.FromIPv4(0), 0);

    public static Cidr AnyIPv6 { get; } = new(default, 0);

    /// <summary>True for <c>0.0.0.0/0</c> and <c>::/0</c>.</summary>
    public bool IsAny => PrefixLength == 0;

    public bool Contains(IpAddress address) => address.IsIPv4 == IsIPv4 && (address.Value & Mask) == Network.Value;

    public bool Contains(Cidr other) => other.IsIPv4 == IsIPv4 && other.PrefixLength >= PrefixLength && Contains(other.Network);

    public bool Overlaps(Cidr other) => Contains(other) || other.Contains(this);

    /// <exception cref="FormatException">The text is not <c>address/length</c>.</exception>
    public static Cidr Parse(string text) =>
        TryParse(text, out Cidr cidr) ? cidr : throw new FormatException($"'{text}' is not a CIDR block such as 10.0.0.0/16 or 2001:db8::/56");

    public static bool TryParse([NotNullWhen(true)] string? text, out Cidr cidr)
    {
        cidr = default;
        int slash = text?.IndexOf('/') ?? -1;
        if (slash <= 0 || !IpAddress.TryParse(text![..slash], out IpAddress address)) return false;
        ReadOnlySpan<char> digits = text.AsSpan(slash + 1);
        if (digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length > 1 && digits[0] == '0')) return false;
        int length = int.Parse(digits);
        if (length > (address.IsIPv4 ? 32 : 128)) return false;
        cidr = new Cidr(address, length);
        return true;
    }

    /// <summary>The block of one address: /32 or /128.</summary>
    public static Cidr Host(IpAddress address) => new(address, address.IsIPv4 ? 32 : 128);

    public int CompareTo(Cidr other)
    {
        int byFamily = other.IsIPv4.CompareTo(IsIPv4);
        if (byFamily != 0) return byFamily;
        int byNetwork = Network.CompareTo(other.Network);
        return byNetwork != 0 ? byNetwork : PrefixLength.CompareTo(other.PrefixLength);
    }

    public override string ToString() => $"{Network}/{PrefixLength}";

    private static UInt128 MaskOf(bool ipv4, int prefixLength)
    {
        int bits = ipv4 ? prefixLength + 96 : prefixLength;
        return bits == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - bits);
    }
}
