using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Entries on disk in the order of their hashes, with what tells in memory where one stands, or that it is not there.</summary>
/// <remarks>
/// Hashes fall into buckets of about 16 entries that stand one behind the other on disk. In memory are a tag of two bytes for each entry, 0 once it is taken out, and
/// for each bucket its first entry and that one's place: 2.75 bytes an entry. One that is not there is looked for on disk once in some hundred times.
/// </remarks>
internal sealed class ColdRun<TKey, TFront> : IDisposable
    where TKey : struct
    where TFront : unmanaged, IColdFront<TKey>
{
    public const int EntriesInBucket = 16;

    private const ushort Taken = 0;

    private readonly int[] _firsts; // by bucket, and behind the last one the number of entries
    private readonly long[] _places; // likewise
    private readonly ushort[] _tags;

    /// <param name="file">Holds the entries; closed with the run.</param>
    /// <param name="tags">Of each entry.</param>
    /// <param name="firsts">Of each bucket its first entry, and behind them the number of entries.</param>
    /// <param name="places">Of each bucket where it begins, and behind them the length of all.</param>
    public ColdRun(SafeFileHandle file, ushort[] tags, int[] firsts, long[] places)
    {
        File = file;
        (_tags, _firsts, _places) = (tags, firsts, places);
        Count = firsts[^1];
    }

    public SafeFileHandle File { get; }

    /// <summary>Entries that were not taken out.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long Length => _places[^1];

    public static ushort TagOf(uint hash) => (ushort)hash is Taken ? (ushort)1 : (ushort)hash;

    public static int BucketOf(uint hash, int buckets) => (int)((ulong)hash * (uint)buckets >> 32);

    /// <summary>How many buckets a number of entries takes.</summary>
    public static int BucketsOf(int entries) => Math.Max(1, entries / EntriesInBucket);

    /// <summary>All of the entry that stands first.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> entries) => entries[..MemoryMarshal.AsRef<TFront>(entries).Length];

    public bool IsTaken(int ordinal) => _tags[ordinal] == Taken;

    /// <summary>Takes an entry out.</summary>
    public void Remove(int ordinal)
    {
        _tags[ordinal] = Taken;
        Count--;
    }

    /// <summary>Looks for an entry that was not taken out.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="buffer">Takes its bucket, and grows for that.</param>
    /// <param name="ordinal">Its number among those of the run.</param>
    /// <param name="entry">The entry, in the buffer.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryFind(in TKey key, uint hash, ref byte[] buffer, out int ordinal, out ReadOnlySpan<byte> entry)
    {
        int bucket = BucketOf(hash, _firsts.Length - 1);
        ordinal = _firsts[bucket];
        entry = [];
        ReadOnlySpan<ushort> tags = _tags.AsSpan(ordinal, _firsts[bucket + 1] - ordinal);
        if (!tags.Contains(TagOf(hash))) return false;
        ReadOnlySpan<byte> entries = Read(bucket, ref buffer);
        foreach (ushort tag in tags)
        {
            entry = First(entries);
            ref readonly TFront front = ref MemoryMarshal.AsRef<TFront>(entry);
            if (tag != Taken && front.Hash == hash && front.IsOf(in key)) return true;
            entries = entries[entry.Length..];
            ordinal++;
        }
        return false;
    }

    public void Dispose() => File.Dispose();

    private ReadOnlySpan<byte> Read(int bucket, ref byte[] buffer)
    {
        int length = (int)(_places[bucket + 1] - _places[bucket]);
        if (buffer.Length < length) buffer = new byte[length * 2];
        ScratchFile.Read(File, buffer.AsSpan(0, length), _places[bucket]);
        return buffer.AsSpan(0, length);
    }
}
