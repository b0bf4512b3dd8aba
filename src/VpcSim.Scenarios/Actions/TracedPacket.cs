using System.Collections.Immutable;
using VpcSim.DataPath;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Wire;

namespace VpcSim.Scenarios.Actions;

/// <summary>One packet of an action, and what became of it.</summary>
public sealed record TracedPacket
{
    /// <summary>The packet's place in the run, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>When it entered the network, in nanoseconds since 1970.</summary>
    public required long TimeNs { get; init; }

    /// <summary>As it was sent; where an outside host sent it to a public address of the design, with the private address behind it.</summary>
    public required PacketHeader Header { get; init; }

    /// <summary>As its receiver sees it; as it was sent where it did not arrive.</summary>
    public required PacketHeader Arrived { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The completed design under which it was judged: verdict and trail name places in it.</summary>
    public required Design Design { get; init; }

    public Outcome Outcome => Verdict.Outcome;

    /// <summary>Where it entered; null where no walk was taken.</summary>
    public EntryPoint? Entry { get; init; }

    /// <summary>The decisions on its way, in order; empty where it repeated an earlier packet's way or a service of the VPC sent it.</summary>
    public ImmutableArray<StageRecord> Trail { get; init; } = [];

    /// <summary>Whether it went from the action's host towards the other one.</summary>
    public required bool Forward { get; init; }
}
