using System.Collections.Immutable;
using VpcSim.Model.Gateways;
using VpcSim.Model.Subnets;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary>An <c>AWS::EC2::NatGateway</c> of availability mode <c>regional</c>: of a VPC, with Elastic IPs by zone (manual mode) or those that AWS gives (automatic mode).</summary>
internal static class RegionalNatGateway
{
    private static readonly (string Property, string Remedy)[] _ofZonal =
    [
        ("SubnetId", "it lies in no subnet; leave SubnetId out and name the VPC by VpcId"),
        ("AllocationId", "its Elastic IPs stand zone by zone in AvailabilityZoneAddresses; without these AWS gives it addresses"),
        ("SecondaryAllocationIds", "its Elastic IPs stand zone by zone in AvailabilityZoneAddresses"),
        ("PrivateIpAddress", "it has no private addresses; leave the property out"),
        ("SecondaryPrivateIpAddresses", "it has no private addresses; leave the property out"),
        ("SecondaryPrivateIpAddressCount", "it has no private addresses; leave the property out"),
    ];

    public static void Read(ResourceReader r, DesignDraft draft)
    {
        foreach ((string property, string remedy) in _ofZonal)
            if (r.Has(property)) r.Invalid(property, $"A regional NAT gateway takes no {property}: {remedy}", "InvalidParameterCombination");
        if (r.Text("ConnectivityType") is { } connectivity && connectivity != "public")
            r.Invalid("ConnectivityType", $"Value ({connectivity}) for parameter ConnectivityType is invalid: a regional NAT gateway is public. Leave it out, or make private zonal gateways.");
        if (!r.TryId("VpcId", "vpc", out string? vpcId)) return;
        ImmutableArray<NatGatewayZone> zones = [.. r.Mappings("AvailabilityZoneAddresses").Select(item => Zone(r, draft, item)).OfType<NatGatewayZone>()];
        if (r.IsLeftOut) return;
        bool isManual = r.Has("AvailabilityZoneAddresses") && r.Observed.Text("AutoProvisionZones") != "enabled";
        draft.NatGateways.Add(new NatGateway
        {
            Name = r.Name,
            Id = r.Id,
            VpcId = vpcId,
            Zones = WithObserved(r, zones),
            ProvisionsZones = !isManual && r.Observed.Text("AutoProvisionZones") != "disabled",
            RouteTableId = r.Observed.Text("RouteTableId"),
        });
    }

    private static NatGatewayZone? Zone(ResourceReader r, DesignDraft draft, PropertyReader item)
    {
        item.RefuseOthers("AllocationIds", "AvailabilityZone", "AvailabilityZoneId");
        if (item.Has("AvailabilityZone") == item.Has("AvailabilityZoneId"))
        {
            r.Error("InvalidParameterCombination", "an entry of AvailabilityZoneAddresses has AvailabilityZone or AvailabilityZoneId; give one of them", item.PlaceOf("AvailabilityZone"));
            return null;
        }
        bool byId = item.Has("AvailabilityZoneId");
        string? word = item.Text(byId ? "AvailabilityZoneId" : "AvailabilityZone");
        string? zone = byId && word is not null ? ZoneOf(r, draft, word) : word;
        if (word is not null && (zone is null || !zone.StartsWith(r.Deployment.Region, StringComparison.Ordinal)))
        {
            item.Invalid(byId ? "AvailabilityZoneId" : "AvailabilityZone", $"Value ({word}) is no zone of {r.Deployment.Region}. Change it, or the region with --region.");
            return null;
        }
        ImmutableArray<string> ids = [.. item.Texts("AllocationIds").Where(id => IdCheck.IsInDesign(r, id, "eipalloc", item.PlaceOf("AllocationIds")))];
        return zone is null ? null : new NatGatewayZone(zone) { AllocationIds = ids };
    }

    private static string? ZoneOf(ResourceReader r, DesignDraft draft, string id) =>
        draft.Subnets.Values.FirstOrDefault(subnet => subnet.AvailabilityZoneId == id)?.AvailabilityZone
        ?? Enumerable.Range('a', 26).Select(letter => $"{r.Deployment.Region}{(char)letter}").FirstOrDefault(zone => AvailabilityZones.IdOf(zone) == id);

    /// <summary>The zones with the addresses that AWS has given to a running gateway.</summary>
    private static ImmutableArray<NatGatewayZone> WithObserved(ResourceReader r, ImmutableArray<NatGatewayZone> zones)
    {
        List<NatGatewayZone> all = [.. zones];
        foreach (PropertyReader given in r.Observed.Mappings("ZoneAddresses"))
        {
            if (given.Text("AvailabilityZone") is not { } name || given.Address("PublicIp") is not { } address) continue;
            int at = all.FindIndex(zone => zone.AvailabilityZone == name);
            NatGatewayZone zone = at < 0 ? new NatGatewayZone(name) : all[at];
            zone = zone with { PublicAddresses = zone.PublicAddresses.Add(address) };
            if (at < 0) all.Add(zone);
            else all[at] = zone;
        }
        return [.. all];
    }
}
