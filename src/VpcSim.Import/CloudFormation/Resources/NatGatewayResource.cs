using System.Collections.Immutable;
using VpcSim.Model.Addressing;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::NatGateway</c>, zonal and regional.</summary>
internal static class NatGatewayResource
{
    public static readonly ResourceKind Kind = new("AWS::EC2::NatGateway", "nat", Read,
        "SubnetId AllocationId ConnectivityType PrivateIpAddress SecondaryAllocationIds SecondaryPrivateIpAddresses SecondaryPrivateIpAddressCount Tags VpcId AvailabilityMode "
        + "AvailabilityZoneAddresses",
        "MaxDrainDurationSeconds");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        string mode = r.Text("AvailabilityMode") ?? "zonal";
        if (mode == "regional")
        {
            RegionalNatGateway.Read(r, draft);
            return;
        }
        if (mode != "zonal") r.Invalid("AvailabilityMode", $"Value ({mode}) for parameter AvailabilityMode is invalid. Use zonal or regional.");
        if (r.Has("AvailabilityZoneAddresses"))
            r.Invalid("AvailabilityZoneAddresses", "AvailabilityZoneAddresses is for regional NAT gateways; set AvailabilityMode to regional, or leave it out", "InvalidParameterCombination");
        if (!r.TryId("SubnetId", "subnet", out string? subnetId)) return;
        string connectivity = r.Text("ConnectivityType") ?? "public";
        if (connectivity is not ("public" or "private"))
            r.Invalid("ConnectivityType", $"Value ({connectivity}) for parameter ConnectivityType is invalid. Use public or private.");
        bool isPublic = connectivity != "private";
        string? allocationId = r.OptionalId("AllocationId", "eipalloc");
        ImmutableArray<string> allocations = [.. allocationId is null ? [] : new[] { allocationId }, .. r.Ids("SecondaryAllocationIds", "eipalloc")];
        IpAddress? address = r.Address("PrivateIpAddress");
        ImmutableArray<IpAddress> secondary = SecondaryAddresses(r);
        int secondaryCount = r.Count("SecondaryPrivateIpAddressCount") ?? 0;
        if (isPublic && allocations.IsEmpty && !r.Has("AllocationId"))
            r.Error("MissingParameter", "A public NAT gateway must have an AllocationId; add one, or set ConnectivityType to private", r.Place);
        if (r.IsLeftOut) return;
        draft.NatGateways.Add(new NatGateway
        {
            Name = r.Name,
            Id = r.Id,
            SubnetId = subnetId,
            IsPublic = isPublic,
            PrivateIpAddress = address,
            SecondaryPrivateIpAddresses = secondary,
            SecondaryPrivateAddressCount = secondaryCount,
            AllocationIds = allocations,
            NetworkInterfaceId = r.Observed.Text("NetworkInterfaceId"),
        });
    }

    private static ImmutableArray<IpAddress> SecondaryAddresses(ResourceReader r)
    {
        List<IpAddress> addresses = [];
        foreach (string text in r.Texts("SecondaryPrivateIpAddresses"))
        {
            if (IpAddress.TryParse(text, out IpAddress address)) addresses.Add(address);
            else r.Invalid("SecondaryPrivateIpAddresses", $"Value ({text}) for parameter SecondaryPrivateIpAddresses is invalid. Invalid IP address");
        }
        return [.. addresses];
    }
}
