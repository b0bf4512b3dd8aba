using System.Collections.Immutable;
using CsCheck;
using VpcSim.DataPath.RouteTables;
using VpcSim.DataPath.Tests.Properties;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;
using VpcSim.Model.Vpcs;

namespace VpcSim.DataPath.Tests.RouteTables;

/// <summary>The compiled table against a plain reading of AWS's route priorities.</summary>
public class CompiledRouteTableTests
{
    private static readonly Vpc Vpc = new() { Name = "vpc", Id = "vpc-1", CidrBlock = Cidr.Parse("10.0.0.0/24") };

    private static readonly Dictionary<string, ImmutableArray<Cidr>> Lists = new()
    {
        ["pl-1"] = [Cidr.Parse("10.0.1.0/24"), Cidr.Parse("10.0.0.0/8")],
        ["pl-2"] = [Cidr.Parse("10.0.1.0/24"), Cidr.Parse("10.0.2.0/30")],
    };

    private static readonly Gen<Route> Route = Gen.Select(Some.Block, Gen.Int[0, 5], (block, kind) => kind switch
    {
        0 => new Route { DestinationPrefixListId = "pl-1", TargetKind = RouteTargetKind.InternetGateway, TargetId = "igw" },
        1 => new Route { DestinationPrefixListId = "pl-2", TargetKind = RouteTargetKind.GatewayEndpoint, TargetId = "vpce", Origin = RouteOrigin.GatewayEndpoint },
        2 or 3 => new Route { Destination = Cidr.Parse(block), TargetKind = RouteTargetKind.VpnGateway, TargetId = "vgw", Origin = RouteOrigin.EnableVgwRoutePropagation },
        _ => new Route { Destination = Cidr.Parse(block), TargetKind = RouteTargetKind.InternetGateway, TargetId = "igw" },
    });

    [Fact] // VPC guide, "Route priority"; Site-to-Site VPN guide, "Route tables and VPN route priority"
    public void The_deciding_route_is_the_one_that_AWSs_priorities_name() =>
        Gen.Select(Route.Array[0, 8], Some.Address).Sample((written, destination) =>
        {
            var local = new Route { Destination = Vpc.CidrBlock, TargetKind = RouteTargetKind.Local, TargetId = "local", Origin = RouteOrigin.CreateRouteTable };
            Route[] routes = [local, .. written.DistinctBy(route => (route.Destination, route.DestinationPrefixListId, route.Origin))];
            var table = new RouteTable { Name = "table", Id = "rtb-1", VpcId = Vpc.Id, Routes = [.. routes] };
            IpAddress address = IpAddress.Parse(destination);
            int found = new CompiledRouteTable(table, Vpc, id => Lists[id]).Find(address, ipv6: false);
            Assert.Equal(Expected(routes, address), found);
        }, iter: 3000);

    private static int Expected(Route[] routes, IpAddress address)
    {
        (int Place, int Length, int Rank, string List)? best = null;
        for (int i = 0; i < routes.Length; i++)
        {
            bool propagated = routes[i].Origin == RouteOrigin.EnableVgwRoutePropagation;
            foreach (Cidr block in routes[i].Destination is { } own ? [own] : Lists[routes[i].DestinationPrefixListId!])
            {
                bool insideVpc = propagated && block.PrefixLength >= Vpc.CidrBlock.PrefixLength && Vpc.CidrBlock.Contains(block.Network);
                if (!block.Contains(address) || insideVpc) continue;
                int rank = propagated ? 2 : routes[i].DestinationPrefixListId is null ? 0 : 1;
                (int Place, int Length, int Rank, string List) candidate = (i, block.PrefixLength, rank, routes[i].DestinationPrefixListId ?? "");
                if (best is null || IsBetter(candidate, best.Value)) best = candidate;
            }
        }
        return best?.Place ?? -1;
    }

    private static bool IsBetter((int Place, int Length, int Rank, string List) one, (int Place, int Length, int Rank, string List) other)
    {
        if (one.Length != other.Length) return one.Length > other.Length;
        if (one.Rank != other.Rank) return one.Rank < other.Rank;
        return string.CompareOrdinal(one.List, other.List) < 0;
    }
}
