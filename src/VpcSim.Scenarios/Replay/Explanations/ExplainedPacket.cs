namespace VpcSim.Scenarios.Replay.Explanations;

/// <summary>A packet of an explained conversation.</summary>
/// <param name="Number">Its number, as Wireshark shows it where there is one capture.</param>
/// <param name="TimeNs">When, in nanoseconds since 1970.</param>
/// <param name="Walk">Its walk, by place among those of the conversation.</param>
/// <param name="Length">IP total length in bytes.</param>
/// <param name="TcpFlags">0 for other protocols.</param>
/// <param name="IcmpType">0 for other protocols.</param>
/// <param name="IcmpCode">0 for other protocols.</param>
/// <param name="Blame">For a packet that was not sent: the number of the packet that should have arrived first; 0 where none was captured.</param>
public readonly record struct ExplainedPacket(long Number, long TimeNs, int Walk, int Length, byte TcpFlags, byte IcmpType, byte IcmpCode, long Blame);
