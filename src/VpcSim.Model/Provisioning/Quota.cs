namespace VpcSim.Model.Provisioning;

/// <summary>One of AWS's quotas. (VPC guide, "Amazon VPC quotas"; Site-to-Site VPN guide, "Quotas"; AWS PrivateLink guide, "Quotas")</summary>
/// <param name="Name">In kebab-case, such as <c>security-groups-per-interface</c>.</param>
/// <param name="DefaultValue">What an account has without asking.</param>
/// <param name="Maximum">The most that AWS grants; equal to the default where it is not adjustable, null where AWS publishes no limit.</param>
public sealed record Quota(string Name, int DefaultValue, int? Maximum)
{
    public bool IsAdjustable => Maximum != DefaultValue;
}
