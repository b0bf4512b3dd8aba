using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Import;

/// <summary>A design read from a file, with everything to know about the reading.</summary>
public sealed record ImportResult
{
    /// <summary>The provisioned design. Where there are errors it holds what could be read, and is not to be trusted.</summary>
    public required Design Design { get; init; }

    /// <summary>All mistakes at once, in the order of the file; with <see cref="ImportOptions.Strict"/> the findings too.</summary>
    public ImmutableArray<ImportError> Errors { get; init; } = [];

    /// <summary>What was assumed, left out or is unknown until deployment, in the order of the file.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>The simulator's settings that the design asks for, in the order of the file.</summary>
    public ImmutableArray<DesignSetting> Settings { get; init; } = [];

    public bool Succeeded => Errors.IsEmpty;
}
