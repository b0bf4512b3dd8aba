using VpcSim.Wire.Tunnels;

namespace VpcSim.Wire.Captures.Selecting;

/// <summary>A capture that begins with packets of a tunnel and holds others too.</summary>
/// <param name="Kind">The tunnel of the first packet.</param>
/// <param name="Wrapped">Number of the first packet in a tunnel.</param>
/// <param name="Plain">Number of the first packet in none.</param>
public sealed record MixedCapture(TunnelKind Kind, long Wrapped, long Plain);
