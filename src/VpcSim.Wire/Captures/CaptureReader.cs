using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Reads the packets of a pcap or pcapng file, plain or compressed by gzip, in the order in which they stand there.</summary>
/// <remarks>
/// What a file is, its first bytes say and not its name. Memory is bounded by the largest record, whatever lengths a file claims. Not safe
/// for use by several threads at once.
/// </remarks>
public abstract class CaptureReader : IDisposable
{
    /// <summary>No record or block may claim more bytes than this (256 MiB).</summary>
    public const int LargestRecord = 256 * 1024 * 1024;

    private bool _hasEnded;

    private protected CaptureReader(CaptureSource source) => Source = source;

    /// <summary>The file's name as given by the caller.</summary>
    public string Name => Source.Name;

    /// <summary>How the file ended; meaningful once <see cref="TryRead"/> has returned false.</summary>
    public CaptureEnd End { get; private set; }

    /// <summary>What is wrong with the file, in one sentence for its user; null where <see cref="End"/> is <see cref="CaptureEnd.Complete"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>Bytes of the file read so far (of a gzip file: compressed bytes), for progress bars.</summary>
    public long BytesRead => Source.BytesRead;

    /// <summary>The file's length in bytes; null where it is not known (a pipe).</summary>
    public long? TotalBytes => Source.TotalBytes;

    /// <summary>Packets given so far.</summary>
    public long PacketsRead { get; private protected set; }

    private protected CaptureSource Source { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CaptureFormatException">The file is missing, unreadable, empty, or not a capture.</exception>
    public static CaptureReader Open(string path) => CaptureFormat.Recognize(CaptureSource.Open(path));

    /// <summary>Reads from a stream, which the reader owns from then on.</summary>
    /// <param name="stream">Any readable stream; it need not be seekable.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CaptureFormatException">The stream is empty or not a capture.</exception>
    public static CaptureReader Open(Stream stream, string name) => CaptureFormat.Recognize(CaptureSource.Open(stream, name));

    /// <summary>Reads the next packet.</summary>
    /// <param name="frame">The packet; its bytes hold until the next call.</param>
    /// <returns>False at the end of what can be read: <see cref="End"/> and <see cref="Problem"/> say how it came.</returns>
    public bool TryRead(out CapturedFrame frame)
    {
        if (!_hasEnded && TryReadRecord(out frame))
        {
            return true;
        }

        frame = default;
        return false;
    }

    public void Dispose()
    {
        Source.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected abstract bool TryReadRecord(out CapturedFrame frame);

    /// <summary>The source gave fewer bytes than asked for: the end of the file, or of what can be had of it.</summary>
    /// <param name="recordAt">Where the record or block begins.</param>
    /// <param name="missing">The record's name and what it still needs, if it has begun.</param>
    private protected bool EndOfData(long recordAt, string missing)
    {
        if (Source.Fault is not null)
        {
            return Source.FaultIsCut ? CutOff(recordAt, Source.Fault) : Damaged(recordAt, Source.Fault);
        }

        return Source.Position == recordAt && Source.Available == 0 ? Finish(CaptureEnd.Complete, null) : CutOff(recordAt, missing);
    }

    private protected bool CutOff(long at, string what) =>
        Finish(CaptureEnd.CutOff, string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: cut off within its last record, which begins at byte {at}{OfWhat} (packet {PacketsRead + 1}): {what}. {Before}"));

    private protected bool Damaged(long at, string what) =>
        Finish(CaptureEnd.Damaged, string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: damaged at byte {at}{OfWhat} (packet {PacketsRead + 1}): {what}. {Before}; nothing behind it can be"));

    private string OfWhat => Source.IsCompressed ? " of its uncompressed content" : "";

    private string Before => PacketsRead switch
    {
        0 => "No packet was read before it",
        1 => "The 1 packet before it was read",
        _ => string.Create(CultureInfo.InvariantCulture, $"The {PacketsRead} packets before it were read"),
    };

    private bool Finish(CaptureEnd end, string? problem)
    {
        _hasEnded = true;
        End = end;
        Problem = problem;
        return false;
    }
}
