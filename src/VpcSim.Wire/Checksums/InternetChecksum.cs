using System.Buffers.Binary;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Checksums;

/// <summary>The 16-bit one's complement checksum of IPv4, TCP, UDP and ICMP (RFC 1071), and its change when a field changes (RFC 1624).</summary>
/// <remarks>
/// Sums are kept wide and folded once at the end, so that those of several parts may be added before <see cref="Finish"/>; every part but
/// the last must have an even number of bytes. UDP over IPv4 writes a checksum of 0 as 0xFFFF, 0 there meaning "none" (RFC 768).
/// </remarks>
public static class InternetChecksum
{
    /// <summary>The checksum of some bytes whose own checksum field is 0; over bytes with a right checksum in place it is 0.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes) => Finish(Sum(bytes));

    /// <summary>The checksum of a TCP, UDP or ICMPv6 message whose own checksum field is 0, with its pseudo header.</summary>
    /// <param name="source">Source address; IPv4 in IPv4-mapped form.</param>
    /// <param name="destination">Destination address; IPv4 in IPv4-mapped form.</param>
    /// <param name="protocol">IANA protocol number.</param>
    /// <param name="message">The whole message.</param>
    public static ushort Compute(WireAddress source, WireAddress destination, byte protocol, ReadOnlySpan<byte> message) =>
        Finish(SumOfPseudoHeader(source, destination, protocol, message.Length) + Sum(message));

    /// <summary>The sum of the pseudo header of RFC 9293 section 3.1 (IPv4) or RFC 8200 section 8.1 (IPv6).</summary>
    /// <remarks>Both give one sum: the 0xFFFF of an IPv4-mapped address is the zero of one's complement arithmetic.</remarks>
    public static ulong SumOfPseudoHeader(WireAddress source, WireAddress destination, byte protocol, int length) =>
        Sum(source) + Sum(destination) + protocol + (uint)length;

    /// <summary>The sum of the bytes as big-endian words, an odd last byte standing for its word's upper half; not folded.</summary>
    public static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        while (bytes.Length >= sizeof(uint))
        {
            // A word of 32 bits counts as its two halves: 2^16 is 1 in one's complement arithmetic of 16 bits.
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
            bytes = bytes[sizeof(uint)..];
        }

        if (bytes.Length >= sizeof(ushort))
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[sizeof(ushort)..];
        }

        return bytes.IsEmpty ? sum : sum + ((ulong)bytes[0] << 8);
    }

    /// <summary>Folds a sum and takes its complement: the value of the checksum field.</summary>
    public static ushort Finish(ulong sum) => (ushort)~Fold(sum);

    /// <summary>The checksum after one word of what it covers has changed (RFC 1624 equation 3).</summary>
    public static ushort Update(ushort checksum, ushort before, ushort after) =>
        Finish((ulong)(ushort)~checksum + (ushort)~before + after);

    /// <summary>The checksum after an address that it covers has changed; IPv4 in IPv4-mapped form.</summary>
    public static ushort Update(ushort checksum, WireAddress before, WireAddress after) =>
        Finish((ulong)(ushort)~checksum + Sum(new WireAddress(~before.High, ~before.Low)) + Sum(after));

    private static ulong Sum(WireAddress address) =>
        (address.High >> 32) + (uint)address.High + (address.Low >> 32) + (uint)address.Low;

    private static ushort Fold(ulong sum)
    {
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (ushort)sum;
    }
}
