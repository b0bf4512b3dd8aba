using System.Buffers.Binary;
using VpcSim.Wire.Checksums;

namespace VpcSim.Wire.Rewriting;

/// <summary>What a field gave to the checksums that cover it, and what it gives after it was written.</summary>
/// <param name="Before">One's complement sum of the field's words before.</param>
/// <param name="After">The same sum after.</param>
internal readonly record struct Difference(ushort Before, ushort After)
{
    /// <summary>The same of a field of two bytes that begins at an odd place: each byte falls into the other half of a word (RFC 1071 section 2(B)).</summary>
    public Difference AtOddPlace => new(BinaryPrimitives.ReverseEndianness(Before), BinaryPrimitives.ReverseEndianness(After));

    /// <summary>Writes a field of a whole number of words.</summary>
    public static Difference Write(Span<byte> field, ReadOnlySpan<byte> value)
    {
        ushort before = Sum(field);
        value.CopyTo(field);
        return new Difference(before, Sum(value));
    }

    /// <summary>Writes a field of one word.</summary>
    public static Difference Write(Span<byte> field, ushort value)
    {
        ushort before = BinaryPrimitives.ReadUInt16BigEndian(field);
        BinaryPrimitives.WriteUInt16BigEndian(field, value);
        return new Difference(before, value);
    }

    /// <summary>A checksum after the field that it covers was written (RFC 1624 equation 3).</summary>
    public ushort Update(ushort checksum) => Before == After ? checksum : InternetChecksum.Update(checksum, Before, After);

    private static ushort Sum(ReadOnlySpan<byte> words) => (ushort)~InternetChecksum.Compute(words);
}
