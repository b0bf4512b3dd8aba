using System.Text;
using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>Records as lines of text, with a header line or in a format that the reader knows.</summary>
internal abstract class LineRecords : IRecordSource
{
    private const int LinesUntilGivenUp = 100;

    private readonly string _file;
    private readonly ReadingTally _tally;
    private readonly RecordLayout? _format;
    private byte[] _header = [];
    private bool _begun;
    private long _bad;
    private string _firstBad = "";

    /// <param name="file">Its name.</param>
    /// <param name="format">What lines without a header have; null for the default format.</param>
    /// <param name="tally">Where bad lines are counted.</param>
    protected LineRecords(string file, RecordLayout? format, ReadingTally tally)
    {
        (_file, _format, _tally) = (file, format, tally);
        Current = new RecordLine(file, format ?? RecordLayout.Default);
    }

    public RecordLine Current { get; private set; }

    public long Records { get; private set; }

    /// <summary>Whether all lines so far were records of one layout, but for the first one, in AWS's own form.</summary>
    public bool IsUniform { get; private protected set; } = true;

    public bool HasHeader => _header.Length > 0;

    /// <summary>Whether the file's content stops before its end; then lines that do not fit say nothing about the format.</summary>
    protected abstract bool HasFault { get; }

    /// <summary>Whether the latest line ended as those of Windows do.</summary>
    protected virtual bool HadReturn => false;

    public bool MoveNext()
    {
        while (TryReadLine(out ReadOnlySpan<byte> line, out long number, out string? damage))
        {
            IsUniform &= !HadReturn;
            if (line.IsEmpty || (!_begun && IsHeader(line)) || (_begun && line.SequenceEqual(_header)))
            {
                if (line.IsEmpty || _begun) IsUniform = false;
                if (HasHeader) _begun = true;
                continue;
            }
            _begun = true;
            if ((damage ?? Current.Take(line, number)) is not { } why)
            {
                Records++;
                _tally.Records++;
                IsUniform &= Current.IsPlain;
                return true;
            }
            IsUniform = false;
            if (damage is not null || !IsHeader(line)) AddBad(line, number, why); // files that were put together have a header each
        }
        if (IsWithoutFormat && _bad > 0 && !HasFault) throw GivenUp();
        if (FindFault() is { } fault) _tally.Add(fault);
        return false;
    }

    public abstract void Dispose();

    /// <summary>The next line, and what is wrong with it before anybody looks into it.</summary>
    protected abstract bool TryReadLine(out ReadOnlySpan<byte> line, out long number, out string? damage);

    /// <summary>Why the lines ended early; null where they did not.</summary>
    /// <exception cref="FlowLogReadException">The file holds no flow log.</exception>
    protected abstract FileFault? FindFault();

    /// <summary>What is said of bytes behind the end of a compressed file; null where there are none.</summary>
    protected FileFault? BytesBehind(CaptureSource source) =>
        source.HasBytesBehind ? new FileFault(Current.File, "bytes that are no gzip stand behind the end of its content and are passed over", IsCut: true, Records) : null;

    private bool IsWithoutFormat => Records == 0 && !HasHeader;

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line.Length > LineSource.LongestLine || !char.IsAsciiLetterLower((char)line[0])) return false;
        string text = Encoding.UTF8.GetString(line);
        if (!RecordLayout.TryReadHeader(text, out RecordLayout? layout))
        {
            if (_begun || IsOfFormat(line) || text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not { Length: > 1 } words || !RecordLayout.LooksLikeNames(words)) return false;
            throw new FlowLogReadException(
                $"{_file}: its first line names no column of flow logs: '{LineText.Shown(line)}'; the nearest to '{words[0]}' is '{LogColumns.NearestTo(words[0])}'");
        }
        _header = line.ToArray();
        Current = new RecordLine(_file, layout);
        return true;
    }

    // Records can be of nothing but words that could be names, such as a region and an instance.
    private bool IsOfFormat(ReadOnlySpan<byte> line) => _format is not null && Current.Take(line, 0) is null;

    private void AddBad(ReadOnlySpan<byte> line, long number, string why)
    {
        if (_bad++ == 0) _firstBad = $"'{LineText.Shown(line)}': {why}";
        _tally.AddBad(_file, number, why, line);
        if (_bad >= LinesUntilGivenUp && IsWithoutFormat) throw GivenUp();
    }

    private FlowLogReadException GivenUp() => new(_format is null
        ? $"{_file}: it has no header line, and its lines are no records of AWS's default format ({_firstBad}); say what they hold: --format '${{version}} ${{account-id}} ...'"
        : $"{_file}: it has no header line, and its lines are no records of the format given ({_firstBad})");
}
