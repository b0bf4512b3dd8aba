using VpcSim.FlowLogs.Formats;
using VpcSim.Wire.Captures;

namespace VpcSim.FlowLogs.Reading.Sources;

/// <summary>Opens files by what they begin with, whatever they are called.</summary>
internal sealed class RecordOpener(LogFormat? format)
{
    private const int Looked = 512;

    private readonly RecordLayout? _format = format is null ? null : RecordLayout.Of(format);

    public Func<Stream> OpenInput { get; set; } = static () => Stream.Null;

    /// <exception cref="FlowLogReadException">The file cannot be opened, or begins as no flow log does.</exception>
    public IRecordSource Open(string file, ReadingTally tally) => Open(file, file == LogFile.StandardInput ? OpenInput() : OpenFile(file), tally);

    /// <summary>The same of a file that is open; what comes back owns it.</summary>
    /// <exception cref="FlowLogReadException">It begins as no flow log does.</exception>
    public IRecordSource Open(string file, Stream stream, ReadingTally tally)
    {
        try
        {
            return IsParquet(stream) ? new ParquetRecords(file, stream, tally) : OpenLines(file, stream, tally);
        }
        catch (CaptureFormatException e)
        {
            stream.Dispose();
            throw new FlowLogReadException(e.Message, e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file that can be read twice begins as Parquet does. (Parquet format, "File format")</summary>
    public static bool IsParquet(Stream stream)
    {
        if (!stream.CanSeek) return false;
        Span<byte> magic = stackalloc byte[4];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position -= read;
        return magic.SequenceEqual("PAR1"u8);
    }

    public static FileStream OpenFile(string file)
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

    private LineRecords OpenLines(string file, Stream stream, ReadingTally tally)
    {
        CaptureSource source = CaptureSource.Open(stream, file);
        if (!source.Ensure(Looked) && source.Available == 0) throw new FlowLogReadException($"{file}: {source.Fault ?? "it is empty"}");
        bool hasMark = source.Head(source.Available).StartsWith("\uFEFF"u8);
        if (hasMark) source.Advance("\uFEFF"u8.Length);
        ReadOnlySpan<byte> first = source.Head(Math.Min(source.Available, Looked));
        if (first.StartsWith("PAR1"u8)) throw new FlowLogReadException($"{file}: Parquet is read from files only, and not within another compression; name a file");
        if (first.ContainsAnyInRange((byte)0, (byte)8) || first.ContainsAnyInRange((byte)14, (byte)31)) throw new FlowLogReadException($"{file}: it is binary, and no flow log");
        return first.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
            ? new EventRecords(file, source, _format, tally)
            : new TextRecords(file, source, _format, tally, hasMark);
    }
}
