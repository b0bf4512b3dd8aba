namespace VpcSim.Model.Provisioning;

/// <summary>One of AWS's quotas. (VPC guide, "Amazon VPC quotas"; Site-to-Site VPN guide, "Quotas"; AWS PrivateLink guide, "Quotas")</summary>
/// <param name="Name">In kebab-case, such as <c>security-groups-per-interface</c>.</param>
/// <param name="DefaultValue">What an account has without asking.</param>
/// <param name="Maximum">The most that AWS grants; equal to the default where it is not adjustable, null where AWS publishes no limit.</param>
/// <param name="Code">AWS's error code where the quota is exceeded. (EC2 API, "Error codes")</param>
/// <param name="Counts">What counts, in words.</param>
/// <param name="Page">AWS's page.</param>
public sealed record Quota(
    string Name, int DefaultValue, int? Maximum, string Code, string Counts, string Page = "VPC guide, \"Amazon VPC quotas\"")
{
    /// <summary>EC2's code for an exceeded limit that has none of its own.</summary>
    public const string GeneralCode = "ResourceLimitExceeded";

    public bool IsAdjustable => Maximum != DefaultValue;
}
