namespace VpcSim.Wire;

/// <summary>How far a frame could be read.</summary>
public enum DecodeStatus : byte
{
    /// <summary>An IP packet whose headers are all there.</summary>
    Decoded,

    /// <summary>A whole frame that carries something else than IP (ARP, spanning tree, PPP control, …).</summary>
    NotIp,

    /// <summary>An IP packet, or a frame of a link type that is not read, whose fields cannot be trusted; see <see cref="Undecodable"/>.</summary>
    Undecodable,
}
