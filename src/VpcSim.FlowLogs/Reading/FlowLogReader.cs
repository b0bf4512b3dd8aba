using VpcSim.FlowLogs.Formats;
using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading;

/// <summary>Reads flow logs: AWS's own and those that VpcSim writes, text or gzip or zstd, with a header line or without.</summary>
/// <param name="format">What files without a header line hold; null for AWS's default format.</param>
/// <param name="keptBadLines">So many bad lines are kept for messages; all are counted.</param>
public sealed class FlowLogReader(LogFormat? format = null, int keptBadLines = ReadingTally.DefaultKept)
{
    private readonly RecordLayout? _format = format is null ? null : RecordLayout.Of(format);

    /// <summary>What was read so far.</summary>
    public ReadingTally Tally { get; } = new(keptBadLines);

    /// <summary>The records of files in their order, read while they are asked for. Lines that are no records are counted in <see cref="Tally"/>.</summary>
    /// <exception cref="FlowLogReadException">A file is not there or holds no flow log.</exception>
    public IEnumerable<FlowLogRecord> Read(IEnumerable<string> files)
    {
        foreach (RecordLine line in ReadLines(files)) yield return new FlowLogRecord(line);
    }

    /// <summary>The same without a copy of each: every record is the one object.</summary>
    internal IEnumerable<RecordLine> ReadLines(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            using TextRecords records = Open(file);
            Tally.Files++;
            while (records.MoveNext()) yield return records.Current;
        }
    }

    private TextRecords Open(string file)
    {
        CaptureSource source = CaptureSource.Open(OpenFile(file), file);
        try
        {
            if (source.Ensure(1) || source.Fault is not null) return new TextRecords(file, source, _format, Tally);
            throw new FlowLogReadException($"{file}: it is empty");
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static FileStream OpenFile(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new FlowLogReadException($"{file}: it cannot be opened: {e.Message}", e);
        }
    }
}
