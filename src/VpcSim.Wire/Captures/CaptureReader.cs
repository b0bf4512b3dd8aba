using System.Globalization;

namespace VpcSim.Wire.Captures;

/// <summary>Reads the packets of a capture (a file, a stream, a network interface) in the order in which they stand there or come.</summary>
/// <remarks>
/// What a file is, its first bytes say and not its name: pcap, pcapng or snoop, plain or compressed by gzip or zstd, and what libpcap reads.
/// Memory is bounded by the largest record, whatever lengths a file claims. Not safe for use by several threads at once.
/// </remarks>
public abstract class CaptureReader : IDisposable
{
    /// <summary>No record or block may claim more bytes than this (256 MiB).</summary>
    public const int LargestRecord = 256 * 1024 * 1024;

    private bool _goesStraight = true; // to the next record: it has not ended, and nothing was read ahead
    private bool _hasEnded;
    private Queue<HeldFrame>? _ahead;

    private protected CaptureReader(string name) => Name = name;

    /// <summary>The file's name as given by the caller.</summary>
    public string Name { get; }

    /// <summary>How the file ended; meaningful once <see cref="TryRead"/> has returned false.</summary>
    public CaptureEnd End { get; private set; }

    /// <summary>What is wrong with the file, in one sentence for its user; null where <see cref="End"/> is <see cref="CaptureEnd.Complete"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>Bytes of the file read so far (of a compressed file: compressed bytes), for progress bars.</summary>
    public abstract long BytesRead { get; }

    /// <summary>The file's length in bytes; null where it is not known (a pipe).</summary>
    public abstract long? TotalBytes { get; }

    /// <summary>Packets given so far.</summary>
    public long PacketsRead { get; private protected set; }

    /// <summary>Whether packets may come later than they are asked for, so that <see cref="Waiting"/> is called.</summary>
    public bool MayWait { get; private protected set; }

    /// <summary>While <see cref="Waiting"/> is called: the time in nanoseconds since 1970 up to which all packets were given, by the clock; null where only the packets know.</summary>
    public virtual long? ReachedNs => null;

    /// <summary>Called by the thread that reads, within <see cref="TryRead"/>, when the next packet is not there yet.</summary>
    public Action? Waiting { get; set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="CaptureFormatException">The file is missing, unreadable, empty, or not a capture.</exception>
    public static CaptureReader Open(string path) => CaptureFormat.Recognize(CaptureSource.Open(path));

    /// <summary>Reads from a stream, which the reader owns from then on.</summary>
    /// <param name="stream">Any readable stream; it need not be seekable.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CaptureFormatException">The stream is empty or not a capture.</exception>
    public static CaptureReader Open(Stream stream, string name) => CaptureFormat.Recognize(CaptureSource.Open(stream, name));

    /// <summary>Reads from a stream that somebody still writes to, which the reader owns from then on. It waits for the first bytes.</summary>
    /// <param name="stream">A pipe; it is read ahead on a thread of its own.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="enough">Ends the capture soon, with all that has come by then.</param>
    /// <exception cref="CaptureFormatException">The stream is empty or not a capture.</exception>
    /// <exception cref="OperationCanceledException">It was enough before anything came.</exception>
    public static CaptureReader Follow(Stream stream, string name, CancellationToken enough)
    {
        var followed = new FollowedStream(stream, enough);
        CaptureReader reader;
        try
        {
            reader = CaptureFormat.Recognize(CaptureSource.Open(followed, name));
        }
        catch (CaptureFormatException) when (followed.WasStopped)
        {
            throw new OperationCanceledException(enough);
        }

        reader.MayWait = true;
        followed.Waiting = () => reader.Waiting?.Invoke();
        return reader;
    }

    /// <summary>Opens several files as one capture: in order of time, each only while it is needed, packets numbered through.</summary>
    /// <param name="name">What messages call the set.</param>
    /// <param name="paths">Its files, in any order.</param>
    /// <param name="leftOut">Told the path of each file that is no capture, which is left out then; null where such a file is an error.</param>
    /// <exception cref="CaptureFormatException">A file is no capture, or none of them is.</exception>
    public static CaptureReader OpenSet(string name, IEnumerable<string> paths, Action<string>? leftOut = null)
    {
        var parts = new List<CaptureSetPart>();
        foreach (string path in paths)
        {
            try
            {
                parts.Add(CaptureSetPart.Look(path));
            }
            catch (CaptureFormatException) when (leftOut is not null)
            {
                leftOut(path);
            }
        }

        return parts.Count > 0 ? new CaptureSet(name, parts) : throw new CaptureFormatException($"{name} holds no capture that can be read");
    }

    /// <summary>Takes packets off a network interface of this machine.</summary>
    /// <param name="networkInterface">Its name.</param>
    /// <param name="most">After how many packets it ends by itself; null for never.</param>
    /// <param name="clock">Tells how far time has gone on while no packet comes.</param>
    /// <param name="enough">Ends the capture, with all that has come by then.</param>
    /// <exception cref="CaptureFormatException">libpcap is missing, there is no such interface, or this user may not.</exception>
    public static CaptureReader Listen(string networkInterface, long? most, TimeProvider clock, CancellationToken enough) =>
        new LiveReader(networkInterface, most, clock, enough);

    /// <summary>Reads the next packet.</summary>
    /// <param name="frame">The packet; its bytes hold until the next call.</param>
    /// <returns>False at the end of what can be read: <see cref="End"/> and <see cref="Problem"/> say how it came.</returns>
    public bool TryRead(out CapturedFrame frame)
    {
        if (_goesStraight && TryReadRecord(out frame))
        {
            return true;
        }

        return TryReadAhead(out frame);
    }

    /// <summary>Looks at the next packet that was not looked at before; <see cref="TryRead"/> gives it all the same. Bytes are copied: for the first packets.</summary>
    internal bool TryLookAhead(out CapturedFrame frame)
    {
        if (_hasEnded || !TryReadRecord(out CapturedFrame read))
        {
            frame = default;
            return false;
        }

        var held = new HeldFrame(read);
        (_ahead ??= []).Enqueue(held);
        _goesStraight = false;
        frame = held.Frame;
        return true;
    }

    /// <summary>Ends its waiting for packets, from another thread: nobody reads any more. What it still gives is of no use.</summary>
    public virtual void Abandon()
    {
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract bool TryReadRecord(out CapturedFrame frame);

    private protected abstract void Close();

    /// <summary>Looks at the packet that <see cref="TryRead"/> gives next.</summary>
    internal bool TryPeek(out CapturedFrame frame)
    {
        if (_ahead is null || !_ahead.TryPeek(out HeldFrame? held))
        {
            return TryLookAhead(out frame);
        }

        frame = held.Frame;
        return true;
    }

    private bool TryReadAhead(out CapturedFrame frame)
    {
        if (_ahead is null || !_ahead.TryDequeue(out HeldFrame? held))
        {
            frame = default;
            return false;
        }

        _goesStraight = _ahead.Count == 0 && !_hasEnded;
        frame = held.Frame;
        return true;
    }

    /// <summary>Says how the reading has ended.</summary>
    /// <returns>False.</returns>
    private protected bool Finish(CaptureEnd end, string? problem)
    {
        _hasEnded = true;
        _goesStraight = false;
        End = end;
        Problem = problem;
        return false;
    }

    /// <summary>What a problem means for the packets before it, without the full stop.</summary>
    private protected string Before => PacketsRead switch
    {
        0 => "No packet was read before it",
        1 => "The 1 packet before it was read",
        _ => string.Create(CultureInfo.InvariantCulture, $"The {PacketsRead} packets before it were read"),
    };
}
