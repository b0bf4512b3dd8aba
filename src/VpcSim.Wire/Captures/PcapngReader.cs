using System.Globalization;
using System.Runtime.InteropServices;

namespace VpcSim.Wire.Captures;

/// <summary>Reads pcapng files (draft-ietf-opsawg-pcapng): sections of blocks, some of which hold a packet.</summary>
internal sealed class PcapngReader : RecordReader
{
    /// <summary>Type of a section header block, the same in both byte orders.</summary>
    public const uint SectionHeader = 0x0A0D0D0A;

    public const uint InterfaceDescription = 1;
    private const uint ObsoletePacket = 2;
    private const uint SimplePacket = 3;
    public const uint EnhancedPacket = 6;

    private const int TypeAndLength = 8;
    private const int TrailerLength = 4;
    private const int SmallestBlock = TypeAndLength + TrailerLength;
    private const int MostInterfaces = 65536; // of a section: what the obsolete packet block can number

    private const int ByteOrderMagicAt = 8;
    private const int MajorVersionAt = 12;
    private const int SectionFixedLength = 16; // of the body: magic, versions, section length
    public const uint ByteOrderMagic = 0x1A2B3C4D;
    private const uint SwappedByteOrderMagic = 0x4D3C2B1A;

    private const int PacketFixedLength = 20;
    private const int SimplePacketFixedLength = 4;

    private readonly List<PcapngInterface> _interfaces = [];
    private int _interfacesOfEarlierSections;
    private bool _isSwapped;
    private long _timeNs;

    public PcapngReader(CaptureSource source)
        : base(source)
    {
    }

    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        CaptureSource source = Source;
        while (source.Ensure(TypeAndLength))
        {
            uint type = ByteOrder.UInt32(source.Head(TypeAndLength), _isSwapped);
            if (type == SectionHeader && !ReadByteOrder())
            {
                frame = default;
                return false;
            }

            uint length = ByteOrder.UInt32(source.Head(TypeAndLength)[4..], _isSwapped);
            if (length < SmallestBlock || (length & 3) != 0 || length > LargestRecord)
            {
                frame = default;
                return ImpossibleLength(type, length);
            }

            if (type is EnhancedPacket or ObsoletePacket or SimplePacket or InterfaceDescription or SectionHeader)
            {
                if (!TryHoldBlock((int)length, out ReadOnlySpan<byte> body) || !ReadBlock(type, body, out frame))
                {
                    frame = default;
                    return false;
                }

                source.Advance((int)length);
                if (type is not (InterfaceDescription or SectionHeader))
                {
                    return true;
                }
            }
            else if (!SkipBlock(length))
            {
                frame = default;
                return false;
            }
        }

