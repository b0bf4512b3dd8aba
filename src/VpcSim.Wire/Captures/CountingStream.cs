namespace VpcSim.Wire.Captures;

/// <summary>A stream whose first bytes were read already; counts what is read from it and tells whether its end was met.</summary>
internal sealed class CountingStream(ReadOnlyMemory<byte> first, Stream rest, bool leaveOpen = false) : Stream
{
    private ReadOnlyMemory<byte> _first = first;

    /// <summary>Bytes given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a read found nothing more.</summary>
    public bool HasEnded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        if (_first.IsEmpty)
        {
            count = rest.Read(buffer);
            HasEnded |= count == 0;
        }
        else
        {
            count = Math.Min(buffer.Length, _first.Length);
            _first.Span[..count].CopyTo(buffer);
            _first = _first[count..];
        }

        Count += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
