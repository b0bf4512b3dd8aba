using System.Collections.Immutable;
using VpcSim.Cli.Commands;
using VpcSim.Model.Designs;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Cli.Reports.FlowLogs;

/// <summary>What <c>vpcsim flow-logs explain</c> found out.</summary>
internal sealed record FlowLogExplanation
{
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Lines that are no records.</summary>
    public required long BadLines { get; init; }

    public required DesignRequest Designs { get; init; }

    public required Design Design { get; init; }

    public required FlowBook Book { get; init; }

    /// <summary>Every reason for rejects.</summary>
    public required ImmutableArray<RejectGroup> Rejects { get; init; }

    /// <summary>Those that are told, with plans.</summary>
    public required ImmutableArray<RejectGroup> Shown { get; init; }

    /// <summary>Null where it was not asked for.</summary>
    public required NeededRules? Needed { get; init; }

    public required bool TellsUnused { get; init; }

    public required bool TellsTightest { get; init; }
}
