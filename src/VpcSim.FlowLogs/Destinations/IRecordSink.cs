namespace VpcSim.FlowLogs.Destinations;

/// <summary>Takes finished records, in order.</summary>
public interface IRecordSink
{
    /// <summary>Takes one record.</summary>
    /// <param name="networkInterface">The place of its interface in the design.</param>
    /// <param name="line">The record in UTF-8 with its line end; only valid during the call.</param>
    void Write(int networkInterface, ReadOnlySpan<byte> line);
}
