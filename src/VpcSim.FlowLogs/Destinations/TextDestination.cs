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
    private const int MostOnTheWay = 4; // buffers

    private readonly Stream _stream;
    private readonly string? _place;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private readonly Queue<FullBuffer> _onTheWay = new(MostOnTheWay);
    private readonly Stack<byte[]> _spares = new(MostOnTheWay);
    private Task<string?> _latest = Task.FromResult<string?>(null); // of what was sent behind
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

    /// <summary>What is still empty of the buffer that fills: a record that fits may be written there instead of handed over. Nothing once the stream has failed.</summary>
    internal Span<byte> Rest => _reason is null ? _buffer.AsSpan(_filled) : [];

    /// <summary>Takes a record that stands at the beginning of <see cref="Rest"/>.</summary>
    internal void Fill(int length)
    {
        _filled += length;
        _records++;
    }

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
        Task.WaitAny(_latest); // and so for all before it
        foreach (FullBuffer full in _onTheWay) ArrayPool<byte>.Shared.Return(full.Lines);
        foreach (byte[] spare in _spares) ArrayPool<byte>.Shared.Return(spare);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _onTheWay.Clear();
        _spares.Clear();
        _buffer = [];
        _filled = 0;
    }

    /// <summary>Hands a full buffer to the stream while the next ones fill.</summary>
    private void SendBehind()
    {
        while (_onTheWay.TryPeek(out FullBuffer first) && (_onTheWay.Count == MostOnTheWay || first.Sent.IsCompleted)) SettleFirst();
        int length = _filled;
        _filled = 0;
        if (_reason is not null) return;
        byte[] full = _buffer;
        while (_spares.Count + _onTheWay.Count < MostOnTheWay) _spares.Push(ArrayPool<byte>.Shared.Rent(BufferLength)); // the first time
        _buffer = _spares.Pop();
        _latest = _latest.ContinueWith(before => before.GetAwaiter().GetResult() ?? Send(full.AsSpan(0, length)), TaskScheduler.Default);
        _onTheWay.Enqueue(new FullBuffer(full, _records, _latest));
    }

    /// <summary>Waits for the buffers that are being sent.</summary>
    private void Settle()
    {
        while (_onTheWay.Count > 0) SettleFirst();
    }

    private void SettleFirst()
    {
        FullBuffer first = _onTheWay.Dequeue();
        _spares.Push(first.Lines);
        string? reason = first.Sent.GetAwaiter().GetResult();
        if (_reason is null) Note(reason, first.Records);
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

    /// <param name="Lines">What is sent.</param>
    /// <param name="Records">How many there are up to its end.</param>
    /// <param name="Sent">Why the stream did not take it, once that is known; null where it did.</param>
    private readonly record struct FullBuffer(byte[] Lines, long Records, Task<string?> Sent);
}
