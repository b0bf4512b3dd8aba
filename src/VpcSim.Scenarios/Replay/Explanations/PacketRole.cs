namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>What a packet is to its conversation.</summary>
public enum PacketRole : byte
{
    /// <summary>One of its own.</summary>
    Own,

    /// <summary>A fragment behind the first one of its datagram.</summary>
    LaterFragment,

    /// <summary>An ICMP error about one of its packets.</summary>
    Error,
}
