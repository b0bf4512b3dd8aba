namespace VpcSim.FlowLogs.Destinations;

/// <summary>Several sinks as one.</summary>
public sealed class RecordSinks(params IRecordSink[] sinks) : IRecordSink
{
    public void Write(int networkInterface, ReadOnlySpan<byte> line)
    {
        foreach (IRecordSink sink in sinks) sink.Write(networkInterface, line);
    }
}
