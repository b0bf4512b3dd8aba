using System.Collections.Immutable;
using VpcSim.Model.Designs;

namespace VpcSim.Model.Provisioning;

/// <summary>A completed design, and everything that AWS would have refused on the way.</summary>
/// <param name="Design">The design with what AWS makes by itself. Fit for the data path only while there are no errors.</param>
/// <param name="Errors">Every refusal, not only the first; empty for a design that AWS takes.</param>
/// <param name="Findings">What to know before the results are trusted.</param>
public sealed record ProvisionResult(Design Design, ImmutableArray<DesignError> Errors, ImmutableArray<Finding> Findings)
{
    /// <summary>Quotas of which the design needs 80 % or more, and not more than all.</summary>
    public ImmutableArray<QuotaUse> NearQuotas { get; init; } = [];
}
