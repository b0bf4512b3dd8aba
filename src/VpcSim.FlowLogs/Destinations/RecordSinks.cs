namespace VpcSim.FlowLogs.Destinations;

/// <summary>Several sinks as one.</summary>
public sealed class RecordSinks(params IRecordSink[] sinks) : IRecordSink
{
    public void Write(in RecordStamp stamp, ReadOnlySpan<byte> line)
    {
        foreach (IRecordSink sink in sinks) sink.Write(stamp, line);
    }

    public void Finish()
    {
        foreach (IRecordSink sink in sinks) sink.Finish();
    }
}
