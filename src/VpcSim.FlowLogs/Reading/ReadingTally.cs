namespace VpcSim.FlowLogs.Reading;

/// <summary>What was read: counts, the first bad lines, the files at fault.</summary>
/// <param name="keptBadLines">So many bad lines are kept; all are counted.</param>
public sealed class ReadingTally(int keptBadLines = ReadingTally.DefaultKept)
{
    public const int DefaultKept = 10;

    private readonly List<BadLine> _bad = [];
    private readonly List<FileFault> _faults = [];

    public long Files { get; internal set; }

    public long Records { get; internal set; }

    public long BadLines { get; private set; }

    /// <summary>The first ones.</summary>
    public IReadOnlyList<BadLine> FirstBadLines => _bad;

    public IReadOnlyList<FileFault> Faults => _faults;

    internal void AddBad(string file, long line, string why, ReadOnlySpan<byte> text)
    {
        BadLines++;
        if (_bad.Count < keptBadLines) _bad.Add(new BadLine(file, line, why, LineText.Shown(text)));
    }

    internal void Add(FileFault fault) => _faults.Add(fault);
}
