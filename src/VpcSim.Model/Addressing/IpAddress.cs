using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace VpcSim.Model.Addressing;

/// <summary>An IPv4 or IPv6 address, 16 bytes wide; IPv4 in its IPv4-mapped form (RFC 4291 section 2.5.5.2).</summary>
/// <remarks>
/// The default value is the IPv6 unspecified address <c>::</c>. Ordering is numeric, IPv4 below most of IPv6. Two words instead of a
/// <see cref="UInt128"/>, which is not compiled ahead of time (docs/decisions/0006).
/// </remarks>
/// <param name="High">The first 64 bits; 0 for IPv4.</param>
/// <param name="Low">The last 64 bits; for IPv4 0xFFFF and the address.</param>
public readonly record struct IpAddress(ulong High, ulong Low) : IComparable<IpAddress>
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>True for an IPv4 address.</summary>
    public bool IsIPv4 => High == 0 && Low >> 32 == 0xFFFF;

    /// <summary>The 32 bits of an IPv4 address; the low 32 bits of an IPv6 one.</summary>
    public uint IPv4Bits => (uint)Low;

    public static IpAddress FromIPv4(uint bits) => new(0, MappedPrefix | bits);

    public static IpAddress FromIPv4(byte a, byte b, byte c, byte d) => FromIPv4((uint)(a << 24 | b << 16 | c << 8 | d));

    /// <summary>Reads dotted-quad IPv4 or RFC 4291 IPv6 text; no leading zeros, no zone, no port.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static IpAddress Parse(string text) =>
        TryParse(text, out IpAddress address) ? address : throw new FormatException($"'{text}' is not an IPv4 or IPv6 address");

    public static bool TryParse([NotNullWhen(true)] string? text, out IpAddress address)
    {
        address = default;
        if (text is null) return false;
        if (!text.Contains(':')) return TryParseIPv4(text, out address);
        if (text.AsSpan().IndexOfAny('%', '[', '/') >= 0 || !IPAddress.TryParse(text, out IPAddress? parsed)) return false;
        address = From(parsed);
        return true;
    }

    public static IpAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return written == 4
            ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new IpAddress(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(IpAddress other) => High == other.High && Low == other.Low;

    public override int GetHashCode() => (High * 31 + Low).GetHashCode();

    public int CompareTo(IpAddress other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool operator <(IpAddress left, IpAddress right) => left.High != right.High ? left.High < right.High : left.Low < right.Low;

    public static bool operator >(IpAddress left, IpAddress right) => right < left;

    public static bool operator <=(IpAddress left, IpAddress right) => !(right < left);

    public static bool operator >=(IpAddress left, IpAddress right) => !(left < right);

    /// <summary>The address so many further on; beyond the last one it starts again at <c>::</c>.</summary>
    public static IpAddress operator +(IpAddress address, ulong offset)
    {
        ulong low = address.Low + offset;
        return new IpAddress(low < offset ? address.High + 1 : address.High, low);
    }

    /// <summary>The first address of the block that lies <paramref name="blocks"/> blocks of 2^<paramref name="hostBits"/> addresses further on.</summary>
    public IpAddress Skip(ulong blocks, int hostBits)
    {
        if (hostBits >= 64) return new IpAddress(High + (blocks << (hostBits - 64)), Low);
        IpAddress moved = this + (blocks << hostBits);
        return hostBits == 0 ? moved : new IpAddress(moved.High + (blocks >> (64 - hostBits)), moved.Low);
    }

    /// <summary>Dotted quad, or RFC 5952 text for IPv6.</summary>
    public override string ToString()
    {
        if (IsIPv4) return $"{(int)(IPv4Bits >> 24)}.{(int)(IPv4Bits >> 16 & 0xFF)}.{(int)(IPv4Bits >> 8 & 0xFF)}.{(int)(IPv4Bits & 0xFF)}";
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(bytes).ToString();
    }

    internal AddressFamily Family => IsIPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    /// <summary>Four numbers up to 255 without leading zeros: .NET's reader takes octal, hexadecimal and fewer parts as well.</summary>
    private static bool TryParseIPv4(string text, out IpAddress address)
    {
        address = default;
        uint bits = 0, part = 0;
        int dots = 0, digits = 0;
        foreach (char c in text)
        {
            if (c == '.' && digits > 0 && dots < 3)
            {
                bits = bits << 8 | part;
                part = 0;
                digits = 0;
                dots++;
            }
            else if (char.IsAsciiDigit(c) && (digits == 0 || part > 0))
            {
                part = part * 10 + c - '0';
                digits++;
                if (part > byte.MaxValue) return false;
            }
            else
            {
                return false;
            }
        }
        if (dots < 3 || digits == 0) return false;
        address = FromIPv4(bits << 8 | part);
        return true;
    }
}
