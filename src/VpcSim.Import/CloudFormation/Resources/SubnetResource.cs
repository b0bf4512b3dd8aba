using VpcSim.Import.CloudFormation.Evaluation;
using VpcSim.Model.Addressing;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::Subnet</c>.</summary>
internal static class SubnetResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::Subnet", "subnet", Read,
        "VpcId CidrBlock Ipv6CidrBlock AvailabilityZone AvailabilityZoneId MapPublicIpOnLaunch AssignIpv6AddressOnCreation Ipv6Native Tags PrivateDnsNameOptionsOnLaunch OutpostArn EnableDns64",
        "EnableLniAtDeviceIndex Ipv4IpamPoolId Ipv4NetmaskLength Ipv6IpamPoolId Ipv6NetmaskLength BlockPublicAccessStates");

    /// <summary>Where a subnet lies that names no zone: AWS picks one, here it is the region's first.</summary>
    public static string DefaultZone(string region) => RegionZones.Of(region).First();

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        Cidr? v4 = r.Cidr("CidrBlock"), v6 = r.Cidr("Ipv6CidrBlock");
        string region = r.Deployment.Region;
        string zone = r.Text("AvailabilityZone") ?? DefaultZone(region);
        if (!zone.StartsWith(region, StringComparison.Ordinal))
        {
            r.Invalid("AvailabilityZone", $"Value ({zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following " +
                $"availability zones: {string.Join(", ", RegionZones.Of(region))}. Change the zone, or the region with --region.");
        }
        if (r.IsLeftOut) return;
        if (v4 is null && v6 is null)
        {
            if (r.Has("CidrBlock") || r.Has("Ipv6CidrBlock")) r.LeaveOut("its CIDR blocks are unknown", r.Place);
            else r.Error("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided; add CidrBlock", r.Place);
            return;
        }
        draft.Subnets.Add(r.Id, new Subnet
        {
            Name = r.Name,
            Id = r.Id,
            VpcId = vpcId,
            CidrBlock = v4,
            Ipv6CidrBlock = v6,
            AvailabilityZone = zone,
            AvailabilityZoneId = r.Text("AvailabilityZoneId"),
            OutpostArn = r.TextIfKnown("OutpostArn"),
            MapPublicIpOnLaunch = r.Boolean("MapPublicIpOnLaunch") ?? false,
            AssignIpv6AddressOnCreation = r.Boolean("AssignIpv6AddressOnCreation") ?? false,
        });
    }
}
