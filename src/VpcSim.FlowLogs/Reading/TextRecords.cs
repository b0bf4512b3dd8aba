using System.Text;
using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Records as lines of text, with a header line or in a format that the reader knows.</summary>
internal sealed class TextRecords : IRecordSource
{
    private const int LinesUntilGivenUp = 100;

    private readonly string _file;
    private readonly CaptureSource _source;
    private readonly LineSource _lines;
    private readonly ReadingTally _tally;
    private readonly RecordLayout? _format;
    private byte[] _header = [];
    private bool _begun;
    private long _records;
    private long _bad;
    private string _firstBad = "";

    /// <param name="file">Its name.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="format">What lines without a header have; null for the default format.</param>
    /// <param name="tally">Where bad lines are counted.</param>
    public TextRecords(string file, CaptureSource source, RecordLayout? format, ReadingTally tally)
    {
        (_file, _source, _format, _tally) = (file, source, format, tally);
        _lines = new LineSource(source);
        Current = new RecordLine(file, format ?? RecordLayout.Default);
    }

    public RecordLine Current { get; private set; }

    public bool MoveNext()
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty || (!_begun && IsHeader(line)) || line.SequenceEqual(_header)) continue;
            _begun = true;
            string? why = _lines.WasTooLong ? "the line is too long for a record" : _lines.WasCut && _source.Fault is not null ? "the line is cut off" : Current.Take(line, _lines.Number);
            if (why is null)
            {
                _records++;
                _tally.Records++;
                return true;
            }
            if (!IsHeader(line)) AddBad(line, why); // files that were put together have a header each
        }
        if (_source.Fault is { } fault) _tally.Add(new FileFault(_file, fault, _source.FaultIsCut, _records));
        else if (IsWithoutFormat && _bad > 0) throw GivenUp();
        return false;
    }

    public void Dispose() => _lines.Dispose();

    private bool IsWithoutFormat => _records == 0 && _header.Length == 0;

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line.Length > LineSource.LongestLine || !char.IsAsciiLetterLower((char)line[0])) return false;
        string text = Encoding.UTF8.GetString(line);
        if (!RecordLayout.TryReadHeader(text, out RecordLayout? layout))
        {
            if (_begun || text.Split(' ') is not { Length: > 1 } words || !RecordLayout.LooksLikeNames(words)) return false;
            throw new FlowLogReadException(
                $"{_file}: its first line names no column of flow logs: '{LineText.Shown(line)}'; the nearest to '{words[0]}' is '{LogColumns.NearestTo(words[0])}'");
        }
        _header = line.ToArray();
        Current = new RecordLine(_file, layout);
        return true;
    }

    private void AddBad(ReadOnlySpan<byte> line, string why)
    {
        if (_bad++ == 0) _firstBad = $"'{LineText.Shown(line)}': {why}";
        _tally.AddBad(_file, _lines.Number, why, line);
        if (_bad >= LinesUntilGivenUp && IsWithoutFormat) throw GivenUp();
    }

    private FlowLogReadException GivenUp() => new(_format is null
        ? $"{_file}: it has no header line, and its lines are no records of AWS's default format ({_firstBad}); say what they hold: --format '${{version}} ${{account-id}} ...'"
        : $"{_file}: it has no header line, and its lines are no records of the format given ({_firstBad})");
}
