using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace VpcSim.Model.Addressing;

/// <summary>An IPv4 or IPv6 address, 16 bytes wide; IPv4 in its IPv4-mapped form (RFC 4291 section 2.5.5.2).</summary>
/// <remarks>The default value is the IPv6 unspecified address <c>::</c>. Ordering is numeric, IPv4 below most of IPv6.</remarks>
public readonly record struct IpAddress(UInt128 Value) : IComparable<IpAddress>
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>True for an IPv4 address.</summary>
    public bool IsIPv4 => (ulong)(Value >> 64) == 0 && (ulong)Value >> 32 == 0xFFFF;

    /// <summary>The 32 bits of an IPv4 address; the low 32 bits of an IPv6 one.</summary>
    public uint IPv4Bits => (uint)Value;

    public static IpAddress FromIPv4(uint bits) => new(MappedPrefix | bits);

    public static IpAddress FromIPv4(byte a, byte b, byte c, byte d) => FromIPv4((uint)(a << 24 | b << 16 | c << 8 | d));

    /// <summary>Reads dotted-quad IPv4 or RFC 4291 IPv6 text; no leading zeros, no zone, no port.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static IpAddress Parse(string text) =>
        TryParse(text, out IpAddress address) ? address : throw new FormatException($"'{text}' is not an IPv4 or IPv6 address");

    public static bool TryParse([NotNullWhen(true)] string? text, out IpAddress address)
    {
        address = default;
        if (text is null) return false;
        bool colon = text.Contains(':');
        if (colon ? text.AsSpan().IndexOfAny('%', '[', '/') >= 0 : !IsDottedQuad(text)) return false;
        if (!IPAddress.TryParse(text, out IPAddress? parsed)) return false;
        address = From(parsed);
        return true;
    }

    public static IpAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return written == 4
            ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new IpAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public int CompareTo(IpAddress other) => Value.CompareTo(other.Value);

    public static IpAddress operator +(IpAddress address, UInt128 offset) => new(address.Value + offset);

    /// <summary>Dotted quad, or RFC 5952 text for IPv6.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsIPv4 ? bytes[12..] : bytes).ToString();
    }

    internal AddressFamily Family => IsIPv4 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    private static bool IsDottedQuad(string text)
    {
        int parts = 0;
        foreach (Range range in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> part = text.AsSpan(range);
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.ContainsAnyExceptInRange('0', '9')) return false;
            parts++;
        }
        return parts == 4;
    }
}
