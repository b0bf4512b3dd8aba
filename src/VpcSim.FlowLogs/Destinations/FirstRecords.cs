using System.Text;

namespace VpcSim.FlowLogs.Destinations;

/// <summary>Keeps the first records of a run, for a summary.</summary>
/// <param name="limit">How many.</param>
public sealed class FirstRecords(int limit) : IRecordSink
{
    private readonly List<string> _lines = [];

    /// <summary>The records without line ends.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        if (_lines.Count < limit) _lines.Add(Encoding.UTF8.GetString(line.TrimEnd((byte)'\n')));
    }
}
