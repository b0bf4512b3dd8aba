using VpcSim.Model.Services;

namespace VpcSim.Model.Provisioning;

/// <summary>What provisioning takes besides the design.</summary>
public sealed record ProvisionOptions
{
    public static ProvisionOptions Default { get; } = new();

    public Quotas Quotas { get; init; } = Quotas.Default;

    /// <summary>The ranges behind AWS-managed prefix lists and drawn addresses.</summary>
    public AwsIpRanges IpRanges { get; init; } = AwsIpRanges.Default;

    /// <summary>True for a design that already runs (<c>describe-*</c> output). AWS has taken it as it is: an exceeded adjustable quota,
    /// and a reference to something that the output does not hold, are findings and no errors.</summary>
    public bool AlreadyRuns { get; init; }
}
