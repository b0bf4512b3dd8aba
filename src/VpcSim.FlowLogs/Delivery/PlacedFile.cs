using Microsoft.Win32.SafeHandles;

namespace VpcSim.FlowLogs.Delivery;

/// <summary>A file of the file system.</summary>
internal sealed class PlacedFile : IPlacedFile
{
    private readonly SafeFileHandle _file;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    public PlacedFile(string path) => _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);

    public void Write(ReadOnlySpan<byte> bytes, long place) => RandomAccess.Write(_file, bytes, place);

    /// <remarks>A file that is as long already is left alone: ext4 takes one that is cut to nothing, though it was empty, for one whose content is replaced, and
    /// whoever closes it waits until what was written since is on its way to the disk.</remarks>
    public void SetLength(long length)
    {
        if (RandomAccess.GetLength(_file) != length) RandomAccess.SetLength(_file, length);
    }

    public void Dispose() => _file.Dispose();
}
