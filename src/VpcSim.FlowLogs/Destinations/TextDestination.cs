using System.Buffers;
using System.Text;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>All records as text in one stream, the header line first. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <remarks>The stream stays open; whoever opened it closes it after <see cref="Dispose"/>.</remarks>
public sealed class TextDestination : IRecordSink, IDisposable
{
    private const int BufferLength = 256 * 1024;

    private readonly Stream _stream;
    private readonly string? _place;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int _filled;
    private long _records = -1; // the header is none
    private long _flushedRecords;
    private string? _reason;

    public TextDestination(Stream stream, LogFormat format)
        : this(stream, format, place: null)
    {
    }

    /// <param name="stream">Where the text goes.</param>
    /// <param name="format">The fields of the records.</param>
    /// <param name="place">What the stream is called; then a failure of it ends the text and not the run. Null for a stream whose reader may have gone.</param>
    internal TextDestination(Stream stream, LogFormat format, string? place)
    {
        _stream = stream;
        _place = place;
        Write(default, Encoding.UTF8.GetBytes(format.Header + "\n"));
    }

    /// <summary>What the stream did not take; null where it took everything.</summary>
    internal Undelivered? Undelivered => _reason is null ? null : new Undelivered(_place!, _reason, _flushedRecords, _records - _flushedRecords);

    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        if (line.Length > _buffer.Length - _filled) Flush();
        _records++;
        if (_reason is not null) return;
        if (line.Length > _buffer.Length)
        {
            Send(line);
            return;
        }
        line.CopyTo(_buffer.AsSpan(_filled));
        _filled += line.Length;
    }

    /// <summary>Hands what is buffered to the stream.</summary>
    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Flush()
    {
        int length = _filled;
        _filled = 0;
        if (_reason is null) Send(_buffer.AsSpan(0, length));
    }

    /// <summary>Gives the buffer back. What was not flushed is lost.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
    }

    private void Send(ReadOnlySpan<byte> lines)
    {
        try
        {
            if (lines.Length > 0) _stream.Write(lines);
            _stream.Flush();
            _flushedRecords = Math.Max(_records, 0);
        }
        catch (IOException problem) when (_place is not null)
        {
            _reason = problem.Message;
        }
    }
}
