namespace VpcSim.FlowLogs.Destinations;

/// <summary>Takes finished records, in order.</summary>
public interface IRecordSink
{
    /// <summary>Takes one record.</summary>
    /// <param name="stamp">Whose it is, and of when.</param>
    /// <param name="line">The record in UTF-8 with its line end; only valid during the call.</param>
    void Write(in RecordStamp stamp, ReadOnlySpan<byte> line);

    /// <summary>Completes what the sink holds open: no record follows.</summary>
    void Finish()
    {
    }
}
