namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The sum of up to ten short windows of one cell.</summary>
internal struct LongTotal
{
    public long Packets;
    public long Bytes;
    public long FirstPacket;
    public long FirstSeconds;
    public long LastSeconds;
    public int Cell;
    public byte TcpFlags;
}
