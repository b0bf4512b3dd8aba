namespace VpcSim.Wire.Tunnels;

/// <summary>What the header of a tunnel says of the frame behind it.</summary>
/// <param name="Kind">The tunnel.</param>
/// <param name="Session">What tells its sessions apart; −1 where it carries none.</param>
/// <param name="Link">What the frame behind it begins with.</param>
/// <param name="Length">Bytes of the header, options included; beyond what was captured where the capture ends within it.</param>
internal readonly record struct TunnelHeader(TunnelKind Kind, long Session, LinkType Link, int Length)
{
    public const long NoSession = -1;

    /// <summary>A header within which the capture ends.</summary>
    public static TunnelHeader Cut(TunnelKind kind, LinkType link) => new(kind, NoSession, link, int.MaxValue / 2);
}
