namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>On which interface the packets of a tunnel's session were taken (<c>--vni</c>).</summary>
/// <param name="Session">The VNI, GRE key or ERSPAN session.</param>
/// <param name="Interface">The interface or instance, by name.</param>
public sealed record SessionPlace(long Session, string Interface);
