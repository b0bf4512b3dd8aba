namespace VpcSim.Wire.Captures;

/// <summary>How a file is compressed, told by its first bytes; a plain file is none of these.</summary>
internal sealed class Packing
{
    /// <summary>The bytes that tell.</summary>
    public const int MagicLength = 4;

    private static readonly Packing _gzip = new("gzip", Gzip.Unpack, Gzip.Salvage), _zstd = new("zstd", Zstd.Unpack, Zstd.Salvage);

    private readonly Func<Stream, Stream> _unpack;
    private readonly SalvageContent _salvage;

    private Packing(string name, Func<Stream, Stream> unpack, SalvageContent salvage)
    {
        Name = name;
        _unpack = unpack;
        _salvage = salvage;
    }

    private delegate int SalvageContent(Func<Stream> reopen, long position, long packedPosition, Span<byte> target);

    /// <summary>As its program is called.</summary>
    public string Name { get; }

    /// <summary>The packing of a file that begins so; null for none.</summary>
    public static Packing? Of(ReadOnlySpan<byte> first) => Gzip.IsMagic(first) ? _gzip : Zstd.IsMagic(first) ? _zstd : null;

    /// <summary>The unpacked content; the packed stream is disposed with it. Reading throws <see cref="InvalidDataException"/> where it is corrupt or ends early.</summary>
    public Stream Unpack(Stream packed) => _unpack(packed);

    /// <summary>Gets the content that stands before a fault, which the call that met the fault has thrown away.</summary>
    /// <param name="reopen">Gives the packed file from its beginning.</param>
    /// <param name="position">How much of the content is had already.</param>
    /// <param name="packedPosition">How much of the packed file was read when the fault was met.</param>
    /// <param name="target">Where the rest goes: what the call that met the fault was given.</param>
    /// <returns>The number of bytes got.</returns>
    public int Salvage(Func<Stream> reopen, long position, long packedPosition, Span<byte> target) => _salvage(reopen, position, packedPosition, target);

    /// <summary>Reads past what is had already, as far as that goes.</summary>
    /// <returns>Whether it went all the way.</returns>
    public static bool Pass(Stream content, long count)
    {
        byte[] scratch = new byte[64 * 1024];
        for (int read = 1; count > 0 && read > 0; count -= read) read = content.Read(scratch, 0, (int)Math.Min(count, scratch.Length));
        return count == 0;
    }
}
