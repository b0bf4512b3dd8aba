namespace VpcSim.FlowLogs.Aggregation;

/// <summary>One call of a meter on its way to the thread that counts, in 40 bytes.</summary>
internal struct MeterEvent
{
    public long TimeNs;
    public long PacketNumber;
    public long Bytes;

    /// <summary>The handle that the caller knows.</summary>
    public int Handle;

    /// <summary>Of a count its packets; of an opening the place of its observation in the batch.</summary>
    public int Packets;

    public MeterCall Call;
    public byte TcpFlags;
}
