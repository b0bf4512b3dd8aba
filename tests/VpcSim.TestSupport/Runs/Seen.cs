using VpcSim.DataPath.Trace;

namespace VpcSim.TestSupport.Runs;

/// <summary>An observation and what was counted for it.</summary>
/// <param name="Observation">Where, which way, and between whom.</param>
/// <param name="Packets">Packets.</param>
/// <param name="Bytes">IP total length of all of them.</param>
/// <param name="TcpFlags">TCP flags, or-ed together.</param>
public readonly record struct Seen(Observation Observation, long Packets, long Bytes, byte TcpFlags);
