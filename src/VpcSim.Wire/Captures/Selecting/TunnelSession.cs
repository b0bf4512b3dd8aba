using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>A session of a tunnel, and what came through it.</summary>
/// <param name="Kind">The tunnel.</param>
/// <param name="Session">Its VNI, key or session number; −1 for packets without one.</param>
/// <param name="Packets">Packets that were unwrapped.</param>
public sealed record TunnelSession(TunnelKind Kind, long Session, long Packets);
