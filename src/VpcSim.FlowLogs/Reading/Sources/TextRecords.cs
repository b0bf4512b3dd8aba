using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The lines of a text file, compressed or not.</summary>
internal sealed class TextRecords : LineRecords
{
    private readonly CaptureSource _source;
    private readonly LineSource _lines;

    /// <param name="file">Its name.</param>
    /// <param name="source">Its content.</param>
    /// <param name="format">What lines without a header have; null for the default format.</param>
    /// <param name="tally">Where bad lines are counted.</param>
    /// <param name="hadMark">Whether a byte order mark stood before the first line.</param>
    public TextRecords(string file, CaptureSource source, RecordLayout? format, ReadingTally tally, bool hadMark)
        : base(file, format, tally)
    {
        _source = source;
        _lines = new LineSource(source);
        IsUniform = !hadMark;
    }

    protected override bool HasFault => _source.Fault is not null;

    protected override bool HadReturn => _lines.HadReturn;

    public override void Dispose() => _lines.Dispose();

    protected override bool TryReadLine(out ReadOnlySpan<byte> line, out long number, out string? damage)
    {
        bool read = _lines.TryRead(out line);
        number = _lines.Number;
        damage = _lines.WasTooLong ? "the line is too long for a record" : _lines.WasCut && HasFault ? "the line is cut off" : null;
        return read;
    }

    protected override FileFault? FindFault() => _source.Fault is { } fault ? new FileFault(Current.File, fault, _source.FaultIsCut, Records) : BytesBehind(_source);
}
