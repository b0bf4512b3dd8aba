using System.Collections.Immutable;
using VpcSim.Wire.Tunnels;

namespace VpcSim.Scenarios.Replay.Selection;

/// <summary>Which packets of captures are replayed, and what of them: by time, out of their tunnels, by a filter, and at most so many; in this order.</summary>
public sealed record ReplaySelection
{
    public static ReplaySelection Default { get; } = new();

    /// <summary>Tunnels whose packets are unwrapped (<c>--decap</c>); null for those of captures all of whose IP packets are in tunnels.</summary>
    public TunnelKind? Unwraps { get; init; }

    /// <summary>Where sessions of tunnels were taken; others where their capture was.</summary>
    public ImmutableArray<SessionPlace> Sessions { get; init; } = [];

    /// <summary>libpcap's filter expression, for packets as they are replayed; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>The first moment that is replayed; null for the beginning.</summary>
    public CaptureMoment? From { get; init; }

    /// <summary>The first moment that is no longer replayed; null for the end.</summary>
    public CaptureMoment? Until { get; init; }

    /// <summary>At most so many packets; null for all.</summary>
    public long? Limit { get; init; }
}
