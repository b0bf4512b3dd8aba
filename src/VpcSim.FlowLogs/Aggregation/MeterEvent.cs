namespace VpcSim.FlowLogs.Aggregation;

/// <summary>One call of a meter on its way to the thread that counts, in 32 bytes.</summary>
internal readonly struct MeterEvent(MeterCall call, int handle, int packets = 0, long timeNs = 0, long packetNumber = 0, long bytes = 0, byte tcpFlags = 0, bool follows = false)
{
    private const uint FollowsBit = 0x80;
    private readonly ulong _rest = (ulong)bytes << 16 | (uint)tcpFlags << 8 | (follows ? FollowsBit : 0) | (uint)call;

    public long TimeNs { get; } = timeNs;

    public long PacketNumber { get; } = packetNumber;

    /// <summary>The handle that the caller knows.</summary>
    public int Handle { get; } = handle;

    /// <summary>Of a count its packets; of a link the other interface.</summary>
    public int Packets { get; } = packets;

    /// <summary>Below 2^48.</summary>
    public long Bytes => (long)(_rest >> 16);

    public byte TcpFlags => (byte)(_rest >> 8);

    public MeterCall Call => (MeterCall)((byte)_rest & ~FollowsBit);

    /// <summary>Of an opening: whether it goes on with the run of the one before it. All of a run are opened, then counted.</summary>
    public bool Follows => (_rest & FollowsBit) != 0;

    public bool Opens => Call is MeterCall.Open or MeterCall.OpenAndCount;
}
