namespace VpcSim.Wire.Tunnels;

/// <summary>What a frame is to whoever looks for tunnels.</summary>
public enum Encapsulation
{
    /// <summary>An IP packet that is in no tunnel of the kinds looked for, or one that cannot be read.</summary>
    Plain,

    /// <summary>What comes beside a tunnel and says nothing about it: a frame without IP (ARP), an ICMP error about a packet of a tunnel.</summary>
    Beside,

    /// <summary>A packet of a tunnel, or the first fragment of one.</summary>
    Tunnel,

    /// <summary>A fragment, not the first, which may belong to a packet of a tunnel. It shows nothing of the packet inside.</summary>
    LaterFragment,
}
