using System.Runtime.CompilerServices;

namespace VpcSim.DataPath.Flows;

/// <summary>Fixed-size entries in chunks: growth copies nothing, references stay valid, freed places are used again.</summary>
internal sealed class Slab<T>
    where T : struct
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private T[][] _chunks = new T[16][];
    private int[] _free = new int[256];
    private int _freeCount;

    /// <summary>Places in use or freed: the exclusive bound of indexes.</summary>
    public int Extent { get; private set; }

    /// <summary>Places in use.</summary>
    public int Count => Extent - _freeCount;

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[index >> ChunkBits][index & ChunkMask];
    }

    /// <summary>A place whose content is whatever its last user left.</summary>
    public int Take()
    {
        if (_freeCount > 0) return _free[--_freeCount];
        int index = Extent++;
        if ((index & ChunkMask) == 0)
        {
            int chunk = index >> ChunkBits;
            if (chunk == _chunks.Length) Array.Resize(ref _chunks, _chunks.Length * 2);
            _chunks[chunk] = new T[1 << ChunkBits];
        }
        return index;
    }

    public void Give(int index)
    {
        if (_freeCount == _free.Length) Array.Resize(ref _free, _free.Length * 2);
        _free[_freeCount++] = index;
    }
}
