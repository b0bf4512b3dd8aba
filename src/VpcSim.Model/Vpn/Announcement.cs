using System.Collections.Immutable;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Vpn;

/// <summary>A prefix that a customer's device announces by BGP. (Site-to-Site VPN guide, "Route tables and VPN route priority")</summary>
public sealed record Announcement
{
    public required Cidr Prefix { get; init; }

    /// <summary>The AS path as it is received, nearest AS first; empty for the customer's own ASN once.</summary>
    public ImmutableArray<long> AsPath { get; init; } = [];

    /// <summary>The multi-exit discriminator; lower is preferred.</summary>
    public long Med { get; init; }

    /// <summary>The tunnel whose session announces it, 1 or 2; null for every session.</summary>
    public int? Tunnel { get; init; }
}
