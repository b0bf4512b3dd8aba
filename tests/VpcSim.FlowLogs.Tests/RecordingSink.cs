using System.Text;
using VpcSim.FlowLogs.Destinations;

namespace VpcSim.FlowLogs.Tests;

/// <summary>Keeps every record as text, without its line end.</summary>
internal sealed class RecordingSink : IRecordSink
{
    public List<string> Lines { get; } = [];

    public List<RecordStamp> Stamps { get; } = [];

    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        Stamps.Add(stamp);
        Assert.Equal((byte)'\n', line[^1]);
        Lines.Add(Encoding.UTF8.GetString(line[..^1]));
    }
}
