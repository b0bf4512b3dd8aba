using System.Runtime.CompilerServices;
using VpcSim.FlowLogs.Delivery;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.FlowLogs;

namespace VpcSim.FlowLogs.Destinations.S3;

/// <summary>A flow log's objects in S3 as files: the records of five minutes each, by their <c>end</c>. (VPC guide, "Publish flow logs to Amazon S3")</summary>
/// <remarks>An object is begun with its first record, and again where it has reached the largest size. Its file's time is when S3 would have had it. One that cannot be
/// written to its end is not there at all: S3 has no parts of objects.</remarks>
internal sealed class S3Folder : IRecordSink, IDisposable
{
    /// <summary>75 MB: the most that one object holds. (VPC guide, "Publish flow logs to Amazon S3")</summary>
    public const long MostBytes = 75_000_000;

    private const int LongestWindow = 600;

    private readonly SortedDictionary<long, Slot> _slots = [];
    private readonly string _folder;
    private readonly S3Place _place;
    private readonly FlowLog _flowLog;
    private readonly LogFormat _format;
    private readonly AtomicOutput _output;
    private readonly PatientFiles _disk;
    private readonly Uploads? _uploads;
    private readonly int _delaySeconds;
    private readonly long _mostBytes;
    private long _delivered;
    private long _missing;
    private string? _reason;

    /// <param name="folder">Stands for S3: a folder for each bucket.</param>
    /// <param name="place">Bucket and keys.</param>
    /// <param name="flowLog">Whose objects they are.</param>
    /// <param name="format">The fields of the records.</param>
    /// <param name="output">The run's files.</param>
    /// <param name="disk">How they are written.</param>
    /// <param name="uploads">Takes the objects on to a server; null leaves them in the folder.</param>
    /// <param name="delaySeconds">From the end of an object's five minutes until S3 has it.</param>
    /// <param name="mostBytes">The most that an object holds.</param>
    public S3Folder(
        string folder, S3Place place, FlowLog flowLog, LogFormat format, AtomicOutput output, PatientFiles disk, Uploads? uploads, int delaySeconds, long mostBytes = MostBytes)
    {
        (_folder, _place, _flowLog, _format) = (folder, place, flowLog, format);
        (_output, _disk, _uploads, _delaySeconds, _mostBytes) = (output, disk, uploads, delaySeconds, mostBytes);
    }

    /// <summary>What could not be written; null where everything was.</summary>
    public Undelivered? Undelivered => _reason is null ? null : new Undelivered(Root, _reason, _delivered, _missing);

    private string Root => Path.Combine(_folder, PathSegments.Encode(_place.Root));

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        CloseBefore(stamp.WindowEndSeconds - LongestWindow);
        long start = stamp.EndSeconds - (stamp.EndSeconds % S3Place.SlotSeconds);
        if (!_slots.TryGetValue(start, out Slot? slot)) _slots.Add(start, slot = new Slot(start));
        if (slot.Object is { } full && !full.HasRoomFor(line.Length, _mostBytes)) Close(slot);
        slot.Records++;
        try
        {
            slot.Object ??= Begin(slot);
            slot.Object.Write(line);
        }
        catch (IOException problem)
        {
            Lose(slot, problem);
        }
    }

    public void Finish() => CloseBefore(long.MaxValue);

    /// <summary>Lets go of the files of a run that did not come to its end.</summary>
    public void Dispose()
    {
        foreach (Slot slot in _slots.Values) slot.Object?.Dispose();
        _slots.Clear();
    }

    private IS3Object Begin(Slot slot)
    {
        slot.Key = _place.KeyOf(slot.Start, slot.Parts++);
        slot.Path = Path.Combine(Root, slot.Key);
        var file = new PatientStream(_disk, _output.Reserve(slot.Path));
        return _flowLog.FileFormat == LogFileFormat.Parquet ? Parquet(file, _format) : new TextObject(file, _format);
    }

    // By itself, so that a run without such a flow log does not load the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ParquetObject Parquet(Stream file, LogFormat format) => new(file, format);

    // A record's end lies within its window, and windows come in the order of their ends.
    private void CloseBefore(long seconds)
    {
        while (_slots.Count > 0 && _slots.First() is var (start, slot) && start <= seconds - S3Place.SlotSeconds)
        {
            Close(slot);
            _slots.Remove(start);
        }
    }

    private void Close(Slot slot)
    {
        if (slot.Object is not { } finished) return;
        try
        {
            finished.Complete();
            finished.Dispose();
            File.SetLastWriteTimeUtc(slot.Path + AtomicOutput.Suffix, DateTimeOffset.FromUnixTimeSeconds(slot.Start + S3Place.SlotSeconds + _delaySeconds).UtcDateTime);
        }
        catch (IOException problem)
        {
            Lose(slot, problem);
            return;
        }
        _uploads?.Add(new FinishedObject(_place.Bucket, _place.FullKeyOf(slot.Key), slot.Path, Path.Combine(_folder, PathSegments.EncodeSegment(_place.Bucket)), slot.Records));
        _delivered += slot.Records;
        slot.Clear();
    }

    private void Lose(Slot slot, IOException problem)
    {
        _reason ??= problem.Message;
        _missing += slot.Records;
        slot.Object?.Dispose();
        _output.Withdraw(slot.Path);
        slot.Clear();
    }

    private sealed class Slot(long start)
    {
        public long Start { get; } = start;

        public IS3Object? Object { get; set; }

        public string Key { get; set; } = "";

        public string Path { get; set; } = "";

        public int Parts { get; set; }

        public long Records { get; set; }

        public void Clear() => (Object, Records) = (null, 0);
    }
}
