using System.Runtime.InteropServices;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Entries that are about to be written, brought into the order of their hashes.</summary>
internal sealed class ColdBatch<TKey, TFront>
    where TKey : struct
    where TFront : unmanaged, IColdFront<TKey>
{
    private byte[] _bytes = new byte[1 << 16];
    private uint[] _hashes = new uint[256];
    private int[] _places = new int[256];
    private int _used;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<byte> entry)
    {
        if (_used + entry.Length > _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, Count * 2);
            Array.Resize(ref _places, Count * 2);
        }
        entry.CopyTo(_bytes.AsSpan(_used));
        _hashes[Count] = MemoryMarshal.AsRef<TFront>(entry).Hash;
        _places[Count++] = _used;
        _used += entry.Length;
    }

    /// <summary>Writes all and is empty.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void WriteTo(ColdRunWriter<TKey, TFront> writer)
    {
        Array.Sort(_hashes, _places, 0, Count);
        foreach (int place in _places.AsSpan(0, Count)) writer.Add(ColdRun<TKey, TFront>.First(_bytes.AsSpan(place)));
        (Count, _used) = (0, 0);
    }
}
