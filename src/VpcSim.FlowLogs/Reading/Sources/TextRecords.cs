using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>The lines of a text file, compressed or not.</summary>
internal sealed class TextRecords(string file, CaptureSource source, RecordLayout? format, ReadingTally tally) : LineRecords(file, format, tally)
{
    private readonly LineSource _lines = new(source);

    protected override bool HasFault => source.Fault is not null;

    protected override bool HadReturn => _lines.HadReturn;

    public override void Dispose() => _lines.Dispose();

    protected override bool TryReadLine(out ReadOnlySpan<byte> line, out long number, out string? damage)
    {
        bool read = _lines.TryRead(out line);
        number = _lines.Number;
        damage = _lines.WasTooLong ? "the line is too long for a record" : _lines.WasCut && HasFault ? "the line is cut off" : null;
        return read;
    }

    protected override FileFault? FindFault() => source.Fault is { } fault ? new FileFault(Current.File, fault, source.FaultIsCut, Records) : null;
}
