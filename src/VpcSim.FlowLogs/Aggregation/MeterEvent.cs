namespace VpcSim.FlowLogs.Aggregation;

/// <summary>One call of a meter on its way to the thread that counts, in 32 bytes.</summary>
internal readonly struct MeterEvent(MeterCall call, int handle, int packets = 0, long timeNs = 0, long packetNumber = 0, long bytes = 0, byte tcpFlags = 0)
{
    private readonly ulong _rest = (ulong)bytes << 16 | (uint)tcpFlags << 8 | (uint)call;

    public long TimeNs { get; } = timeNs;

    public long PacketNumber { get; } = packetNumber;

    /// <summary>The handle that the caller knows.</summary>
    public int Handle { get; } = handle;

    /// <summary>Of a count its packets; of an opening the place of its observation in the batch; of a link the other interface.</summary>
    public int Packets { get; } = packets;

    /// <summary>Below 2^48.</summary>
    public long Bytes => (long)(_rest >> 16);

    public byte TcpFlags => (byte)(_rest >> 8);

    public MeterCall Call => (MeterCall)(byte)_rest;
}
