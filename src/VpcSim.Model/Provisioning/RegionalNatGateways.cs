using VpcSim.Model.Addressing;
using VpcSim.Model.Enis;
using VpcSim.Model.Gateways;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Provisioning;

/// <summary>
/// What AWS makes for a regional NAT gateway: its part in each zone, with public addresses alone, and its route table, whose default route leads to the
/// VPC's internet gateway. (VPC guide, "Regional NAT gateways for automatic multi-AZ expansion")
/// </summary>
internal static class RegionalNatGateways
{
    public static void Apply(Draft draft)
    {
        for (int i = 0; i < draft.NatGateways.Count; i++)
        {
            NatGateway gateway = draft.NatGateways[i];
            if (!gateway.IsRegional || gateway.IsDeleted || draft.VpcOf(gateway) is not { } vpc) continue;
            AddTable(draft, i, vpc);
            foreach ((string zone, string? zoneId) in ZonesOf(draft, gateway)) AddPart(draft, gateway, vpc, zone, zoneId);
        }
    }

    /// <summary>Gives each part the addresses of its zone: Elastic IPs of the design, else those that AWS has given, else one that is drawn.</summary>
    /// <param name="draft">The draft, with its Elastic IPs drawn.</param>
    /// <param name="elasticAddresses">Addresses of Elastic IPs.</param>
    /// <param name="taken">Addresses that somebody has; those drawn here are added.</param>
    public static void AddAddresses(Draft draft, HashSet<IpAddress> elasticAddresses, HashSet<IpAddress> taken)
    {
        for (int i = 0; i < draft.Interfaces.Count; i++)
        {
            NetworkInterface part = draft.Interfaces[i];
            if (part is not { OfRegionalNat: { } place, IsDeleted: false } || draft.NatGateways.Find(place.GatewayId) is not { } gateway) continue;
            NatGatewayZone? written = gateway.Zones.FirstOrDefault(zone => zone.AvailabilityZone == place.AvailabilityZone);
            IEnumerable<IpAddress> addresses = (written?.AllocationIds ?? []).Select(id => draft.ElasticIps.Find(id)?.PublicAddress).OfType<IpAddress>().Concat(written?.PublicAddresses ?? []).Distinct();
            IpAddress[] own = [.. addresses];
            if (own.Length == 0) own = [.. part.PrivateAddresses.Select(static held => held.Address).Where(held => !elasticAddresses.Contains(held))];
            if (own.Length == 0 && gateway.ProvisionsZones && draft.Vpcs.Find(place.VpcId) is { } vpc) own = [ElasticIpDraws.Draw(draft, vpc.AccountId, vpc.Region, part.Name, taken)];
            if (!own.SequenceEqual(part.PrivateAddresses.Select(static held => held.Address)))
                draft.Interfaces[i] = part with { PrivateAddresses = [.. own.Select(static address => new PrivateAddress(address) { PublicAddress = address })] };
        }
    }

    /// <summary>The zones in which a gateway is. (EC2 API, NatGateway, AutoProvisionZones: in all zones where the VPC has subnets)</summary>
    private static IEnumerable<(string Zone, string? Id)> ZonesOf(Draft draft, NatGateway gateway)
    {
        var ids = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (NatGatewayZone zone in gateway.Zones) ids[zone.AvailabilityZone] = AvailabilityZones.IdOf(zone.AvailabilityZone);
        bool expands = gateway.ProvisionsZones && (gateway.Zones.IsEmpty || !draft.Options.AlreadyRuns);
        foreach (Subnet subnet in draft.Subnets)
        {
            if (subnet.VpcId != gateway.VpcId) continue;
            if (expands || ids.ContainsKey(subnet.AvailabilityZone)) ids[subnet.AvailabilityZone] = subnet.AvailabilityZoneId;
        }
        return ids.Select(static pair => (pair.Key, pair.Value));
    }

    private static void AddPart(Draft draft, NatGateway gateway, Vpc vpc, string zone, string? zoneId)
    {
        string name = $"{gateway.Name}/{zone}", id = Draft.DeriveId("eni", vpc, name);
        if (draft.Interfaces.Find(id) is not null) return;
        draft.Interfaces.Add(new NetworkInterface
        {
            Name = name,
            Id = id,
            SubnetId = "",
            OfRegionalNat = new NatGatewayPlace(gateway.Id, vpc.Id, zone, zoneId),
            Kind = InterfaceKind.RegionalNatGateway,
            SourceDestCheck = false,
            Ipv6AddressCount = 0,
            Description = $"Interface for NAT Gateway {gateway.Id}",
        });
    }

    private static void AddTable(Draft draft, int position, Vpc vpc)
    {
        NatGateway gateway = draft.NatGateways[position];
        string name = $"{gateway.Name}/route-table", id = gateway.RouteTableId ?? Draft.DeriveId("rtb", vpc, name);
        if (draft.Tables.Find(id) is null) draft.Tables.Add(new RouteTable { Name = name, Id = id, VpcId = vpc.Id });
        RouteTable table = draft.Tables.Find(id)!;
        RouteTable completed = table.GatewayIds.Contains(gateway.Id) ? table : table with { GatewayIds = table.GatewayIds.Add(gateway.Id) };
        if (DefaultRoute(draft, vpc) is { } route && !table.Routes.Any(known => IsDefault(draft, known))) completed = completed with { Routes = completed.Routes.Insert(0, route) };
        if (completed != table) draft.Tables.Replace(completed);
        if (gateway.RouteTableId is null) draft.NatGateways[position] = gateway with { RouteTableId = id };
    }

    private static Route? DefaultRoute(Draft draft, Vpc vpc)
    {
        foreach (InternetGateway gateway in draft.InternetGateways)
        {
            if (gateway.VpcId == vpc.Id)
                return new Route { Destination = Cidr.AnyIPv4, TargetKind = RouteTargetKind.InternetGateway, TargetId = gateway.Id, Origin = RouteOrigin.CreateRouteTable };
        }
        return null;
    }

    // One that somebody writes comes second, and AWS refuses it.
    private static bool IsDefault(Draft draft, Route route) =>
        route.Destination == Cidr.AnyIPv4 && route.TargetKind == RouteTargetKind.InternetGateway && (route.Origin == RouteOrigin.CreateRouteTable || draft.Options.AlreadyRuns);
}
