using VpcSim.Model.Subnets;

namespace VpcSim.FlowLogs.Formats;

/// <summary>Where outside of a region's zones a subnet lies. (VPC guide, "Flow log records", sublocation-type and sublocation-id)</summary>
/// <param name="Type"><c>wavelength</c>, <c>outpost</c> or <c>localzone</c>.</param>
/// <param name="Id">The zone's id, or the Outpost's.</param>
internal sealed record Sublocation(string Type, string Id)
{
    /// <summary>Null for a subnet in an availability zone.</summary>
    public static Sublocation? Of(Subnet subnet)
    {
        if (subnet.OutpostArn is { } arn) return new Sublocation("outpost", arn[(arn.LastIndexOf('/') + 1)..]);
        string zone = subnet.AvailabilityZone;
        if (AvailabilityZones.IsWavelength(zone)) return new Sublocation("wavelength", subnet.AvailabilityZoneId ?? zone);
        return AvailabilityZones.IsLocalZone(zone) ? new Sublocation("localzone", subnet.AvailabilityZoneId ?? zone) : null;
    }
}
