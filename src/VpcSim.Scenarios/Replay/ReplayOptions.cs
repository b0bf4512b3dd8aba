using System.Collections.Immutable;
using VpcSim.DataPath.Flows;
using VpcSim.Model.Services;
using VpcSim.Scenarios.Replay.Selection;

namespace VpcSim.Scenarios.Replay;

/// <summary>How captures are replayed.</summary>
public sealed record ReplayOptions
{
    public static ReplayOptions Default { get; } = new();

    public ReplayMode Mode { get; init; } = ReplayMode.Causal;

    /// <summary>The interface on which the captures were taken, by name (<c>--at</c>); null where it does not matter.</summary>
    public string? At { get; init; }

    /// <summary>AWS's published address ranges, which tell traffic that an interface endpoint would have taken.</summary>
    public AwsIpRanges IpRanges { get; init; } = AwsIpRanges.Default;

    /// <summary>Which packets are replayed, and what of them.</summary>
    public ReplaySelection Selection { get; init; } = ReplaySelection.Default;

    /// <summary>Whether a thread of its own reads and decodes ahead; else the caller's does. It changes no result.</summary>
    public bool ReadsAhead { get; init; } = true;

    /// <summary>Captured addresses placed in the design (<c>--map</c>), tried in order.</summary>
    public ImmutableArray<AddressMapping> Mappings { get; init; } = [];

    /// <summary>How many conversations stay in memory (<c>--max-flows</c>); null for all.</summary>
    public FlowBound? FlowBound { get; init; }
}
