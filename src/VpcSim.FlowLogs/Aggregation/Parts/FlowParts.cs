using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace VpcSim.FlowLogs.Aggregation.Parts;

/// <summary>Parts of a window's flows on disk, which come back as whole flows in the order of records.</summary>
/// <remarks>All parts of a flow go to the same of many partitions, each of which fits into memory: there they are joined and sorted, and all are merged.</remarks>
internal sealed class FlowParts : IDisposable
{
    private const int Partitions = 256;
    private const int PartsInChunk = 64;

    private readonly Partition[] _partitions = [.. Enumerable.Range(0, Partitions).Select(static _ => new Partition())];
    private readonly string _folder;
    private SafeFileHandle? _file;
    private long _end;

    public FlowParts(string folder) => _folder = folder;

    public bool IsEmpty { get; private set; } = true;

    /// <summary>The most bytes that they took on disk.</summary>
    public long MostBytes { get; private set; }

    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void Add(in FlowPart part)
    {
        IsEmpty = false;
        Partition partition = _partitions[part.Hash % Partitions];
        partition.Buffer[partition.Filled++] = part;
        if (partition.Filled == PartsInChunk) Spill(partition);
    }

    /// <summary>The flows in the order of records; nothing may be added before <see cref="Clear"/>.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public IEnumerable<FlowPart> Merge()
    {
        var runs = new PriorityQueue<FlowRun, FlowPart>(Comparer<FlowPart>.Create(FlowPart.Compare));
        var parts = new FlowPart[_partitions.Max(static partition => partition.Count)];
        var places = new Dictionary<DataPath.Trace.Observation, int>(parts.Length);
        foreach (Partition partition in _partitions)
        {
            if (partition.Count == 0) continue;
            Load(partition, parts);
            ReadOnlySpan<FlowPart> sorted = Join(parts.AsSpan(0, partition.Count), places);
            var run = new FlowRun(_file ??= ScratchFile.Make(_folder, "records"), _end, sorted.Length);
            Write(sorted);
            if (run.MoveNext()) runs.Enqueue(run, run.Current);
        }
        while (runs.TryDequeue(out FlowRun? earliest, out FlowPart flow))
        {
            yield return flow;
            if (earliest.MoveNext()) runs.Enqueue(earliest, earliest.Current);
        }
    }

    public void Clear()
    {
        IsEmpty = true;
        foreach (Partition partition in _partitions) partition.Clear();
        _end = 0;
        if (_file is not null) RandomAccess.SetLength(_file, 0);
    }

    public void Dispose() => _file?.Dispose();

    private void Load(Partition partition, FlowPart[] parts)
    {
        int at = 0;
        foreach (long chunk in partition.Chunks)
        {
            ScratchFile.Read(_file!, MemoryMarshal.AsBytes(parts.AsSpan(at, PartsInChunk)), chunk);
            at += PartsInChunk;
        }
        partition.Buffer.AsSpan(0, partition.Filled).CopyTo(parts.AsSpan(at));
    }

    /// <summary>Makes the parts of a flow one, in their place, and sorts them.</summary>
    private static Span<FlowPart> Join(Span<FlowPart> parts, Dictionary<DataPath.Trace.Observation, int> places)
    {
        places.Clear();
        int joined = 0;
        foreach (FlowPart part in parts) // as they were added: earlier ones first
        {
            ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, part.Flow, out bool known);
            if (known)
            {
                parts[place].Add(in part);
                continue;
            }
            place = joined;
            parts[joined++] = part;
        }
        Span<FlowPart> flows = parts[..joined];
        flows.Sort(FlowPart.Compare);
        return flows;
    }

    private void Spill(Partition partition)
    {
        partition.Chunks.Add(_end);
        Write(partition.Buffer.AsSpan(0, PartsInChunk));
        partition.Filled = 0;
    }

    private void Write(ReadOnlySpan<FlowPart> parts)
    {
        _file ??= ScratchFile.Make(_folder, "records");
        ScratchFile.Write(_file, MemoryMarshal.AsBytes(parts), _end);
        _end += (long)parts.Length * Unsafe.SizeOf<FlowPart>();
        MostBytes = Math.Max(MostBytes, _end);
    }

    private sealed class Partition
    {
        public FlowPart[] Buffer { get => field ??= new FlowPart[PartsInChunk]; }

        public int Filled { get; set; }

        public List<long> Chunks { get; } = [];

        public int Count => (Chunks.Count * PartsInChunk) + Filled;

        public void Clear()
        {
            Filled = 0;
            Chunks.Clear();
        }
    }
}
