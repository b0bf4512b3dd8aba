using Microsoft.Win32.SafeHandles;

namespace VpcSim.Cli.Consoles;

/// <summary>Standard output that tells when its reader has gone; the console's own stream keeps silent about it.</summary>
/// <remarks>With <see cref="OutlivesReader"/> what is written after that is lost without a word, so that other outputs can be finished.</remarks>
internal sealed class StandardOutput(Stream inner) : Stream
{
    private const int BrokenPipe = 32; // EPIPE, Linux and macOS
    private const int BrokenPipeWindows = unchecked((int)0x8007006D);
    private const int PipeClosingWindows = unchecked((int)0x800700E8);

    private bool _closed;

    /// <summary>Whether the program goes on when nobody reads any more.</summary>
    public bool OutlivesReader { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Through the console, but for pipes: there the console's stream would keep a broken one to itself.</summary>
    public static StandardOutput OfProcess()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return new StandardOutput(Console.OpenStandardOutput());
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 1);
        // A file that other programs write to as well has one position for all; a FileStream would keep one of its own.
        return new StandardOutput(stream.CanSeek ? Console.OpenStandardOutput() : stream);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="ClosedPipeException">Nobody reads any more, and the program does not outlive that.</exception>
    /// <exception cref="IOException">Standard output takes no more, as on a full disk.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_closed) return;
        try
        {
            inner.Write(buffer);
            inner.Flush();
        }
        catch (IOException failure) when (failure.HResult is BrokenPipe or BrokenPipeWindows or PipeClosingWindows)
        {
            _closed = true;
            if (!OutlivesReader) throw new ClosedPipeException();
        }
        catch (IOException failure)
        {
            _closed = true;
            throw new IOException($"standard output cannot be written: {failure.Message}.", failure);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
