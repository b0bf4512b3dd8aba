using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Ethernet;

/// <summary>An Ethernet II or IEEE 802.3 frame laid over borrowed bytes.</summary>
public readonly ref struct EthernetView
{
    /// <summary>Two addresses and the type, in bytes.</summary>
    public const int HeaderLength = 14;

    private const int TypeAt = 12;
    private const int TagLength = 4;
    private const int SmallestType = 0x0600; // IEEE 802.3 clause 3.2.6: below it the field is a length
    private const int SnapLength = 8;
    private const ulong SnapOfRfc1042 = 0xAAAA_0300_0000; // LLC AA AA 03, organisation 00 00 00

    private readonly ReadOnlySpan<byte> _frame;

    private EthernetView(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>The only door: after it no accessor fails.</summary>
    /// <returns>False where fewer than <see cref="HeaderLength"/> bytes are there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EthernetView frame)
    {
        bool whole = bytes.Length >= HeaderLength;
        frame = whole ? new EthernetView(bytes) : default;
        return whole;
    }

    /// <summary>The type of the payload and where it begins, behind all VLAN tags and an RFC 1042 header.</summary>
    /// <returns><see cref="Undecodable.None"/>, or <see cref="Undecodable.LinkHeaderCut"/> where the frame ends within a tag.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Undecodable FindPayload(out EtherType type, out int at)
    {
        type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(_frame[TypeAt..]);
        at = HeaderLength;
        return type is EtherType.Ipv4 or EtherType.Ipv6 ? Undecodable.None : SkipTags(_frame, ref type, ref at);
    }

    /// <summary>Steps over VLAN tags from <paramref name="at"/> on, <paramref name="type"/> being the type in front of it.</summary>
    /// <returns><see cref="Undecodable.None"/>, or <see cref="Undecodable.LinkHeaderCut"/> where the frame ends within a tag.</returns>
    internal static Undecodable SkipTags(ReadOnlySpan<byte> frame, ref EtherType type, ref int at)
    {
        while (type is EtherType.Vlan or EtherType.ServiceVlan or EtherType.OldServiceVlan or EtherType.OtherOldServiceVlan)
        {
            if (frame.Length - at < TagLength)
            {
                return Undecodable.LinkHeaderCut;
            }

            type = (EtherType)BinaryPrimitives.ReadUInt16BigEndian(frame[(at + 2)..]);
            at += TagLength;
        }

        if ((int)type < SmallestType)
        {
            ReadLlc(frame, out type, ref at);
        }

        return Undecodable.None;
    }

    private static void ReadLlc(ReadOnlySpan<byte> frame, out EtherType type, ref int at)
    {
        type = EtherType.None;
        if (frame.Length - at >= SnapLength)
        {
            ulong llc = BinaryPrimitives.ReadUInt64BigEndian(frame[at..]);
            if (llc >> 16 == SnapOfRfc1042)
            {
                type = (EtherType)(ushort)llc;
                at += SnapLength;
            }
        }
    }
}
