using ZstdSharp;
using ZstdSharp.Unsafe;

namespace VpcSim.Wire.Captures;

/// <summary>Zstandard files (RFC 8878).</summary>
internal static class Zstd
{
    private const int MostAtOnce = 128 * 1024; // packed bytes given to one call

    /// <summary>Whether the bytes begin a Zstandard frame, or a skippable one before it (RFC 8878 sections 3.1.1 and 3.1.2).</summary>
    public static bool IsMagic(ReadOnlySpan<byte> first) => first is [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..];

    /// <summary>The unpacked content; the packed stream is disposed with it.</summary>
    /// <remarks>A frame may ask for a window of 128 MiB at most, as zstd's own program has it.</remarks>
    public static Stream Unpack(Stream packed) => new Content(packed);

    /// <inheritdoc cref="Packing.Salvage"/>
    /// <remarks>A call that meets a fault does not tell what it wrote before. Given the bytes around the fault one by one, it is another call that meets it.</remarks>
    public static int Salvage(Func<Stream> reopen, long position, long packedPosition, Span<byte> target)
    {
        using Stream content = Unpack(new Sparing(reopen(), packedPosition - MostAtOnce));
        int got = 0;
        try
        {
            if (!Packing.Pass(content, position)) return 0;
            for (int read = 1; read > 0 && got < target.Length; got += read) read = content.Read(target[got..]);
        }
        catch (InvalidDataException)
        {
            // This is the fault.
        }

        return got;
    }

    /// <summary>A stream that gives one byte at a time from some position on.</summary>
    private sealed class Sparing(Stream inner, long from) : ReadOnceStream
    {
        private long _position;

        public override int Read(Span<byte> buffer)
        {
            int most = (int)Math.Clamp(from - _position, 1, buffer.Length);
            int count = inner.Read(buffer[..most]);
            _position += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Speaks of faults as .NET's own streams do.</summary>
    private sealed class Content(Stream packed) : ReadOnceStream
    {
        private readonly DecompressionStream _content = new(packed, bufferSize: MostAtOnce, leaveOpen: false);

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return _content.Read(buffer);
            }
            catch (ZstdException fault) when (fault.Code == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge)
            {
                throw new InvalidDataException("its zstd frame asks for a window above 128 MiB; unpack it first: zstd -d --long=31", fault);
            }
            catch (ZstdException fault)
            {
                throw new InvalidDataException(null, fault);
            }
            catch (EndOfStreamException fault)
            {
                throw new InvalidDataException(null, fault);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
