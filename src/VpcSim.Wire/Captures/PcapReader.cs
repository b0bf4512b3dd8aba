using System.Globalization;
using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Captures;

/// <summary>Reads pcap files (draft-ietf-opsawg-pcap): a file header, then a record per packet.</summary>
internal sealed class PcapReader : RecordReader
{
    private const int SecondsAt = 0;
    private const int FractionAt = 4;
    private const int CapturedLengthAt = 8;
    private const int OriginalLengthAt = 12;

    private const int RecordsAhead = 8; // whose headers are brought near
    private const int HeadersApart = 64; // the packet's own headers stand in the line of the record's and in the next one

    private const uint LeastLimit = 1024 * 1024; // writers go beyond their own snap length, but not beyond reason
    private const long NsPerSecond = 1_000_000_000;

    private readonly bool _isSwapped;
    private readonly int _nsPerTick;
    private readonly int _headerLength;
    private readonly uint _limit;
    private readonly LinkType _link;
    private readonly bool _hasFileHeader;
    private readonly bool _mayBeSwapped;
    private int _nearRecords;
    private int _nearBytes;

    public PcapReader(CaptureSource source)
        : base(source)
    {
        if (!source.Ensure(PcapFileHeader.Length))
        {
            return;
        }

        var header = new PcapFileHeader(source.Head(PcapFileHeader.Length));
        source.Advance(PcapFileHeader.Length);
        _hasFileHeader = true;
        _isSwapped = header.IsSwapped;
        _nsPerTick = header.NsPerTick;
        _headerLength = header.RecordHeaderLength;
        _limit = header.SnapLength is 0 or > LargestRecord ? LargestRecord : Math.Max(header.SnapLength, LeastLimit);
        _link = header.Link;
        _mayBeSwapped = header.MayHaveLengthsSwapped;
    }

    [MethodImpl(Hot.Path)]
    private protected override bool TryReadRecord(out CapturedFrame frame)
    {
        CaptureSource source = Source;
        if (!_hasFileHeader || !source.Ensure(_headerLength))
        {
            frame = default;
            return EndInHeader();
        }

        ReadOnlySpan<byte> header = source.Head(_headerLength);
        uint captured = ByteOrder.UInt32(header[CapturedLengthAt..], _isSwapped);
        uint original = ByteOrder.UInt32(header[OriginalLengthAt..], _isSwapped);
        if (captured > original && _mayBeSwapped)
        {
            (captured, original) = (original, captured);
        }

        long timeNs = (ByteOrder.UInt32(header[SecondsAt..], _isSwapped) * NsPerSecond)
            + ((long)ByteOrder.UInt32(header[FractionAt..], _isSwapped) * _nsPerTick);
        if (captured > _limit)
        {
            frame = default;
            return TooLong(captured);
        }

        int length = _headerLength + (int)captured;
        if (!source.Ensure(length))
        {
            frame = default;
            return EndOfData(source.Position, Missing(length));
        }

        frame = new CapturedFrame
        {
            TimeNs = timeNs,
            Number = ++PacketsRead,
            Link = _link,
            OriginalLength = (int)Math.Min(Math.Max(original, captured), int.MaxValue),
            Bytes = source.Head(length)[_headerLength..],
        };
        source.Advance(length);
        BringNear(source.Rest, length);
        return true;
    }

    // The kernel writes what is read past the cache.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BringNear(ReadOnlySpan<byte> rest, int stepped)
    {
        (_nearRecords, _nearBytes) = _nearRecords > 0 ? (_nearRecords - 1, _nearBytes - stepped) : (0, 0);
        while (_nearRecords < RecordsAhead && rest.Length - _nearBytes > _headerLength + HeadersApart)
        {
            uint captured = ByteOrder.UInt32(rest[(_nearBytes + CapturedLengthAt)..], _isSwapped);
            if (captured > _limit) return;
            CacheHint.Line(in rest[_nearBytes + HeadersApart]);
            _nearBytes += _headerLength + (int)captured;
            _nearRecords++;
        }
    }

    private bool EndInHeader() => _hasFileHeader
        ? EndOfData(Source.Position, Missing(_headerLength))
        : EndOfData(Source.Position, "the file ends within its own header, before any packet");

    private bool TooLong(uint captured) => Damaged(
        Source.Position,
        string.Create(CultureInfo.InvariantCulture, $"the record claims {captured} captured bytes, where the file allows {_limit} at most"));
}
