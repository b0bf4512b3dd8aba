using System.IO.Compression;

namespace VpcSim.Wire.Captures;

/// <summary>gzip files (RFC 1952).</summary>
internal static class Gzip
{
    private const string StrictValidation = "System.IO.Compression.UseStrictValidation";

    /// <summary>Whether the bytes begin a gzip file (RFC 1952 section 2.3.1: ID1, ID2).</summary>
    public static bool IsMagic(ReadOnlySpan<byte> first) => first is [0x1F, 0x8B, ..];

    /// <summary>The unpacked content; the packed stream is disposed with it.</summary>
    /// <remarks>
    /// Unless told otherwise .NET takes the end of a packed file for the end of its content, so that a cut-off file would pass for a whole
    /// one. The switch tells it otherwise; it is the process's, and a host that has set it keeps its own choice.
    /// </remarks>
    public static Stream Unpack(Stream packed)
    {
        if (!AppContext.TryGetSwitch(StrictValidation, out _))
        {
            AppContext.SetSwitch(StrictValidation, true);
        }

        return new GZipStream(packed, CompressionMode.Decompress);
    }

    /// <inheritdoc cref="Packing.Salvage"/>
    /// <remarks>
    /// .NET writes that content into the caller's buffer before it throws, but does not tell how much. Two passes over buffers filled
    /// differently tell: what both agree on was written.
    /// </remarks>
    public static int Salvage(Func<Stream> reopen, long position, long packedPosition, Span<byte> target)
    {
        Span<byte> other = new byte[target.Length];
        target.Clear();
        other.Fill(byte.MaxValue);
        ReadUpToFault(reopen, position, target);
        ReadUpToFault(reopen, position, other);
        return target.CommonPrefixLength(other);
    }

    private static void ReadUpToFault(Func<Stream> reopen, long position, Span<byte> target)
    {
        using Stream content = Unpack(reopen());
        try
        {
            if (Packing.Pass(content, position))
            {
                content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            }
        }
        catch (InvalidDataException)
        {
            // This is the fault; what came before it stands in the target.
        }
    }
}
