using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpn;

/// <summary>One of the two tunnels of a VPN connection, with its options. (Site-to-Site VPN guide, "VPN tunnel options")</summary>
public sealed record VpnTunnel
{
    /// <summary>What AWS gives where the design says nothing.</summary>
    public static VpnTunnel Default { get; } = new();

    /// <summary>The /30 block of the tunnel's inside addresses where the design pins it.</summary>
    public Cidr? InsideCidr { get; init; }

    /// <summary>Seconds without an answer after which the far end counts as dead: at least 30.</summary>
    public int DpdTimeoutSeconds { get; init; } = 30;

    public DpdAction DpdAction { get; init; } = DpdAction.Clear;

    /// <summary>Ciphers that phase 2 may agree on, such as <c>AES256-GCM-16</c>; empty for all of AWS's.</summary>
    public ImmutableArray<string> Phase2Encryption { get; init; } = [];

    /// <summary>Hashes that phase 2 may agree on, such as <c>SHA2-256</c>; empty for all of AWS's.</summary>
    public ImmutableArray<string> Phase2Integrity { get; init; } = [];

    public ImmutableArray<Outage> Outages { get; init; } = [];

    /// <summary>Whether the BGP session in it has been closed: it announces nothing, and the tunnel stays up.</summary>
    public bool SessionClosed { get; init; }
}
