using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.DataPath.Flows.Cold;

/// <summary>Flows on disk in the order of their hashes, with what tells in memory where one stands, or that it is not there.</summary>
/// <remarks>
/// Hashes fall into buckets of about 16 flows that stand one behind the other on disk. In memory are a tag of two bytes for each flow, 0 once it is taken out, and
/// for each bucket its first flow and that one's place: 2.75 bytes a flow. A flow that is not there is looked for on disk once in some hundred times.
/// </remarks>
internal sealed class ColdRun : IDisposable
{
    public const int FlowsInBucket = 16;

    private const ushort Taken = 0;

    private readonly int[] _firsts; // by bucket, and behind the last one the number of flows
    private readonly long[] _places; // likewise
    private readonly ushort[] _tags;

    /// <param name="file">Holds the flows; closed with the run.</param>
    /// <param name="tags">Of each flow.</param>
    /// <param name="firsts">Of each bucket its first flow, and behind them the number of flows.</param>
    /// <param name="places">Of each bucket where it begins, and behind them the length of all.</param>
    public ColdRun(SafeFileHandle file, ushort[] tags, int[] firsts, long[] places)
    {
        File = file;
        (_tags, _firsts, _places) = (tags, firsts, places);
        Count = firsts[^1];
    }

    public SafeFileHandle File { get; }

    /// <summary>Flows that were not taken out.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long Length => _places[^1];

    public static ushort TagOf(uint hash) => (ushort)hash is Taken ? (ushort)1 : (ushort)hash;

    public static int BucketOf(uint hash, int buckets) => (int)((ulong)hash * (uint)buckets >> 32);

    /// <summary>How many buckets a number of flows takes.</summary>
    public static int BucketsOf(int flows) => Math.Max(1, flows / FlowsInBucket);

    public bool IsTaken(int ordinal) => _tags[ordinal] == Taken;

    /// <summary>Takes a flow out.</summary>
    public void Remove(int ordinal)
    {
        _tags[ordinal] = Taken;
        Count--;
    }

    /// <summary>Looks for a flow that was not taken out.</summary>
    /// <param name="key">Which.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="buffer">Takes its bucket, and grows for that.</param>
    /// <param name="ordinal">Its number among those of the run.</param>
    /// <param name="flow">The flow, in the buffer.</param>
    /// <exception cref="IOException">The disk fails.</exception>
    public bool TryFind(in FlowKey key, uint hash, ref byte[] buffer, out int ordinal, out ReadOnlySpan<byte> flow)
    {
        int bucket = BucketOf(hash, _firsts.Length - 1);
        ordinal = _firsts[bucket];
        flow = [];
        ReadOnlySpan<ushort> tags = _tags.AsSpan(ordinal, _firsts[bucket + 1] - ordinal);
        if (!tags.Contains(TagOf(hash))) return false;
        ReadOnlySpan<byte> flows = Read(bucket, ref buffer);
        foreach (ushort tag in tags)
        {
            flow = ColdFlow.First(flows);
            ref readonly ColdFlow front = ref MemoryMarshal.AsRef<ColdFlow>(flow);
            if (tag != Taken && front.Hash == hash && front.Key.Matches(in key)) return true;
            flows = flows[flow.Length..];
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
