namespace VpcSim.Wire.Captures;

/// <summary>A stream whose first bytes were read already; counts what is read from it and tells whether its end was met.</summary>
internal sealed class CountingStream(ReadOnlyMemory<byte> first, Stream rest, bool leaveOpen = false) : ReadOnceStream
{
    private ReadOnlyMemory<byte> _first = first;

    /// <summary>Bytes given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a read found nothing more.</summary>
    public bool HasEnded { get; private set; }

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

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
