using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private const int LeastMadeReady = 256 << 10; // bytes of a block; pages of smaller ones are no wait
    private const int LeastFollowed = 2 << 20; // the same of one whose successor is made before it is full
    private const int ChunksReady = 3, ChunksAtOnce = 4; // behind the one that is filled, pages are made ready; so many together
    private const int PartReady = 4; // of a large block, so much: a quarter
    private readonly List<byte[]> _blocks = [];
    private nint[] _chunks = new nint[16];
    private int _chunkCount;
    private T* _uncut;
    private int _uncutChunks;
    private int _readyChunks; // of those, whose pages are there or on their way
    private byte[]? _nextBlock;
    private int[] _free = new int[16];
    private int _freeCount;

    private static nuint ChunkBytes => (nuint)sizeof(T) << ChunkBits;

    /// <summary>Places in use or freed: the exclusive bound of indexes that were taken.</summary>
    public int Extent { get; private set; }

    /// <summary>Places in use.</summary>
    public int Count => Extent - _freeCount;

    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref ((T*)_chunks[index >> ChunkBits])[index & ChunkMask];
    }

    /// <summary>The entries that there are now, for loops over many of them: no other place may be asked for.</summary>
    public View Entries => new(ref MemoryMarshal.GetArrayDataReference(_chunks));

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
            var longer = new nint[_chunkCount * 2];
            Array.Copy(_chunks, longer, _chunkCount);
            _chunks = longer;
        }
        _chunks[_chunkCount++] = (nint)_uncut;
        _uncut += 1 << ChunkBits;
        _uncutChunks--;
        _readyChunks--;
        if (_readyChunks < Math.Max(ChunksReady, _blocks[^1].Length / PartReady / (int)ChunkBytes)) MakeReady();
    }

    private void MakeReady()
    {
        byte[] block = _blocks[^1];
        if (block.Length < LeastMadeReady) return;
        _readyChunks = Math.Max(_readyChunks, 0);
        if (_readyChunks < _uncutChunks)
        {
            PagesAhead.Touch(block, (nuint)((byte*)(_uncut + (_readyChunks << ChunkBits)) - (byte*)Unsafe.AsPointer(ref block[0])), ChunksAtOnce * ChunkBytes);
            _readyChunks += ChunksAtOnce;
        }
        else if (_nextBlock is null && block.Length >= LeastFollowed)
        {
            _nextBlock = NewBlock();
            PagesAhead.Touch(_nextBlock, 0, ChunksAtOnce * ChunkBytes);
        }
    }

    private void AddBlock()
    {
        byte[] block = _nextBlock ?? NewBlock();
        _readyChunks = _nextBlock is null ? 0 : ChunksAtOnce;
        _nextBlock = null;
        _blocks.Add(block);
        _uncutChunks = (block.Length - LineBytes) / (int)ChunkBytes;
        _uncut = (T*)(((nuint)Unsafe.AsPointer(ref block[0]) + LineBytes - 1) / LineBytes * LineBytes);
    }

    private byte[] NewBlock()
    {
        int chunks = Math.Clamp(_chunkCount / 4, 1, Math.Max(1, LargestBlock / (int)ChunkBytes));
        byte[] block = GC.AllocateArray<byte>((chunks * (int)ChunkBytes) + LineBytes, pinned: true);
        HugePages.Prefer(Unsafe.AsPointer(ref block[0]), (nuint)block.Length);
        return block;
    }

    /// <summary>Entries without a look at where their slab ends.</summary>
    public readonly ref struct View
    {
        private readonly ref nint _chunks;

        internal View(ref nint chunks) => _chunks = ref chunks;

        public ref T this[int index]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => ref ((T*)Unsafe.Add(ref _chunks, index >> ChunkBits))[index & ChunkMask];
        }
    }
}
