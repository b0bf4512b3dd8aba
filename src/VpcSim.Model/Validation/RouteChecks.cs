using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Subnets;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Validation;

/// <summary>Which destinations a route may have, and how many routes a table. (VPC guide, "Route tables" and "Amazon VPC quotas")</summary>
internal static class RouteChecks
{
    private static readonly Cidr _reservedIPv4 = Cidr.Parse("169.254.168.0/22");
    private static readonly Cidr _reservedIPv6 = Cidr.Parse("fd00:ec2::/32");

    public static void Check(Draft draft)
    {
        var subnetBlocks = new HashSet<(string, Cidr)>();
        foreach (Subnet subnet in draft.Subnets)
        {
            if (subnet.CidrBlock is { } ipv4) subnetBlocks.Add((subnet.VpcId, ipv4));
            if (subnet.Ipv6CidrBlock is { } ipv6) subnetBlocks.Add((subnet.VpcId, ipv6));
        }
        foreach (RouteTable table in draft.Tables)
        {
            Vpc? vpc = draft.Vpcs.Find(table.VpcId);
            if (vpc is null) draft.RefuseMissing("InvalidVpcID.NotFound", $"The vpc ID '{table.VpcId}' does not exist.", table.Name);
            var destinations = new HashSet<(Cidr?, string?)>();
            foreach (Route route in table.Routes)
            {
                bool isWritten = route.Origin is RouteOrigin.CreateRoute or RouteOrigin.CreateRouteTable;
                if (!isWritten || route.TargetKind == RouteTargetKind.Local) continue;
                CheckRoute(draft, table, vpc, route, destinations, subnetBlocks);
            }
            CheckCounts(draft, table);
        }
    }

    private static void CheckRoute(
        Draft draft, RouteTable table, Vpc? vpc, Route route, HashSet<(Cidr?, string?)> destinations, HashSet<(string, Cidr)> subnetBlocks)
    {
        string resource = route.Name ?? table.Name;
        if (!destinations.Add((route.Destination, route.DestinationPrefixListId)))
            draft.Refuse("RouteAlreadyExists", $"The route identified by {DestinationOf(route)} already exists in {table.Name}.", resource);
        if (route is { TargetKind: RouteTargetKind.NetworkInterface, State: RouteState.Blackhole })
            draft.Findings.Add(new Finding("blackhole-route", $"The route {DestinationOf(route)} of {table.Name} is a blackhole: no instance of the design has the interface "
                + $"{draft.Interfaces.Find(route.TargetId)?.Name ?? route.TargetId}. Attach it.", resource));
        if (route.DestinationPrefixListId is { } id && draft.PrefixLists.Find(id) is null)
            draft.RefuseMissing("InvalidPrefixListID.NotFound", $"The prefix list ID '{id}' does not exist.", resource);
        if (route.Destination is not { } destination) return;
        if (_reservedIPv4.Contains(destination) || _reservedIPv6.Contains(destination))
        {
            draft.Refuse("InvalidParameterValue", $"The destination CIDR block {destination} is invalid: {_reservedIPv4} and {_reservedIPv6} are "
                + "reserved for AWS services.", resource);
        }
        if (route.TargetKind == RouteTargetKind.EgressOnlyInternetGateway && destination.IsIPv4)
            draft.Refuse("InvalidParameterValue",
                $"The destination {destination} is IPv4; an egress-only internet gateway routes IPv6 alone.", resource);
        if (vpc is not null) CheckInsideVpc(draft, vpc, route, destination, resource, subnetBlocks);
    }

    // VPC guide, "Route tables": a route inside the VPC's block is for a middlebox and covers one whole subnet.
    private static void CheckInsideVpc(
        Draft draft, Vpc vpc, Route route, Cidr destination, string resource, HashSet<(string, Cidr)> subnetBlocks)
    {
        Cidr? outer = null;
        foreach (Cidr block in vpc.AllCidrBlocks)
            if (block.Contains(destination)) outer = block;
        if (outer is not { } inside) return;
        if (route.TargetKind is not (RouteTargetKind.NatGateway or RouteTargetKind.NetworkInterface or RouteTargetKind.GatewayLoadBalancerEndpoint))
        {
            draft.Refuse("InvalidParameterValue", $"The destination CIDR block {destination} is equal to or more specific than one of this "
                + $"VPC's CIDR blocks ({inside}). This route can target only an interface, a NAT gateway or a Gateway Load Balancer endpoint.", resource);
        }
        else if (destination != inside && !subnetBlocks.Contains((vpc.Id, destination)))
        {
            draft.Refuse("InvalidParameterValue", $"The destination CIDR block {destination} is more specific than {inside} and matches no "
                + "subnet of the VPC; write one subnet's whole block.", resource);
        }
    }

    private static void CheckCounts(Draft draft, RouteTable table)
    {
        int ipv4 = 0, ipv6 = 0, propagated = 0;
        foreach (Route route in table.Routes)
        {
            if (route.TargetKind == RouteTargetKind.Local) continue;
            if (route.Origin == RouteOrigin.EnableVgwRoutePropagation)
            {
                propagated++;
                continue;
            }
            PrefixList? list = draft.PrefixLists.Find(route.DestinationPrefixListId);
            int weight = list is null ? 1 : SecurityGroupChecks.SizeOf(list);
            if (route.Destination?.IsIPv4 ?? list?.IsIPv4 ?? true)
                ipv4 += weight;
            else
                ipv6 += weight;
        }
        draft.Limit(QuotaNames.RoutesPerRouteTable, ipv4, "The route table has too many IPv4 routes", table.Name);
        draft.Limit(QuotaNames.RoutesPerRouteTable, ipv6, "The route table has too many IPv6 routes", table.Name);
        draft.Limit(QuotaNames.PropagatedRoutesPerRouteTable, propagated,
            "The route table has too many propagated routes", table.Name);
    }

    private static string? DestinationOf(Route route) => route.Destination?.ToString() ?? route.DestinationPrefixListId;
}
