using VpcSim.FlowLogs.Delivery;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>One of <see cref="SpilledFiles"/>. Where it cannot be written to the end it keeps the records that are there, and counts those that are not.</summary>
/// <param name="path">Where it appears.</param>
/// <param name="holdsRecords">Whether each line is a record; else it is whole or not there.</param>
/// <param name="beside">The file that it says again in another form; null for none.</param>
internal sealed class SpilledFile(string path, bool holdsRecords, SpilledFile? beside)
{
    public const int LargestBuffer = 64 * 1024;

    private const int SmallestBuffer = 1024;

    private byte[] _buffer = [];
    private long _length;
    private long _lines;
    private long _missingLines;
    private string? _reason;

    public string Path { get; } = path;

    public bool HoldsRecords { get; } = holdsRecords;

    public SpilledFile? Beside { get; } = beside;

    public bool HasFailed => _reason is not null;

    /// <summary>Where it is written until all files appear; null where that place could not be made.</summary>
    public string? Partial { get; set; }

    public int Filled { get; private set; }

    public Undelivered? Undelivered => _reason is null ? null : new Undelivered(Path, _reason, _lines, _missingLines);

    /// <returns>By how much more is buffered.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        if (_reason is not null)
        {
            _missingLines += LinesIn(bytes);
            return 0;
        }
        if (_buffer.Length - Filled < bytes.Length)
            Array.Resize(ref _buffer, Math.Max(Math.Max(SmallestBuffer, _buffer.Length * 2), Filled + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(Filled));
        Filled += bytes.Length;
        return bytes.Length;
    }

    /// <exception cref="IOException">The file cannot be written; what is buffered still is.</exception>
    public void SpillTo(PatientFiles disk)
    {
        if (Filled == 0) return;
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, Filled);
        disk.Write(Partial!, bytes, _length);
        _length += Filled;
        _lines += LinesIn(bytes);
        Forget();
    }

    /// <summary>Gives up what is buffered and what comes.</summary>
    public void Fail(string reason)
    {
        _reason = reason;
        _missingLines += LinesIn(_buffer.AsSpan(0, Filled));
        Forget();
    }

    private int LinesIn(ReadOnlySpan<byte> bytes) => HoldsRecords ? bytes.Count((byte)'\n') : 0;

    private void Forget()
    {
        Filled = 0;
        if (_buffer.Length > SmallestBuffer) _buffer = [];
    }
}
