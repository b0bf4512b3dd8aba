namespace VpcSim.Scenarios.Hosts.Tcp;

/// <summary>What one side of a connection has written, from its first byte on. Filling takes no memory: only its length is kept.</summary>
internal sealed class SendBuffer
{
    private const byte Filling = (byte)'x';
    private readonly List<(long Start, ReadOnlyMemory<byte> Bytes)> _chunks = [];

    /// <summary>Bytes written so far.</summary>
    public long Length { get; private set; }

    public void Clear()
    {
        _chunks.Clear();
        Length = 0;
    }

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        _chunks.Add((Length, bytes));
        Length += bytes.Length;
    }

    public void Fill(long bytes) => Length += bytes;

    /// <summary>Shows written bytes.</summary>
    /// <param name="offset">Of the first one.</param>
    /// <param name="into">As many as wanted.</param>
    public void Read(long offset, Span<byte> into)
    {
        into.Fill(Filling);
        foreach ((long start, ReadOnlyMemory<byte> bytes) in _chunks)
        {
            long from = Math.Max(offset, start), to = Math.Min(offset + into.Length, start + bytes.Length);
            if (from < to) bytes.Span[(int)(from - start)..(int)(to - start)].CopyTo(into[(int)(from - offset)..]);
        }
    }
}
