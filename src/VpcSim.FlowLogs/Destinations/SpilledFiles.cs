using VpcSim.FlowLogs.Delivery;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Any number of growing files without as many open handles: what is written collects in memory, bounded in total, and is appended now and then.</summary>
public sealed class SpilledFiles
{
    private readonly AtomicOutput _output;
    private readonly PatientFiles _disk;
    private readonly int _maxBufferedBytes;
    private readonly bool _outlivesFailure;
    private readonly List<SpilledFile> _files = [];
    private int _buffered;

    /// <param name="output">Where the files appear.</param>
    /// <param name="maxBufferedBytes">How much collects in memory, over all files.</param>
    public SpilledFiles(AtomicOutput output, int maxBufferedBytes = 16 * 1024 * 1024)
        : this(output, new PatientFiles(Backoff.None, static path => new PlacedFile(path)), outlivesFailure: false, maxBufferedBytes)
    {
    }

    internal SpilledFiles(AtomicOutput output, PatientFiles disk, bool outlivesFailure, int maxBufferedBytes = 16 * 1024 * 1024)
    {
        _output = output;
        _disk = disk;
        _outlivesFailure = outlivesFailure;
        _maxBufferedBytes = maxBufferedBytes;
    }

    /// <summary>The files that were not written to the end, in the order in which they were begun.</summary>
    internal IEnumerable<Undelivered> Undelivered => _files.Select(static file => file.Undelivered).OfType<Undelivered>();

    /// <summary>Starts a file.</summary>
    /// <param name="path">Where it appears.</param>
    /// <param name="holdsRecords">Whether each line is a record; else it is not there at all where it cannot be written to the end.</param>
    /// <param name="beside">The number of a file that it says again in another form: where that one is not whole this one is not there. Null for none.</param>
    /// <returns>Its number for <see cref="Write"/>.</returns>
    /// <exception cref="IOException">The place is a folder, or its folder cannot be made.</exception>
    public int Add(string path, bool holdsRecords = true, int? beside = null)
    {
        _files.Add(new SpilledFile(path, holdsRecords, beside is { } other ? _files[other] : null));
        try
        {
            _files[^1].Partial = _output.Reserve(path);
        }
        catch (IOException problem) when (_outlivesFailure)
        {
            Fail(_files[^1], problem.Message);
        }
        return _files.Count - 1;
    }

    /// <summary>Adds bytes to a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(int file, ReadOnlySpan<byte> bytes)
    {
        if (_buffered + bytes.Length > _maxBufferedBytes) Flush();
        SpilledFile target = _files[file];
        if (target.Filled + bytes.Length > SpilledFile.LargestBuffer) Spill(target);
        _buffered += target.Append(bytes);
    }

    /// <summary>Appends everything that is buffered to the files.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Flush()
    {
        foreach (SpilledFile file in _files) Spill(file);
    }

    private void Spill(SpilledFile file)
    {
        _buffered -= file.Filled;
        try
        {
            file.SpillTo(_disk);
        }
        catch (IOException problem) when (_outlivesFailure)
        {
            Fail(file, problem.Message);
        }
    }

    private void Fail(SpilledFile file, string reason)
    {
        file.Fail(reason);
        if (!file.HoldsRecords) _output.GiveUp(file.Path);
        foreach (SpilledFile other in _files)
        {
            if (other.Beside != file || other.HasFailed) continue;
            _buffered -= other.Filled;
            Fail(other, $"{System.IO.Path.GetFileName(file.Path)} is not complete");
        }
    }
}
