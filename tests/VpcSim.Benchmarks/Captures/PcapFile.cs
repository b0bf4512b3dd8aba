using static System.Buffers.Binary.BinaryPrimitives;

namespace VpcSim.Benchmarks.Captures;

/// <summary>A classic capture file (draft-ietf-opsawg-pcap): little-endian, microseconds, Ethernet.</summary>
public sealed class PcapFile : IDisposable
{
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const int SnapLength = 65_535;
    private const int BufferLength = 1 << 20;
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[BufferLength];
    private int _filled;

    public PcapFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        WriteUInt32LittleEndian(_buffer, 0xA1B2C3D4);
        WriteUInt16LittleEndian(_buffer.AsSpan(4), 2);
        WriteUInt16LittleEndian(_buffer.AsSpan(6), 4);
        WriteInt32LittleEndian(_buffer.AsSpan(16), SnapLength);
        WriteInt32LittleEndian(_buffer.AsSpan(20), 1);
        _filled = FileHeaderLength;
    }

    /// <summary>Where the next frame is to be laid.</summary>
    public Span<byte> Next
    {
        get
        {
            if (_buffer.Length - _filled < RecordHeaderLength + FrameWriter.LongestFrame)
                Flush();
            return _buffer.AsSpan(_filled + RecordHeaderLength);
        }
    }

    /// <summary>Takes what was laid at <see cref="Next"/>, with its time in microseconds since 1970.</summary>
    public void Commit(long timeUs, int length)
    {
        Span<byte> header = _buffer.AsSpan(_filled);
        WriteUInt32LittleEndian(header, (uint)(timeUs / MicrosecondsPerSecond));
        WriteUInt32LittleEndian(header[4..], (uint)(timeUs % MicrosecondsPerSecond));
        WriteInt32LittleEndian(header[8..], length);
        WriteInt32LittleEndian(header[12..], length);
        _filled += RecordHeaderLength + length;
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Flush()
    {
        _file.Write(_buffer, 0, _filled);
        _filled = 0;
    }
}
