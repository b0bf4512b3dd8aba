using VpcSim.Model.Designs;
using VpcSim.Scenarios.Comparing;

namespace VpcSim.Cli.Reports;

/// <summary>All that a comparison of two designs tells, whatever its form.</summary>
/// <param name="OldPath">The design before, as the user named it.</param>
/// <param name="NewPath">The design after.</param>
/// <param name="Old">The design before.</param>
/// <param name="New">The design after.</param>
/// <param name="Result">What was found.</param>
internal sealed record DiffReport(string OldPath, string NewPath, Design Old, Design New, ComparisonResult Result)
{
    /// <summary>The scenario that both designs ran; null for captures.</summary>
    public string? Scenario { get; init; }
}
