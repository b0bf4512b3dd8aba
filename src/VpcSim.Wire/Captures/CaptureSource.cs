using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.Wire.Captures;

/// <summary>The bytes of a capture or a log, buffered: a plain file by <see cref="RandomAccess"/>, anything else as a stream, compressed ones unpacked.</summary>
public sealed class CaptureSource : IDisposable
{
    private const int Chunk = 128 * 1024;
    private const int Front = 64 * 1024; // room before a chunk for what is left of the one before
    private const int SmallestRead = 32 * 1024;
    private const int Page = 4096;
    private const int TooManyOpenFiles = 24; // EMFILE, which .NET gives as it is

    private readonly OpenedFile? _file;
    private readonly OpenedFile? _packed;
    private readonly CountingStream? _counted;
    private readonly Stream? _stream;
    private readonly Packing? _packing;
    private readonly FollowedStream? _followed;
    private byte[] _buffer;
    private readonly int _chunkAt; // where a page begins: the kernel copies whole pages to whole pages fastest
    private int _start;
    private int _end;
    private long _endPosition; // of _end, in the uncompressed content
    private readonly Func<Stream>? _reopen; // null where the file can be read once only
    private bool _atEnd;

    private CaptureSource(
        string name, OpenedFile? file, CountingStream? counted, Packing? packing, long? totalBytes, Func<Stream>? reopen = null, FollowedStream? followed = null, OpenedFile? packed = null)
    {
        Name = name;
        _reopen = reopen;
        TotalBytes = totalBytes;
        _packing = packing;
        _followed = followed;
        _file = file;
        _packed = packed;
        _counted = counted;
        _stream = counted is not null && packing is not null ? packing.Unpack(counted) : counted;
        _buffer = GC.AllocateUninitializedArray<byte>(Front + Chunk + Page, pinned: true);
        _chunkAt = Front + Page - (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, Front) % Page);
    }

    public string Name { get; }

    public bool IsCompressed => _packing is not null;

    public long? TotalBytes { get; }

    public long BytesRead => IsCompressed ? _counted!.Count : Position;

    /// <summary>Offset in the uncompressed content of the first byte that was not advanced over.</summary>
    public long Position => _endPosition - Available;

    /// <summary>Bytes in the buffer.</summary>
    public int Available => _end - _start;

    /// <summary>Why the content ended early; null while it has not, or where the file simply ended.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the fault is that the file is too short, and not that its content is wrong.</summary>
    public bool FaultIsCut { get; private set; }

    /// <summary>Whether bytes that are no gzip stand behind the end of a gzip file's content; they are passed over, as gzip itself does.</summary>
    /// <remarks>The unpacking asks for more until its file has ended, unless it finds such bytes.</remarks>
    public bool HasBytesBehind { get; private set; }

    /// <summary>Whether more was written to the file since it was opened, which is not read.</summary>
    public bool HasGrown => (_file ?? _packed) is { HasGrown: true };

    /// <summary>Whether the content ended because the user had enough of it.</summary>
    public bool WasStopped => _followed is { WasStopped: true };

    public static CaptureSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CaptureFormatException($"{path} is a directory. Name a pcap or pcapng file.");
        }

        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CaptureFormatException($"{path} does not exist. Name a pcap or pcapng file.", e);
        }
        catch (IOException e) when (e.HResult == TooManyOpenFiles)
        {
            throw new CaptureFormatException($"{path} cannot be opened: too many captures are open at once. Those of one place that follow each other are opened in turn if they are named as one folder; else merge them (mergecap) or raise ulimit -n", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CaptureFormatException($"{path} cannot be opened: {e.Message}", e);
        }

        try
        {
            return Open(path, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw new CaptureFormatException($"{path} cannot be read: {e.Message}", e);
        }
    }

    public static CaptureSource Open(Stream stream, string name)
    {
        byte[] first = new byte[Packing.MagicLength];
        int count;
        try
        {
            count = stream.ReadAtLeast(first, Packing.MagicLength, throwOnEndOfStream: false);
        }
        catch (IOException e)
        {
            stream.Dispose();
            throw new CaptureFormatException($"{name} cannot be read: {e.Message}", e);
        }

        Func<Stream>? reopen = null;
        if (stream.CanSeek)
        {
            long beginning = stream.Position - count;
            reopen = () =>
            {
                stream.Position = beginning;
                return new CountingStream(default, stream, leaveOpen: true);
            };
        }

        return new CaptureSource(
            name,
            null,
            new CountingStream(first.AsMemory(0, count), stream),
            Packing.Of(first.AsSpan(0, count)),
            stream.CanSeek ? stream.Length : null,
            reopen,
            stream as FollowedStream);
    }

    /// <summary>Makes at least <paramref name="count"/> bytes available, if the file has them.</summary>
    public bool Ensure(int count) => _end - _start >= count || Fill(count);

    /// <summary>The first bytes available; <see cref="Ensure"/> must have granted them.</summary>
    public ReadOnlySpan<byte> Head(int count) => new(_buffer, _start, count);

    /// <summary>All bytes available.</summary>
    public ReadOnlySpan<byte> Rest => new(_buffer, _start, _end - _start);

    /// <summary>Steps over bytes that are available.</summary>
    public void Advance(int count)
    {
        Debug.Assert(count <= Available, "only what is available can be stepped over");
        _start += count;
    }

    /// <summary>Steps over bytes without keeping them.</summary>
    /// <returns>False where the file ends before.</returns>
    public bool Skip(long count)
    {
        while (count > Available)
        {
            count -= Available;
            _start = _end;
            if (!Ensure(1))
            {
                return false;
            }
        }

        Advance((int)count);
        return true;
    }

    /// <summary>Ends the waiting of another thread that reads it.</summary>
    public void Abandon() => _followed?.Abandon();

    public void Dispose()
    {
        _stream?.Dispose();
        _file?.Dispose();
        _packed?.Dispose();
    }

    private static CaptureSource Open(string path, SafeFileHandle file)
    {
        Span<byte> first = stackalloc byte[Packing.MagicLength];
        long length;
        try
        {
            length = RandomAccess.GetLength(file);
        }
        catch (NotSupportedException)
        {
            // A pipe has no length and cannot be read at an offset twice.
            return Open(new FileStream(file, FileAccess.Read, bufferSize: 0), path);
        }

        int count = length == 0 ? 0 : RandomAccess.Read(file, first, 0);
        Packing? packing = Packing.Of(first[..count]);
        if (length == 0)
        {
            // Of a length of 0 are also the files of /proc and some devices: only reading tells.
            return new CaptureSource(path, null, new CountingStream(default, new FileStream(file, FileAccess.Read, bufferSize: 0)), packing, null, () => File.OpenRead(path));
        }

        var opened = new OpenedFile(file, length);
        return packing is null
            ? new CaptureSource(path, opened, null, null, length)
            : new CaptureSource(path, null, new CountingStream(default, new OpenedStream(opened)), packing, length, () => new OpenedStream(opened), packed: opened);
    }

    private bool Fill(int count)
    {
        while (_end - _start < count && !_atEnd)
        {
            MakeRoom(count);
            int read = Read(_buffer.AsSpan(_end, _end == _chunkAt ? Chunk : _buffer.Length - _end));
            _atEnd = read == 0;
            _end += read;
            _endPosition += read;
        }

        return _end - _start >= count;
    }

    /// <summary>Room for one more read: by moving what is left before the next chunk, or to the front, and by growth as bytes arrive, never as a length claims.</summary>
    private void MakeRoom(int count)
    {
        if (Available <= Front)
        {
            int start = _chunkAt - Available;
            _buffer.AsSpan(_start, Available).CopyTo(_buffer.AsSpan(start));
            _start = start;
            _end = _chunkAt;
            return;
        }

        int free = _buffer.Length - _end;
        if (free >= SmallestRead && _start + count <= _buffer.Length)
        {
            return;
        }

        byte[] target = _buffer;
        if (Available > _buffer.Length - SmallestRead)
        {
            target = GC.AllocateUninitializedArray<byte>(_buffer.Length * 2);
        }

        _buffer.AsSpan(_start, Available).CopyTo(target);
        _end = Available;
        _start = 0;
        _buffer = target;
    }

    private int Read(Span<byte> free)
    {
        if (Fault is not null)
        {
            return 0;
        }

        try
        {
            int read = _file is not null ? _file.Read(free, _endPosition) : _stream!.Read(free);
            HasBytesBehind = read == 0 && _packing is not null && _counted is { HasEnded: false };
            return read;
        }
        catch (EndOfStreamException)
        {
            FaultIsCut = true;
            Fault = "the file has become shorter since it was opened";
        }
        catch (InvalidDataException) when (_counted is { HasEnded: true })
        {
            FaultIsCut = true;
            Fault = $"the {_packing!.Name} file ends before its content does";
        }
        catch (InvalidDataException e)
        {
            Fault = e.Message.StartsWith("its ", StringComparison.Ordinal) ? e.Message : $"its {_packing!.Name} compression is corrupt";
            return Salvage(free);
        }
        catch (IOException e)
        {
            Fault = $"it cannot be read further ({e.Message.TrimEnd('.')})";
        }

        return 0;
    }

    private int Salvage(Span<byte> free)
    {
        try
        {
            return _reopen is null ? 0 : _packing!.Salvage(_reopen, _endPosition, _counted!.Count, free);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
