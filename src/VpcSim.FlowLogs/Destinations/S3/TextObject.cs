using System.IO.Compression;
using System.Text;
using VpcSim.FlowLogs.Formats;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>Records as text under gzip, the header line first. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <remarks>The gzip header holds neither name nor time, so that equal records make equal bytes.</remarks>
internal sealed class TextObject : IS3Object
{
    private const int Chunk = 64 * 1024;

    private readonly Stream _file;
    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[Chunk];
    private int _filled;

    public TextObject(Stream file, LogFormat format)
    {
        _file = file;
        _gzip = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        Write(Encoding.UTF8.GetBytes(format.Header + "\n"));
    }

    // What the compressor still holds is no larger than what went in since the last full buffer, and some tables.
    public bool HasRoomFor(int lineLength, long mostBytes) => _file.Position + (2 * Chunk) + _filled + lineLength <= mostBytes;

    public void Write(ReadOnlySpan<byte> line)
    {
        if (_filled + line.Length > Chunk) Spill();
        if (line.Length > Chunk)
        {
            _gzip.Write(line);
            return;
        }
        line.CopyTo(_buffer.AsSpan(_filled));
        _filled += line.Length;
    }

    public void Complete()
    {
        Spill();
        _gzip.Dispose();
    }

    public void Dispose() => _file.Dispose();

    private void Spill()
    {
        _gzip.Write(_buffer, 0, _filled);
        _filled = 0;
    }
}
