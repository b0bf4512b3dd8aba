namespace VpcSim.FlowLogs.Delivery;

/// <summary>One of <see cref="PatientFiles"/> as a stream that is only written, from its beginning on.</summary>
/// <remarks>Nothing of a write that failed counts for <see cref="Position"/>.</remarks>
internal sealed class PatientStream : Stream
{
    private readonly PatientFiles _files;
    private readonly IPlacedFile _file;
    private long _length;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public PatientStream(PatientFiles files, string path)
    {
        _files = files;
        _file = files.Open(path);
        _file.SetLength(0);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <exception cref="IOException">The file takes no more, whatever was tried.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _files.Write(_file, buffer, _length);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing: every write goes to the file at once.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
