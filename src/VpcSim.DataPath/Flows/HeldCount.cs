namespace VpcSim.DataPath.Flows;

/// <summary>Packets of a remembered path in the window that is open, which its counters have not been told yet.</summary>
internal struct HeldCount
{
    public long LastNs;
    public long Bytes;
    public int Packets;

    /// <summary>The path's slot; -1 where it is gone.</summary>
    public int Path;

    /// <summary>As on the wire, without SYN: such a packet takes the walk.</summary>
    public byte TcpFlags;
}
