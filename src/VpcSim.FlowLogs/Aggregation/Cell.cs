namespace VpcSim.FlowLogs.Aggregation;

/// <summary>The counters of one observation in the window that is open now: what every packet touches, in 48 bytes.</summary>
internal struct Cell
{
    /// <summary>0 until the first packet of the window.</summary>
    public long Packets;

    public long Bytes;

    public long FirstPacket;

    /// <summary>Time of the first packet in units of 16 ns since the window's start: 60 s fit, and a second is a whole number of units.</summary>
    public uint FirstTick;

    /// <inheritdoc cref="FirstTick"/>
    public uint LastTick;

    /// <summary>How many remembered flows may still count here.</summary>
    public int Holds;

    /// <summary>The slot of its <see cref="LongTotal"/> in the long window that is open now; 0 for none.</summary>
    public int Long;

    public byte TcpFlags;
}
