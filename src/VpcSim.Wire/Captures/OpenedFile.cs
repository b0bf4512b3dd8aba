using Microsoft.Win32.SafeHandles;

namespace VpcSim.Wire.Captures;

/// <summary>A plain file as it was when it was opened: what is written behind its end since then is not read, so that whoever reads it once more has the same.</summary>
/// <param name="handle">The file, which is closed with it.</param>
/// <param name="length">How long it is, above 0.</param>
internal sealed class OpenedFile(SafeFileHandle handle, long length) : IDisposable
{
    /// <summary>Whether it is longer by now.</summary>
    public bool HasGrown => RandomAccess.GetLength(handle) > length;

    /// <returns>How many bytes were read; 0 at its end.</returns>
    /// <exception cref="EndOfStreamException">It has become shorter.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public int Read(Span<byte> target, long position)
    {
        long left = length - position;
        if (left <= 0 || target.IsEmpty) return 0;
        int read = RandomAccess.Read(handle, left < target.Length ? target[..(int)left] : target, position);
        return read > 0 ? read : throw new EndOfStreamException();
    }

    public void Dispose() => handle.Dispose();
}
