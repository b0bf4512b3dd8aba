namespace VpcSim.Scenarios.Simulations;

/// <summary>The kinds of event.</summary>
internal enum Happening : byte
{
    /// <summary>A packet enters the network behind its sender's link.</summary>
    Enter,

    /// <summary>A packet reaches its receiver.</summary>
    Arrive,

    /// <summary>A TCP connection's timer may be due.</summary>
    Retransmit,

    /// <summary>A TCP connection's delayed acknowledgement may be due.</summary>
    Acknowledge,

    /// <summary>Something that somebody has put on the timeline.</summary>
    Call,
}