        frame = default;
        return EndOfData(source.Position, Missing(TypeAndLength));
    }

    private bool ReadBlock(uint type, ReadOnlySpan<byte> body, out CapturedFrame frame)
    {
        switch (type)
        {
            case EnhancedPacket:
                return ReadPacket(body, isObsolete: false, out frame);
            case ObsoletePacket:
                return ReadPacket(body, isObsolete: true, out frame);
            case SimplePacket:
                return ReadSimplePacket(body, out frame);
            case InterfaceDescription:
                frame = default;
                return ReadInterface(body);
            default:
                frame = default;
                return ReadSection(body);
        }
    }

    /// <summary>Enhanced packet block (section 4.3) and its forerunner (appendix A), which has 16 bits each of interface and drop count.</summary>
    private bool ReadPacket(ReadOnlySpan<byte> body, bool isObsolete, out CapturedFrame frame)
    {
        if (body.Length < PacketFixedLength)
        {
            frame = default;
            return Impossible("a packet block is too short for its fields");
        }

        uint id = isObsolete ? ByteOrder.UInt16(body, _isSwapped) : ByteOrder.UInt32(body, _isSwapped);
        ulong ticks = ((ulong)ByteOrder.UInt32(body[4..], _isSwapped) << 32) | ByteOrder.UInt32(body[8..], _isSwapped);
        uint captured = ByteOrder.UInt32(body[12..], _isSwapped);
        uint original = ByteOrder.UInt32(body[16..], _isSwapped);
        ReadOnlySpan<PcapngInterface> interfaces = CollectionsMarshal.AsSpan(_interfaces);
        if (id >= (uint)interfaces.Length)
        {
            frame = default;
            return UnknownInterface(id);
        }

        ReadOnlySpan<byte> rest = body[PacketFixedLength..];
        if (captured > (uint)rest.Length)
        {
            frame = default;
            return BeyondBlock(captured, rest.Length);
        }

        int padded = ((int)captured + 3) & ~3;
        if (padded < rest.Length && PcapngOptions.Check(rest[padded..], _isSwapped) is string fault)
        {
            frame = default;
            return Impossible(fault);
        }

        ref readonly PcapngInterface on = ref interfaces[(int)id];
        _timeNs = on.Time.ToNs(ticks);
        frame = Frame(in on, (int)id, original, rest[..(int)captured]);
        return true;
    }

    /// <summary>Simple packet block (section 4.4): on the section's first interface, without a time, cut to that interface's snap length.</summary>
    private bool ReadSimplePacket(ReadOnlySpan<byte> body, out CapturedFrame frame)
    {
        frame = default;
        if (body.Length < SimplePacketFixedLength)
        {
            return Impossible("a simple packet block is too short for its fields");
        }

        ReadOnlySpan<PcapngInterface> interfaces = CollectionsMarshal.AsSpan(_interfaces);
        if (interfaces.IsEmpty)
        {
            return Impossible("a simple packet stands before the description of any interface");
        }

        ref readonly PcapngInterface on = ref interfaces[0];
        uint original = ByteOrder.UInt32(body, _isSwapped);
        uint captured = on.SnapLength == 0 ? original : Math.Min(original, on.SnapLength);
        ReadOnlySpan<byte> rest = body[SimplePacketFixedLength..];
        if (captured > (uint)rest.Length)
        {
            return Impossible($"the simple packet has {captured} bytes, but its block {rest.Length}");
        }

        frame = Frame(in on, 0, original, rest[..(int)captured]);
        return true;
    }

    private CapturedFrame Frame(in PcapngInterface on, int id, uint original, ReadOnlySpan<byte> bytes) => new()
    {
        TimeNs = _timeNs,
        Number = ++PacketsRead,
        Link = on.Link,
        InterfaceIndex = _interfacesOfEarlierSections + id,
        OriginalLength = (int)Math.Min(Math.Max(original, (uint)bytes.Length), int.MaxValue),
        Bytes = bytes,
    };

    private bool ReadInterface(ReadOnlySpan<byte> body)
    {
        if (_interfaces.Count == MostInterfaces)
        {
            return Impossible($"a section describes more than {MostInterfaces} interfaces");
        }

        string? fault = PcapngInterface.Read(body, _isSwapped, out PcapngInterface description);
        _interfaces.Add(description);
        return fault is null || Impossible(fault);
    }

    /// <summary>Section header block (section 4.1); the byte order was read before its length could be.</summary>
    private bool ReadSection(ReadOnlySpan<byte> body)
    {
        if (body.Length < SectionFixedLength)
        {
            return Impossible("a section header block is too short for its fields");
        }

        ushort major = ByteOrder.UInt16(body[(MajorVersionAt - TypeAndLength)..], _isSwapped);
        if (major != 1)
        {
            return Impossible($"the section is of pcapng version {major}; only version 1 is known");
        }

        _interfacesOfEarlierSections += _interfaces.Count;
        _interfaces.Clear();
        return PcapngOptions.Check(body[SectionFixedLength..], _isSwapped) is not string fault || Impossible(fault);
    }

    private bool ReadByteOrder()
    {
        const int Needed = ByteOrderMagicAt + sizeof(uint);
        if (!Source.Ensure(Needed))
        {
            return EndOfData(Source.Position, Missing(Needed));
        }

        uint magic = ByteOrder.UInt32(Source.Head(Needed)[ByteOrderMagicAt..], isSwapped: false);
        _isSwapped = magic == SwappedByteOrderMagic;
        return magic is ByteOrderMagic or SwappedByteOrderMagic
            || Impossible($"the section header's byte-order magic is 0x{magic:X8}, which is none");
    }

    /// <summary>Brings a whole block into the buffer and compares its two lengths.</summary>
    private bool TryHoldBlock(int length, out ReadOnlySpan<byte> body)
    {
        body = default;
        if (!Source.Ensure(length))
        {
            return EndOfData(Source.Position, Missing(length));
        }

        ReadOnlySpan<byte> block = Source.Head(length);
        uint trailer = ByteOrder.UInt32(block[^TrailerLength..], _isSwapped);
        body = block[TypeAndLength..^TrailerLength];
        return trailer == (uint)length || LengthsDiffer(Source.Position, (uint)length, trailer);
    }

    private bool SkipBlock(uint length)
    {
        long at = Source.Position;
        if (!Source.Skip(length - TrailerLength) || !Source.Ensure(TrailerLength))
        {
            return EndOfData(at, $"the file ends before the block's {length} bytes do");
        }

        uint trailer = ByteOrder.UInt32(Source.Head(TrailerLength), _isSwapped);
        Source.Advance(TrailerLength);
        return trailer == length || LengthsDiffer(at, length, trailer);
    }

    private bool UnknownInterface(uint id) =>
        Impossible($"the packet names interface {id}, but its section has described {_interfaces.Count}");

    private bool BeyondBlock(uint captured, int room) =>
        Impossible($"the packet claims {captured} captured bytes, but its block has {room}");

    private bool LengthsDiffer(long at, uint length, uint trailer) =>
        Damaged(at, $"a block of {length} bytes ends with the length {trailer}");

    private bool ImpossibleLength(uint type, uint length) => Impossible(string.Create(
        CultureInfo.InvariantCulture,
        $"a block of type 0x{type:X8} claims {length} bytes, where a multiple of 4 between {SmallestBlock} and {LargestRecord} is possible"));

    private bool Impossible(string what) => Damaged(Source.Position, what);
}
