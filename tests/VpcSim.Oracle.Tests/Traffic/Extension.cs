using System.Buffers.Binary;
using VpcSim.Wire.Checksums;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Headers longer than they need be: IPv4 options, and IPv6 destination options, that say nothing. (RFC 791, 3.1; RFC 8200, 4.6)</summary>
internal static class Extension
{
    private const int DestinationOptions = 60, FragmentHeader = 44;

    // Three times no operation and the end of the list.
    private static readonly byte[] _ipv4 = [1, 1, 1, 0];

    /// <summary>A copy of a packet that has such a header.</summary>
    public static byte[] Inserted(byte[] packet)
    {
        if (packet[0] >> 4 == 6)
        {
            byte[] longer = [.. packet[..40], packet[6], 0, 1, 4, 0, 0, 0, 0, .. packet[40..]];
            longer[6] = DestinationOptions;
            BinaryPrimitives.WriteUInt16BigEndian(longer.AsSpan(4), (ushort)(longer.Length - 40));
            return longer;
        }
        byte[] optional = [.. packet[..20], .. _ipv4, .. packet[20..]];
        optional[0]++;
        BinaryPrimitives.WriteUInt16BigEndian(optional.AsSpan(2), (ushort)optional.Length);
        optional[10] = optional[11] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(optional.AsSpan(10), InternetChecksum.Compute(optional.AsSpan(0, 24)));
        return optional;
    }

    /// <summary>The protocol of what a probe carries, and where it begins.</summary>
    public static (int Protocol, int Start) Transport(ReadOnlySpan<byte> packet)
    {
        if (packet[0] >> 4 == 4) return (packet[9], (packet[0] & 15) * 4);
        return packet[6] is DestinationOptions or FragmentHeader ? (packet[40], 48) : (packet[6], 40);
    }

    public static bool IsLaterFragment(ReadOnlySpan<byte> packet) =>
        packet[0] >> 4 == 4 ? (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & 0x1FFF) != 0 : packet[6] == FragmentHeader && (packet[42] != 0 || packet[43] >> 3 != 0);
}
