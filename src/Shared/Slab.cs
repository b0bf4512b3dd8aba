using System.Runtime.CompilerServices;

namespace VpcSim;

/// <summary>Fixed-size entries in chunks: growth copies nothing, references stay valid, freed places are used again.</summary>
/// <remarks>Chunks are cut from blocks, each a quarter of what there is and at most 16 MiB, so that the kernel can give them huge pages. Nothing moves or
/// frees a block while the slab or a reference into it lives.</remarks>
internal sealed unsafe class Slab<T>
    where T : unmanaged
{
    private const int ChunkBits = 12;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const int LineBytes = 64;
    private const int LargestBlock = 16 << 20;
    private const int ChunksAhead = 2; // whose memory is made ready while the ones before are filled
    private readonly List<byte[]> _blocks = [];
    private T*[] _chunks = new T*[16];
    private int _chunkCount;
    private T* _uncut;
    private int _uncutChunks;
    private int[] _free = new int[16];
    private int _freeCount;

    /// <summary>Places in use or freed: the exclusive bound of indexes that were taken.</summary>
    public int Extent { get; private set; }

    /// <summary>Places in use.</summary>
    public int Count => Extent - _freeCount;

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[index >> ChunkBits][index & ChunkMask];
    }

    /// <summary>A place whose content is whatever its last user left; zeros in a new one.</summary>
    public int Take()
    {
        if (_freeCount > 0) return _free[--_freeCount];
        int index = Extent++;
        if (index >> ChunkBits == _chunkCount) AddChunk();
        return index;
    }

    public void Give(int index)
    {
        if (_freeCount == _free.Length) Array.Resize(ref _free, _free.Length * 2);
        _free[_freeCount++] = index;
    }

    /// <summary>Whether there is room for an entry, where another slab gives the places out.</summary>
    public bool Reaches(int index) => index >> ChunkBits < _chunkCount;

    /// <summary>Makes room for an entry, where another slab gives the places out.</summary>
    public void Reach(int index)
    {
        while (!Reaches(index)) AddChunk();
    }

    private void AddChunk()
    {
        if (_uncutChunks == 0) AddBlock();
        if (_chunkCount == _chunks.Length)
        {
            var longer = new T*[_chunkCount * 2];
            Array.Copy(_chunks, longer, _chunkCount);
            _chunks = longer;
        }
        _chunks[_chunkCount++] = _uncut;
        _uncut += 1 << ChunkBits;
        _uncutChunks--;
        if (_uncutChunks > 0) MakeReady();
    }

    private void MakeReady()
    {
        byte[] block = _blocks[^1];
        int chunkBytes = sizeof(T) << ChunkBits;
        HugePages.MakeReady(block, (nuint)((byte*)_uncut - (byte*)Unsafe.AsPointer(ref block[0])), (nuint)(ChunksAhead * chunkBytes));
    }

    private void AddBlock()
    {
        int chunkBytes = sizeof(T) << ChunkBits;
        _uncutChunks = Math.Clamp(_chunkCount / 4, 1, Math.Max(1, LargestBlock / chunkBytes));
        byte[] block = GC.AllocateArray<byte>((_uncutChunks * chunkBytes) + LineBytes, pinned: true);
        _blocks.Add(block);
        byte* begin = (byte*)Unsafe.AsPointer(ref block[0]);
        _uncut = (T*)(((nuint)begin + LineBytes - 1) / LineBytes * LineBytes);
        HugePages.Prefer(begin, (nuint)block.Length);
    }
}
