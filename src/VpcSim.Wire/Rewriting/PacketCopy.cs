using System.Buffers.Binary;
using VpcSim.Wire.Ethernet;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Rewriting;

/// <summary>An IP packet in a buffer of its own: to be rewritten, translated to the other family, split, and sent off behind an Ethernet header.</summary>
/// <remarks>Used again and again; allocates only when a packet is larger than all before it.</remarks>
public sealed class PacketCopy
{
    private const int Front = EthernetView.HeaderLength;
    private const int TotalLengthAt = 2;
    private const int FragmentAt = 6;
    private const int ChecksumAt = 10;
    private const ushort MoreFragments = 0x2000;
    private const int OffsetUnit = 8;

    private byte[] _bytes = new byte[2048];
    private byte[] _other = [];
    private int _length;

    /// <summary>The captured bytes from the IP header on.</summary>
    public Span<byte> Bytes => _bytes.AsSpan(Front, _length);

    /// <summary>IP total length in bytes: that on the wire, of which the capture may have kept less.</summary>
    public int WireLength { get; private set; }

    /// <summary>Takes a packet.</summary>
    /// <param name="packet">The captured bytes from the IP header on; what lies beyond the packet's length is left out.</param>
    /// <param name="wireLength">IP total length in bytes.</param>
    public void Take(ReadOnlySpan<byte> packet, int wireLength)
    {
        packet = packet[..Math.Min(packet.Length, wireLength)];
        packet.CopyTo(Room(packet.Length));
        WireLength = wireLength;
    }

    /// <summary>Makes an IPv4 packet of IPv6, or the other way round (RFC 7915).</summary>
    /// <param name="source">Its source in the other family; IPv4 in IPv4-mapped form. So is its destination.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="identification">Of an IPv4 header, where the packet is no fragment.</param>
    /// <returns>False where its headers are not whole; the packet is as it was then.</returns>
    public bool Translate(WireAddress source, WireAddress destination, ushort identification)
    {
        int room = Front + _length + FamilyTranslation.MostGrowth, wireLength = WireLength;
        if (_other.Length < room)
        {
            _other = new byte[room];
        }

        bool isVersion4 = _length > 0 && _bytes[Front] >> 4 == 4;
        int length = isVersion4
            ? FamilyTranslation.ToIpv6(Bytes, ref wireLength, source, destination, _other.AsSpan(Front))
            : FamilyTranslation.ToIpv4(Bytes, ref wireLength, source, destination, identification, _other.AsSpan(Front));
        if (length == 0)
        {
            return false;
        }

        (_bytes, _other) = (_other, _bytes);
        (_length, WireLength) = (length, wireLength);
        return true;
    }

    /// <summary>Takes a fragment of an IPv4 packet (RFC 791 section 3.2), whose header each repeats.</summary>
    /// <param name="whole">The packet that is split; a fragment itself, perhaps.</param>
    /// <param name="largest">IP total length of the first fragment in bytes.</param>
    /// <param name="number">Which fragment, from 0.</param>
    /// <param name="count">How many there are; the last one takes all that is left.</param>
    /// <returns>False where the packet has no such fragment.</returns>
    public bool TakeFragment(PacketCopy whole, int largest, int number, int count)
    {
        if (Ipv4View.Read(whole.Bytes, out Ipv4View header) != Undecodable.None)
        {
            return false;
        }

        int headerLength = header.HeaderLength, size = (largest - headerLength) / OffsetUnit * OffsetUnit, from = number * size;
        int left = whole.WireLength - headerLength - from;
        if (size <= 0 || left <= 0)
        {
            return false;
        }

        bool isLast = number == count - 1 || left <= size;
        int payload = isLast ? left : size;
        ReadOnlySpan<byte> captured = whole.Bytes[headerLength..];
        captured = captured[Math.Min(from, captured.Length)..];
        captured = captured[..Math.Min(payload, captured.Length)];
        Span<byte> bytes = Room(headerLength + captured.Length);
        whole.Bytes[..headerLength].CopyTo(bytes);
        captured.CopyTo(bytes[headerLength..]);
        WireLength = headerLength + payload;

        ushort field = BinaryPrimitives.ReadUInt16BigEndian(bytes[FragmentAt..]);
        Set(bytes, TotalLengthAt, (ushort)WireLength);
        Set(bytes, FragmentAt, (ushort)((field + (from / OffsetUnit)) | (isLast ? 0 : MoreFragments)));
        return true;
    }

    /// <summary>The packet behind an Ethernet header; it holds until the next call.</summary>
    public ReadOnlySpan<byte> Frame(MacAddress destination, MacAddress source)
    {
        destination.WriteTo(_bytes);
        source.WriteTo(_bytes.AsSpan(MacAddress.Length));
        EtherType type = _length > 0 && _bytes[Front] >> 4 == 6 ? EtherType.Ipv6 : EtherType.Ipv4;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(2 * MacAddress.Length), (ushort)type);
        return _bytes.AsSpan(0, Front + _length);
    }

    private static void Set(Span<byte> header, int at, ushort value)
    {
        Difference difference = Difference.Write(header.Slice(at, sizeof(ushort)), value);
        Span<byte> checksum = header.Slice(ChecksumAt, sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(checksum, difference.Update(BinaryPrimitives.ReadUInt16BigEndian(checksum)));
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length < Front + length)
        {
            _bytes = new byte[Front + length];
        }

        _length = length;
        return Bytes;
    }
}
