using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Tunnels;

/// <summary>The GENEVE header (RFC 8926 section 3.4). Its options are stepped over, those of AWS's Gateway Load Balancer (class 0x0108) among them.</summary>
internal static class GeneveHeader
{
    private const int FixedLength = 8;
    private const int TypeAt = 2;
    private const int VniAt = 4;
    private const byte ControlPacket = 0x80; // the O flag

    /// <inheritdoc cref="VxlanHeader.TryRead"/>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int wireLength, out TunnelHeader header)
    {
        header = TunnelHeader.Cut(TunnelKind.Geneve, LinkType.Ethernet);
        if (bytes.Length < FixedLength)
        {
            return wireLength >= FixedLength;
        }

        int version = bytes[0] >> 6, length = FixedLength + ((bytes[0] & 0x3F) * 4);
        bool isData = version == 0 && (bytes[1] & ControlPacket) == 0 && length <= wireLength;
        if (!isData || !TunnelPayload.TryLinkOf((EtherType)BinaryPrimitives.ReadUInt16BigEndian(bytes[TypeAt..]), out LinkType link))
        {
            return false;
        }

        header = new TunnelHeader(TunnelKind.Geneve, BinaryPrimitives.ReadUInt32BigEndian(bytes[VniAt..]) >> 8, link, length);
        return true;
    }
}
