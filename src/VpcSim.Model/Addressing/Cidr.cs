using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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
        (ulong high, ulong low) = HostMask(IsIPv4, prefixLength);
        Network = new IpAddress(address.High & ~high, address.Low & ~low);
    }

    /// <summary>The first address of the block.</summary>
    public IpAddress Network { get; }

    /// <summary>0 to 32 for IPv4, 0 to 128 for IPv6.</summary>
    public int PrefixLength { get; }

    public bool IsIPv4 { get; }

    /// <summary>The last address of the block.</summary>
    public IpAddress Last
    {
        get
        {
            (ulong high, ulong low) = HostMask(IsIPv4, PrefixLength);
            return new IpAddress(Network.High | high, Network.Low | low);
        }
    }

    public static Cidr AnyIPv4 { get; } = new(IpAddress.FromIPv4(0), 0);

    public static Cidr AnyIPv6 { get; } = new(default, 0);

    /// <summary>True for <c>0.0.0.0/0</c> and <c>::/0</c>.</summary>
    public bool IsAny => PrefixLength == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(IpAddress address)
    {
        if (address.IsIPv4 != IsIPv4) return false;
        int hostBits = (IsIPv4 ? 32 : 128) - PrefixLength;
        return hostBits < 64
            ? address.High == Network.High && (address.Low ^ Network.Low) >> hostBits == 0
            : hostBits == 128 || (address.High ^ Network.High) >> (hostBits - 64) == 0;
    }

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

    /// <summary>The address of the block that keeps the host bits of another block's address.</summary>
    public IpAddress WithHostBitsOf(IpAddress address)
    {
        (ulong high, ulong low) = HostMask(IsIPv4, PrefixLength);
        return new IpAddress(Network.High | (address.High & high), Network.Low | (address.Low & low));
    }

    private static (ulong High, ulong Low) HostMask(bool ipv4, int prefixLength)
    {
        int hostBits = (ipv4 ? 32 : 128) - prefixLength;
        if (hostBits >= 64) return (hostBits == 128 ? ulong.MaxValue : (1UL << (hostBits - 64)) - 1, ulong.MaxValue);
        return (0, (1UL << hostBits) - 1);
    }
}
