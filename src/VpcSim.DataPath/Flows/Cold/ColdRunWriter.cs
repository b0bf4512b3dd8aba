using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Writes a <see cref="ColdRun{TKey, TFront}"/> from beginning to end, in large pieces.</summary>
/// <param name="folder">Where its file is made.</param>
/// <param name="most">How many entries it takes at most.</param>
/// <remarks>Disposed before <see cref="Finish"/> it leaves nothing.</remarks>
/// <exception cref="IOException">The file cannot be made.</exception>
internal sealed class ColdRunWriter<TKey, TFront>(string folder, int most) : IDisposable
    where TKey : struct
    where TFront : unmanaged, IColdFront<TKey>
{
    private const int Piece = 1 << 18;

    private readonly byte[] _buffer = new byte[Piece];
    private readonly int[] _firsts = new int[ColdRun<TKey, TFront>.BucketsOf(most) + 1];
    private readonly long[] _places = new long[ColdRun<TKey, TFront>.BucketsOf(most) + 1];
    private SafeFileHandle? _file = ScratchFile.Make(folder, "flows");
    private ushort[] _tags = new ushort[most];
    private int _bucket;
    private int _count;
    private int _filled;
    private long _written;

    /// <summary>Adds the entry with the next higher hash.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(ReadOnlySpan<byte> entry)
    {
        uint hash = MemoryMarshal.AsRef<TFront>(entry).Hash;
        EndBucketsBefore(ColdRun<TKey, TFront>.BucketOf(hash, _firsts.Length - 1));
        _tags[_count++] = ColdRun<TKey, TFront>.TagOf(hash);
        if (_filled + entry.Length > Piece) Flush();
        entry.CopyTo(_buffer.AsSpan(_filled));
        _filled += entry.Length;
    }

    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public ColdRun<TKey, TFront> Finish()
    {
        EndBucketsBefore(_firsts.Length - 1);
        Flush();
        if (_count < _tags.Length) Array.Resize(ref _tags, _count);
        var run = new ColdRun<TKey, TFront>(_file!, _tags, _firsts, _places);
        _file = null;
        return run;
    }

    public void Dispose() => _file?.Dispose();

    private void EndBucketsBefore(int bucket)
    {
        for (; _bucket < bucket; _bucket++)
            (_firsts[_bucket + 1], _places[_bucket + 1]) = (_count, _written + _filled);
    }

    private void Flush()
    {
        ScratchFile.Write(_file!, _buffer.AsSpan(0, _filled), _written);
        _written += _filled;
        _filled = 0;
    }
}
