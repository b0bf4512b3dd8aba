namespace VpcSim.Wire.Captures;

/// <summary>An <see cref="OpenedFile"/> from its beginning to its end; the file stays open.</summary>
internal sealed class OpenedStream(OpenedFile file) : ReadOnceStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer, _position);
        _position += read;
        return read;
    }
}
