using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;

namespace VpcSim.Wire.Tunnels;

/// <summary>A GRE header: checksum (RFC 2784), key and sequence number (RFC 2890), and behind them ERSPAN's own header where that is what follows.</summary>
internal static class GreHeader
{
    private const int FixedLength = 4;
    private const int FieldLength = 4;
    private const int TypeAt = 2;

    private const ushort HasChecksum = 0x8000;
    private const ushort HasKey = 0x2000;
    private const ushort HasSequence = 0x1000;

    // Source routes and what belongs to them (RFC 1701), which receivers that do not know them discard (RFC 2784 section 2.3), and the version.
    private const ushort MustBeZero = 0x4C07;

    /// <summary>The checksum over header and payload (RFC 2784 section 2.3); empty where it has none, or none was captured.</summary>
    /// <param name="packet">The captured bytes behind IP.</param>
    public static Span<byte> ChecksumOf(Span<byte> packet) =>
        packet.Length >= FixedLength + sizeof(ushort) && (BinaryPrimitives.ReadUInt16BigEndian(packet) & HasChecksum) != 0
            ? packet.Slice(FixedLength, sizeof(ushort))
            : default;

    /// <param name="bytes">The captured bytes behind IP.</param>
    /// <param name="wireLength">How many there were on the wire.</param>
    /// <param name="header">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int wireLength, out TunnelHeader header)
    {
        header = default;
        if (bytes.Length < FixedLength)
        {
            return false;
        }

        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(bytes[TypeAt..]);
        int keyAt = FixedLength + ((flags & HasChecksum) != 0 ? FieldLength : 0);
        int sequenceAt = keyAt + ((flags & HasKey) != 0 ? FieldLength : 0);
        int length = sequenceAt + ((flags & HasSequence) != 0 ? FieldLength : 0);
        if ((flags & MustBeZero) != 0 || length > wireLength)
        {
            return false;
        }

        if (type is EtherType.ErspanTypes1And2 or EtherType.ErspanType3)
        {
            bool isCut = bytes.Length < length;
            return isCut
                ? ErspanHeader.TryReadCut(out header)
                : ErspanHeader.TryRead(type, (flags & HasSequence) != 0, bytes[length..], wireLength - length, length, out header);
        }

        if (!TunnelPayload.TryLinkOf(type, out LinkType link))
        {
            return false;
        }

        bool showsKey = (flags & HasKey) != 0 && bytes.Length >= sequenceAt;
        header = new TunnelHeader(TunnelKind.Gre, showsKey ? BinaryPrimitives.ReadUInt32BigEndian(bytes[keyAt..]) : TunnelHeader.NoSession, link, length);
        return true;
    }
}
