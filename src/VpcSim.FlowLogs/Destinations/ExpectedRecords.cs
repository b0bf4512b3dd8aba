using System.Buffers;
using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Holds the records of a run against a file that an earlier run has written, line by line and in bounded memory.</summary>
/// <remarks>Lines may end as text files of Windows do. Behind the first difference nothing is compared any more.</remarks>
public sealed class ExpectedRecords : IRecordSink, IDisposable
{
    private const int BufferLength = 64 * 1024;
    private readonly Stream _file;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int _at;
    private int _filled;
    private long _line;

    /// <param name="file">Records as a <see cref="TextDestination"/> writes them, header line first; closed with this object.</param>
    /// <param name="format">The format of the run's records.</param>
    /// <exception cref="FormatException">The file is empty, or of another format.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public ExpectedRecords(Stream file, LogFormat format)
    {
        _file = file;
        string? header = TryRead(out ReadOnlySpan<byte> line) ? Encoding.UTF8.GetString(line) : null;
        if (header == format.Header) return;
        Dispose();
        throw new FormatException(header switch
        {
            null or "" => "it begins with no header line; write it with --flow-logs FILE",
            _ when LogFormat.TryParse(header, out _, out _) => $"its records are of another format than the run's; run with --log-format '{header}', or write the file anew",
            _ => "its first line is no header of flow-log records; write it with --flow-logs FILE",
        });
    }

    /// <summary>Null as long as there is none.</summary>
    public RecordDifference? Difference { get; private set; }

    /// <inheritdoc/>
    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        if (Difference is not null) return;
        ReadOnlySpan<byte> got = line.TrimEnd((byte)'\n');
        bool found = TryRead(out ReadOnlySpan<byte> expected);
        if (found && expected.SequenceEqual(got)) return;
        Difference = new RecordDifference(_line, found ? Encoding.UTF8.GetString(expected) : null, Encoding.UTF8.GetString(got));
    }

    /// <summary>Looks whether records are expected that did not come.</summary>
    public void Finish()
    {
        if (Difference is null && TryRead(out ReadOnlySpan<byte> expected)) Difference = new RecordDifference(_line, Encoding.UTF8.GetString(expected), null);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _at = _filled = 0;
        _file.Dispose();
    }

    // The next line without its end; valid until the next call. Its number counts even where there is none: it is where the file has ended.
    private bool TryRead(out ReadOnlySpan<byte> line)
    {
        _line++;
        int length;
        while ((length = _buffer.AsSpan(_at, _filled - _at).IndexOf((byte)'\n')) < 0)
        {
            if (Fill()) continue;
            line = _buffer.AsSpan(_at, _filled - _at);
            _at = _filled;
            return line.Length > 0;
        }
        line = _buffer.AsSpan(_at, length).TrimEnd((byte)'\r');
        _at += length + 1;
        return true;
    }

    private bool Fill()
    {
        if (_at > 0)
        {
            _buffer.AsSpan(_at, _filled - _at).CopyTo(_buffer);
            (_at, _filled) = (0, _filled - _at);
        }
        if (_filled == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        int read = _file.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }
}
