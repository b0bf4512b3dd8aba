namespace VpcSim.Wire.Tunnels;

/// <summary>Where the frame inside a tunnel's packet lies. Offsets and lengths in bytes.</summary>
/// <param name="Kind">The tunnel.</param>
/// <param name="Session">What tells its sessions apart: the VNI (24 bits), GRE's key (32 bits), ERSPAN's session (10 bits); −1 where it carries none.</param>
/// <param name="Link">What the inner frame begins with: Ethernet or IP.</param>
/// <param name="At">Where it begins in the outer frame.</param>
/// <param name="Length">How many of its bytes were captured, which may be none.</param>
/// <param name="OriginalLength">
/// Its length on the wire before anybody cut it, as far as headers tell: what is left of the outer packet, or more where the inner IP header says more (a
/// mirror that truncates, the first fragment of an outer packet).
/// </param>
public readonly record struct InnerFrame(TunnelKind Kind, long Session, LinkType Link, int At, int Length, int OriginalLength);
