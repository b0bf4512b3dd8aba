using CsCheck;
using VpcSim.Model.Addressing;

namespace VpcSim.DataPath.Tests.Properties;

/// <summary>Of the routes that hold a destination, the most specific one carries the packet, all the way to where it leads.</summary>
public class RoutePropertyTests
{
    private static readonly string[] Hops = ["hop-0", "hop-1", "hop-2", "hop-3"];

    /// <summary>Blocks that nest about few addresses: of /0 to /32.</summary>
    private static readonly Gen<string> Block = Gen.Select(Some.Of("172.16.5.77", "172.16.5.78", "172.16.6.1", "172.24.0.9"), Some.Of(0, 8, 12, 15, 16, 23, 24, 30, 32))
        .Select((address, length) => new Cidr(IpAddress.Parse(address), length).ToString());

    private static readonly Gen<Route[]> Routes = Gen.Select(Block, Gen.Int[0, 3]).Select((block, hop) => new Route(block, hop)).Array[0, 6]
        .Select(routes => routes.DistinctBy(route => route.Block).ToArray());

    private static readonly Gen<string> Destination = Some.Of("172.16.5.77", "172.16.5.78", "172.16.6.1", "172.24.0.9", "192.0.2.1");

    [Fact] // VPC guide, "Route priority": the most specific route that matches
    public void A_more_specific_route_wins() =>
        Gen.Select(Routes, Routes, Destination).Sample(
            (routes, more, destination) =>
            {
                IpAddress address = IpAddress.Parse(destination);
                Route[] all = [.. routes.Concat(more).DistinctBy(route => route.Block)];
                Route? before = Deciding(routes, address), after = Deciding(all, address);
                SentBy(routes, destination, before);
                SentBy(all, destination, after);
                if (before is not null) Assert.True(after!.Length >= before.Length);
            },
            iter: 200);

    private static Route? Deciding(Route[] routes, IpAddress address) =>
        routes.Where(route => Cidr.Parse(route.Block).Contains(address)).OrderByDescending(route => route.Length).FirstOrDefault();

    private static void SentBy(Route[] routes, string destination, Route? deciding)
    {
        DesignBuilder builder = new DesignBuilder().Vpc().Table("hops").Subnet("h", "10.0.9.0/24", table: "hops");
        for (int i = 0; i < Hops.Length; i++) builder.Eni(Hops[i], $"10.0.9.{10 + i}", check: false);
        Run run = builder.Main([.. routes.Select(route => $"{route.Block} {Hops[route.Hop]}")]).Subnet("a", "10.0.1.0/24").Eni("client", "10.0.1.10").Start(new DataPathSettings { Appliances = ApplianceMode.End });
        Sent sent = run.Send(Udp.Datagram("10.0.1.10", destination, 53));
        if (deciding is null) sent.ShouldBeDropped(DropReason.NoRouteToDestination);
        else sent.ShouldBeDelivered(Hops[deciding.Hop]).ShouldBeRecorded("client egress ACCEPT", $"{Hops[deciding.Hop]} ingress ACCEPT");
    }

    private sealed record Route(string Block, int Hop)
    {
        public int Length => int.Parse(Block.Split('/')[1]);
    }
}
