using System.Buffers;
using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>All records as text in one stream, the header line first. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <remarks>The stream stays open; whoever opened it closes it after <see cref="Dispose"/>.</remarks>
public sealed class TextDestination : IRecordSink, IDisposable
{
    private const int BufferLength = 256 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private int _filled;

    public TextDestination(Stream stream, LogFormat format)
    {
        _stream = stream;
        Write(default, Encoding.UTF8.GetBytes(format.Header + "\n"));
    }

    /// <exception cref="IOException">The stream takes no more.</exception>
    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        if (line.Length > _buffer.Length - _filled) Flush();
        if (line.Length > _buffer.Length)
        {
            _stream.Write(line);
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
        if (length > 0) _stream.Write(_buffer, 0, length);
        _stream.Flush();
    }

    /// <summary>Gives the buffer back. What was not flushed is lost.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
    }
}
