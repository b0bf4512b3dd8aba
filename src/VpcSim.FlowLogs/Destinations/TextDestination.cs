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
    private byte[] _spare = [];
    private int _filled;
    private Task<string?>? _sending; // of what is in the spare buffer
    private long _sendingRecords;
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
        if (line.Length > _buffer.Length - _filled) SendBehind();
        _records++;
        if (_reason is not null) return;
        if (line.Length > _buffer.Length)
        {
            Settle();
            if (_reason is null) Note(Send(line), _records);
            return;
        }
        line.CopyTo(_buffer.AsSpan(_filled));
        _filled += line.Length;
    }

    /// <summary>Hands what is buffered to the stream, and waits until it is there.</summary>
    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Flush()
    {
        Settle();
        int length = _filled;
        _filled = 0;
        if (_reason is null) Note(Send(_buffer.AsSpan(0, length)), _records);
    }

    /// <summary>Gives the buffers back. What was not flushed is lost.</summary>
    public void Dispose()
    {
        if (_sending is not null) Task.WaitAny(_sending);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        if (_spare.Length > 0) ArrayPool<byte>.Shared.Return(_spare);
        _buffer = _spare = [];
        _filled = 0;
    }

    /// <summary>Hands a full buffer to the stream while the next one fills.</summary>
    private void SendBehind()
    {
        Settle();
        int length = _filled;
        _filled = 0;
        if (_reason is not null) return;
        if (_spare.Length == 0) _spare = ArrayPool<byte>.Shared.Rent(BufferLength);
        (_buffer, _spare) = (_spare, _buffer);
        byte[] full = _spare;
        _sendingRecords = _records;
        _sending = Task.Run(() => Send(full.AsSpan(0, length)));
    }

    /// <summary>Waits for the buffer that is being sent.</summary>
    private void Settle()
    {
        if (_sending is not { } sending) return;
        _sending = null;
        Note(sending.GetAwaiter().GetResult(), _sendingRecords);
    }

    private void Note(string? reason, long records)
    {
        _reason = reason;
        if (reason is null) _flushedRecords = Math.Max(records, 0);
    }

    /// <returns>Why the stream did not take the lines; null where it did.</returns>
    private string? Send(ReadOnlySpan<byte> lines)
    {
        try
        {
            if (lines.Length > 0) _stream.Write(lines);
            _stream.Flush();
            return null;
        }
        catch (IOException problem) when (_place is not null)
        {
            return problem.Message;
        }
    }
}
