using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Regional NAT gateways: their VPC, zones and addresses, and which routes their own table takes. (VPC guide, "Regional NAT gateways for automatic multi-AZ expansion")</summary>
internal static class RegionalNatChecks
{
    private const int MostAddressesPerZone = 32;

    public static void Check(Draft draft, NatGateway gateway)
    {
        if (draft.VpcOf(gateway) is not { } vpc)
        {
            draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{gateway.VpcId}' does not exist.", gateway.Name);
            return;
        }
        if (!gateway.IsPublic)
            draft.Refuse("InvalidParameter", "A regional NAT gateway is public: AWS offers no private ones; leave ConnectivityType out, or make a zonal gateway in each zone.", gateway.Name);
        var zones = new HashSet<string>(StringComparer.Ordinal);
        foreach (NatGatewayZone zone in gateway.Zones) CheckZone(draft, gateway, zone, zones);
        if (!gateway.ProvisionsZones) CheckServed(draft, gateway, vpc, zones);
        if (draft.Tables.Find(gateway.RouteTableId) is { } table) CheckTable(draft, gateway, table, vpc);
    }

    /// <summary>Whether a table is a regional NAT gateway's own.</summary>
    public static bool IsOwn(Draft draft, RouteTable table) => table.GatewayIds.Any(id => draft.NatGateways.Find(id) is not null);

    private static void CheckZone(Draft draft, NatGateway gateway, NatGatewayZone zone, HashSet<string> zones)
    {
        if (!zones.Add(zone.AvailabilityZone))
            draft.Refuse("InvalidParameterValue", $"The zone {zone.AvailabilityZone} stands twice in AvailabilityZoneAddresses; list all its AllocationIds together.", gateway.Name);
        if (!gateway.ProvisionsZones && zone.AllocationIds.IsEmpty && zone.PublicAddresses.IsEmpty)
            draft.Refuse("MissingParameter", $"The zone {zone.AvailabilityZone} has no AllocationIds: in manual mode each zone needs an Elastic IP.", gateway.Name);
        if (zone.AllocationIds.Length > MostAddressesPerZone)
            draft.Refuse("InvalidParameterValue", $"A regional NAT gateway has up to {MostAddressesPerZone} addresses in a zone; {zone.AvailabilityZone} has {zone.AllocationIds.Length}.", gateway.Name);
    }

    // The gateway serves a zone that it is not in from another one.
    private static void CheckServed(Draft draft, NatGateway gateway, Vpc vpc, HashSet<string> zones)
    {
        var without = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Subnet subnet in draft.Subnets)
        {
            bool routes = subnet.VpcId == vpc.Id && draft.Tables.Find(subnet.RouteTableId) is { } table && table.Routes.Any(route => route.TargetId == gateway.Id);
            if (routes && !zones.Contains(subnet.AvailabilityZone)) without.Add(subnet.AvailabilityZone);
        }
        foreach (string zone in without)
        {
            draft.Findings.Add(new Finding("nat-gateway-not-in-zone", $"Subnets in {zone} route to {gateway.Name}, which has no address there: another zone serves them. "
                + "Add the zone to AvailabilityZoneAddresses, or leave these out for automatic mode.", gateway.Name));
        }
    }

    private static void CheckTable(Draft draft, NatGateway gateway, RouteTable table, Vpc vpc)
    {
        if (table.IsMain || table.VpcId != vpc.Id)
            draft.Refuse("InvalidParameterValue", $"The route table of {gateway.Name} is {(table.IsMain ? "a main one" : "of another VPC")}; AWS makes it one of its own.", table.Name);
        foreach (Subnet subnet in draft.Subnets)
        {
            if (subnet.RouteTableId == table.Id)
                draft.Refuse("InvalidParameterValue", $"The route table {table.Name} is {gateway.Name}'s own and takes no subnet; associate {subnet.Name} with another one.", table.Name);
        }
        foreach (Route route in table.Routes)
        {
            bool isOwn = route.TargetKind == RouteTargetKind.InternetGateway && route.Destination == Cidr.AnyIPv4;
            if (isOwn || route.TargetKind is RouteTargetKind.Local or RouteTargetKind.NetworkInterface or RouteTargetKind.GatewayLoadBalancerEndpoint or RouteTargetKind.TransitGateway) continue;
            if (route.TargetKind != RouteTargetKind.NatGateway && route.Destination is { } destination && vpc.AllCidrBlocks.Any(block => block.Contains(destination))) continue; // what no table takes, RouteChecks refuses
            draft.Refuse("InvalidParameterValue", $"Route target is not supported: the table of a regional NAT gateway takes routes to interfaces, Gateway Load Balancer endpoints and transit gateways, "
                + $"not {route}.", route.Name ?? table.Name);
        }
    }
}
