using VpcSim.FlowLogs.Formats;
using VpcSim.FlowLogs.Reading.Sources;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Reads flow logs: AWS's own and those that VpcSim writes, as text, JSON of log events or Parquet, plain or under gzip or zstd.</summary>
/// <param name="format">What files without a header line hold; null for AWS's default format.</param>
/// <param name="keptBadLines">So many bad lines are kept for messages; all are counted.</param>
public sealed class FlowLogReader(LogFormat? format = null, int keptBadLines = ReadingTally.DefaultKept)
{
    private readonly RecordOpener _opener = new(format);

    /// <summary>Which records are wanted; the others are read and counted all the same. All by default.</summary>
    public RecordFilter Filter { get; init; } = new();

    /// <summary>What was read so far.</summary>
    public ReadingTally Tally { get; } = new(keptBadLines);

    /// <summary>Opens standard input, where <c>-</c> is named.</summary>
    public Func<Stream> OpenInput { get => _opener.OpenInput; init => _opener.OpenInput = value; }

    /// <summary>The records of files and folders in their order, read while they are asked for. Lines that are no records are counted in <see cref="Tally"/>.</summary>
    /// <exception cref="FlowLogReadException">A file is not there or holds no flow log. In a folder that was named such a file is a fault in <see cref="Tally"/>.</exception>
    public IEnumerable<FlowLogRecord> Read(IEnumerable<string> paths)
    {
        foreach (RecordLine line in ReadLines(LogFile.Find(paths))) yield return new FlowLogRecord(line);
    }

    /// <summary>The same without a copy of each: the records of a file are one object.</summary>
    internal IEnumerable<RecordLine> ReadLines(IEnumerable<LogFile> files)
    {
        foreach (LogFile file in files)
        {
            using IRecordSource? records = Try(file, () => _opener.Open(file.Path, Tally));
            if (records is null) continue;
            Tally.Files++;
            Func<bool> next = records.MoveNext;
            while (Try(file, next))
                if (Filter.Wants(records.Current)) yield return records.Current;
        }
    }

    private T? Try<T>(LogFile file, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FlowLogReadException unusable) when (!file.IsNamed)
        {
            string why = unusable.Message.StartsWith(file.Path, StringComparison.Ordinal) ? unusable.Message[(file.Path.Length + 2)..] : unusable.Message;
            Tally.Add(new FileFault(file.Path, why, IsCut: false, RecordsBefore: 0));
            return default;
        }
    }
}
