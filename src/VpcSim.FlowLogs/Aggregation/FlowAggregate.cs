using VpcSim.DataPath.Trace;

namespace VpcSim.FlowLogs.Aggregation;

/// <summary>What one interface saw of one flow in one aggregation interval: the content of one flow-log record. (VPC guide, "Flow log records")</summary>
public readonly record struct FlowAggregate
{
    public required Observation Observation { get; init; }

    /// <summary>60 or 600: the interval that the window is of.</summary>
    public required int IntervalSeconds { get; init; }

    /// <summary>The window's end in the seconds of its <see cref="WindowGrid"/>, exclusive; a multiple of the window's length.</summary>
    public required long WindowEndSeconds { get; init; }

    public required long Packets { get; init; }

    /// <summary>IP total lengths, without link headers.</summary>
    public required long Bytes { get; init; }

    /// <summary><c>start</c>: the floor second of the first packet.</summary>
    public required long FirstSeconds { get; init; }

    /// <summary><c>end</c>: the floor second of the last packet.</summary>
    public required long LastSeconds { get; init; }

    /// <summary><c>tcp-flags</c>: the packets' <see cref="RecordedTcpFlags"/>, OR-ed.</summary>
    public required byte TcpFlags { get; init; }

    /// <summary>The number of the first packet, for the order of records.</summary>
    public required long FirstPacket { get; init; }

    /// <summary>The interface at the other end of the hop, its position in the design plus 1; 0 where there is none.</summary>
    public int NextHop { get; init; }
}
