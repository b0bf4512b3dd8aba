using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Ip;

/// <summary>An address as headers carry it, 128 bits wide; IPv4 in its IPv4-mapped form (<c>::ffff:a.b.c.d</c>, RFC 4291 section 2.5.5.2).</summary>
/// <remarks>Two words instead of a <see cref="UInt128"/>, which is not compiled ahead of time (docs/decisions/0006).</remarks>
/// <param name="High">The first 64 bits; 0 for IPv4.</param>
/// <param name="Low">The last 64 bits; for IPv4 0xFFFF and the address.</param>
public readonly record struct WireAddress(ulong High, ulong Low)
{
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    /// <summary>True for an address in IPv4-mapped form.</summary>
    public bool IsIPv4 => High == 0 && Low >> 32 == MappedPrefix >> 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WireAddress FromIPv4(uint bits) => new(0, MappedPrefix | bits);

    /// <summary>Reads 16 bytes in network order.</summary>
    public static WireAddress FromIPv6(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(WireAddress other) => High == other.High && Low == other.Low;

    public override int GetHashCode() => (High * 31 + Low).GetHashCode();
}
