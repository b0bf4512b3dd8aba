using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation.Parts;

/// <summary>What was counted of a flow in a part of a window.</summary>
internal struct FlowPart
{
    /// <summary>The flow, without its traffic path.</summary>
    public Observation Flow;

    public long Packets;
    public long Bytes;
    public long FirstPacket;
    public long FirstSeconds;
    public long LastSeconds;

    /// <summary>Where its first packet stood among those of all parts: it tells earlier parts of a flow from later ones, and flows apart that began with one packet.</summary>
    public long Order;

    /// <summary>The interface's place in the order of records.</summary>
    public int Rank;

    public int NextHop;
    public byte TcpFlags;
    public byte TrafficPath;

    /// <summary>A number that is the same for all parts of a flow.</summary>
    public readonly uint Hash
    {
        get
        {
            ulong hash = (Flow.Source.Low ^ Flow.Source.High) * 0x9E37_79B9_7F4A_7C15;
            hash = (hash ^ hash >> 29 ^ Flow.Destination.Low ^ Flow.Destination.High) * 0xD1B5_4A32_D192_ED03;
            hash = (hash ^ hash >> 29 ^ ((ulong)Flow.SourcePort << 16 | Flow.DestinationPort)) * 0x9E37_79B9_7F4A_7C15;
            return (uint)(hash >> 32);
        }
    }

    /// <summary>Adds a later part of the flow.</summary>
    public void Add(in FlowPart later)
    {
        Packets += later.Packets;
        Bytes += later.Bytes;
        LastSeconds = later.LastSeconds;
        TcpFlags |= later.TcpFlags;
        if (later.NextHop != 0) NextHop = later.NextHop;
    }

    /// <summary>In the order of records.</summary>
    public static int Compare(FlowPart left, FlowPart right)
    {
        int order = left.Rank.CompareTo(right.Rank);
        if (order == 0) order = left.FirstPacket.CompareTo(right.FirstPacket);
        return order != 0 ? order : left.Order.CompareTo(right.Order);
    }

    public readonly FlowAggregate Aggregate(int intervalSeconds, long windowEndSeconds) => new()
    {
        Observation = Flow with { TrafficPath = TrafficPath },
        IntervalSeconds = intervalSeconds,
        WindowEndSeconds = windowEndSeconds,
        Packets = Packets,
        Bytes = Bytes,
        FirstSeconds = FirstSeconds,
        LastSeconds = LastSeconds,
        TcpFlags = TcpFlags,
        FirstPacket = FirstPacket,
        NextHop = NextHop,
    };
}
