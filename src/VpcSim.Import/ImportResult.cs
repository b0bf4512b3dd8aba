using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;

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

    /// <summary>Kinds of resource of which the design does not tell whether there are any, as the lists of <c>aws ec2 describe-*</c> call them, such as
    /// <c>RouteTables</c>: nobody asked AWS.</summary>
    public ImmutableHashSet<string> Unanswered { get; init; } = [];

    /// <summary>Quotas of which the design needs 80 % or more.</summary>
    public ImmutableArray<QuotaUse> NearQuotas { get; init; } = [];

    /// <summary>Where a resource of the design is written, by its name, as <c>template.yaml:12:3</c>; null where no file says it. What AWS
    /// makes for a resource (<c>NAME:1</c> and the like) stands where that does.</summary>
    public Func<string, string?> PlaceOf { get; init; } = static _ => null;

    public bool Succeeded => Errors.IsEmpty;
}
