using System.Buffers.Binary;

namespace VpcSim.Wire.Tunnels;

/// <summary>The VXLAN header (RFC 7348 section 5): flags, reserved bits, a network identifier (VNI) of 24 bits. Ethernet follows.</summary>
internal static class VxlanHeader
{
    private const int Length = 8;
    private const int VniAt = 4;
    private const byte ValidVni = 0x08; // the I flag

    /// <param name="bytes">The captured bytes behind UDP.</param>
    /// <param name="wireLength">How many there were on the wire.</param>
    /// <param name="header">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int wireLength, out TunnelHeader header)
    {
        header = TunnelHeader.Cut(TunnelKind.Vxlan, LinkType.Ethernet);
        if (bytes.Length < Length)
        {
            return wireLength >= Length;
        }

        header = new TunnelHeader(TunnelKind.Vxlan, BinaryPrimitives.ReadUInt32BigEndian(bytes[VniAt..]) >> 8, LinkType.Ethernet, Length);
        return (bytes[0] & ValidVni) != 0;
    }
}
