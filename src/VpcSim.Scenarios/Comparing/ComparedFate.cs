using System.Collections.Immutable;
using VpcSim.DataPath.Trace;

namespace VpcSim.Scenarios.Comparing;

/// <summary>What became of packets, in words that two versions of a design have in common: names, no ids and places.</summary>
public sealed class ComparedFate : IEquatable<ComparedFate>
{
    public required Outcome Outcome { get; init; }

    /// <summary>Why they were dropped.</summary>
    public DropReason Reason { get; init; }

    /// <summary>The name of what dropped or took them; null for packets without a walk.</summary>
    public string? Component { get; init; }

    /// <summary>
    /// Where they entered, and the interfaces, gateways and endpoints that they came by, by name; of tunnels also which. What merely let them pass
    /// (groups, network ACLs, route tables) is no part of the way.
    /// </summary>
    public ImmutableArray<string> Path { get; init; } = [];

    public bool Equals(ComparedFate? other) =>
        other is not null && Outcome == other.Outcome && Reason == other.Reason && Component == other.Component && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ComparedFate);

    // There are few: those of equal outcome, reason and length of the way are told apart by looking.
    public override int GetHashCode() => ((int)Outcome * 397 + (int)Reason) * 397 + Path.Length * 31 + (Component?.Length ?? 0);
}
