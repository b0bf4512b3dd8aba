using System.Runtime.CompilerServices;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>A flow log's objects in S3 as files: the records of five minutes each, by their <c>end</c>. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <remarks>An object is begun with its first record, and again where it has reached the largest size. Its file's time is when S3 would have had it.</remarks>
internal sealed class S3Folder(string folder, S3Place place, FlowLog flowLog, LogFormat format, AtomicOutput output, int delaySeconds, long mostBytes = S3Folder.MostBytes) : IRecordSink, IDisposable
{
    /// <summary>75 MB: the most that one object holds. (VPC guide, "Publish flow logs to Amazon S3")</summary>
    public const long MostBytes = 75_000_000;

    private const int LongestWindow = 600;

    private readonly SortedDictionary<long, Slot> _slots = [];
    private readonly string _root = Path.Combine(folder, PathSegments.Encode(place.Root));

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        CloseBefore(stamp.WindowEndSeconds - LongestWindow);
        long start = stamp.EndSeconds - (stamp.EndSeconds % S3Place.SlotSeconds);
        if (!_slots.TryGetValue(start, out Slot? slot)) _slots.Add(start, slot = new Slot());
        if (slot.Object is { } full && !full.HasRoomFor(line.Length, mostBytes)) Close(start, slot);
        slot.Object ??= Begin(start, slot);
        slot.Object.Write(line);
    }

    public void Finish() => CloseBefore(long.MaxValue);

    /// <summary>Lets go of the files of a run that did not come to its end.</summary>
    public void Dispose()
    {
        foreach (Slot slot in _slots.Values) slot.Object?.Dispose();
        _slots.Clear();
    }

    private IS3Object Begin(long start, Slot slot)
    {
        string path = Path.Combine(_root, place.KeyOf(start, slot.Parts++));
        FileStream file = output.Create(path);
        slot.Path = file.Name;
        return flowLog.FileFormat == LogFileFormat.Parquet ? Parquet(file, format) : new TextObject(file, format);
    }

    // By itself, so that a run without such a flow log does not load the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ParquetObject Parquet(FileStream file, LogFormat format) => new(file, format);

    // A record's end lies within its window, and windows come in the order of their ends.
    private void CloseBefore(long seconds)
    {
        while (_slots.Count > 0 && _slots.First() is var (start, slot) && start <= seconds - S3Place.SlotSeconds)
        {
            Close(start, slot);
            _slots.Remove(start);
        }
    }

    private void Close(long start, Slot slot)
    {
        if (slot.Object is null) return;
        slot.Object.Dispose();
        slot.Object = null;
        File.SetLastWriteTimeUtc(slot.Path, DateTimeOffset.FromUnixTimeSeconds(start + S3Place.SlotSeconds + delaySeconds).UtcDateTime);
    }

    private sealed class Slot
    {
        public IS3Object? Object { get; set; }

        public string Path { get; set; } = "";

        public int Parts { get; set; }
    }
}
