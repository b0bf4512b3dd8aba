namespace VpcSim.FlowLogs.Destinations;

/// <summary>Any number of growing files without as many open handles: what is written collects in memory, bounded in total, and is appended now and then.</summary>
public sealed class SpilledFiles(AtomicOutput output, int maxBufferedBytes = 16 * 1024 * 1024)
{
    private const int SmallestBuffer = 1024;
    private const int LargestBuffer = 64 * 1024;

    private readonly List<SpilledFile> _files = [];
    private int _buffered;

    /// <summary>Starts a file.</summary>
    /// <returns>Its number for <see cref="Write"/>.</returns>
    /// <exception cref="IOException">The place is a folder, or its folder cannot be made.</exception>
    public int Add(string path)
    {
        _files.Add(new SpilledFile(output.Reserve(path)));
        return _files.Count - 1;
    }

    /// <summary>Adds bytes to a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(int file, ReadOnlySpan<byte> bytes)
    {
        if (_buffered + bytes.Length > maxBufferedBytes) Flush();
        SpilledFile target = _files[file];
        if (target.Filled + bytes.Length > LargestBuffer) Spill(target);
        target.Append(bytes);
        _buffered += bytes.Length;
    }

    /// <summary>Appends everything that is buffered to the files.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Flush()
    {
        foreach (SpilledFile file in _files) Spill(file);
    }

    private void Spill(SpilledFile file)
    {
        _buffered -= file.Filled;
        file.Spill();
    }

    private sealed class SpilledFile(string path)
    {
        private byte[] _buffer = [];
        private bool _begun;

        public int Filled { get; private set; }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            if (_buffer.Length - Filled < bytes.Length)
                Array.Resize(ref _buffer, Math.Max(Math.Max(SmallestBuffer, _buffer.Length * 2), Filled + bytes.Length));
            bytes.CopyTo(_buffer.AsSpan(Filled));
            Filled += bytes.Length;
        }

        public void Spill()
        {
            if (Filled == 0) return;
            using (var stream = new FileStream(path, _begun ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1))
            {
                stream.Write(_buffer, 0, Filled);
            }
            _begun = true;
            Filled = 0;
            if (_buffer.Length > SmallestBuffer) _buffer = [];
        }
    }
}
