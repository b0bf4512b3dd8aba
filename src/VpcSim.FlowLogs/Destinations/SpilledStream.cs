namespace VpcSim.FlowLogs.Destinations;

/// <summary>One of <see cref="SpilledFiles"/> as a stream that is only written.</summary>
/// <param name="files">All of them.</param>
/// <param name="file">Its number.</param>
public sealed class SpilledStream(SpilledFiles files, int file) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => files.Write(file, buffer);

    public override void Write(byte[] buffer, int offset, int count) => files.Write(file, buffer.AsSpan(offset, count));

    /// <summary>Nothing: all files are flushed together by <see cref="SpilledFiles.Flush"/>.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
