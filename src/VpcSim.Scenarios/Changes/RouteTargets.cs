using System.Collections.Immutable;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;
using VpcSim.Model.RouteTables;

namespace VpcSim.Scenarios.Changes;

/// <summary>Finds what a route is to lead to by its name alone. (EC2 API, CreateRoute)</summary>
internal static class RouteTargets
{
    private const string Local = "local";

    /// <exception cref="ChangeRefusedException">There is no such target, or it is of another VPC.</exception>
    public static (RouteTargetKind Kind, string Id) Find(Design design, RouteTable table, string name)
    {
        if (name == Local) return (RouteTargetKind.Local, Local);
        if (new NameIndex(design).Resolve(name) is { Id: { } instance, Interface: { IsDeleted: false } primary } && instance.StartsWith("i-", StringComparison.Ordinal))
            return OfInterface(design, table, primary);
        foreach (NetworkInterface networkInterface in design.NetworkInterfaces)
        {
            bool isCalled = networkInterface.Name == name || networkInterface.Id == name;
            if (isCalled && networkInterface is { IsDeleted: false, Kind: not (InterfaceKind.NatGateway or InterfaceKind.RegionalNatGateway or InterfaceKind.GatewayLoadBalancerEndpoint) })
                return OfInterface(design, table, networkInterface);
        }
        foreach (Target target in Targets(design))
        {
            if (target.Name != name && target.Id != name) continue;
            if (target.VpcId is { } vpc && vpc != table.VpcId)
                throw Foreign(table, $"{target.What} {target.Name}");
            return (target.Kind, target.Id);
        }
        ImmutableArray<string> nearest = NearestNames.Of(name, [.. Targets(design).Select(static target => target.Name), .. design.Instances.Select(static noun => noun.Name)]);
        throw new ChangeRefusedException("InvalidGatewayID.NotFound", $"The route target '{name}' does not exist; the nearest names are {string.Join(", ", nearest)}.") { UnknownName = name };
    }

    /// <summary>Refuses a name that no route of any table could lead to; the place means nothing.</summary>
    public static int Place(Design design, string name)
    {
        if (design.RouteTables is [var any, ..]) Find(design, any, name);
        return 0;
    }

    private static (RouteTargetKind, string) OfInterface(Design design, RouteTable table, NetworkInterface networkInterface)
    {
        string? vpc = design.Subnets.FirstOrDefault(subnet => subnet.Id == networkInterface.SubnetId)?.VpcId;
        return vpc == table.VpcId ? (RouteTargetKind.NetworkInterface, networkInterface.Id) : throw Foreign(table, $"interface {networkInterface.Name}");
    }

    private static ChangeRefusedException Foreign(RouteTable table, string what) =>
        new("InvalidParameterValue", $"The route table {table.Name} and the {what} belong to different networks.");

    // A gateway that is attached nowhere is of no network: its VPC is the empty one.
    private static IEnumerable<Target> Targets(Design design)
    {
        foreach (var gateway in design.InternetGateways)
            yield return new Target(RouteTargetKind.InternetGateway, gateway.Name, gateway.Id, gateway.VpcId ?? "", "internet gateway");
        foreach (var gateway in design.EgressOnlyInternetGateways)
            yield return new Target(RouteTargetKind.EgressOnlyInternetGateway, gateway.Name, gateway.Id, gateway.VpcId, "egress-only internet gateway");
        foreach (var gateway in design.VpnGateways)
            yield return new Target(RouteTargetKind.VpnGateway, gateway.Name, gateway.Id, gateway.VpcId ?? "", "virtual private gateway");
        foreach (var gateway in design.NatGateways)
            if (!gateway.IsDeleted) yield return new Target(RouteTargetKind.NatGateway, gateway.Name, gateway.Id, gateway.VpcId, "NAT gateway");
        foreach (var connection in design.PeeringConnections)
            if (!connection.IsDeleted) yield return new Target(RouteTargetKind.VpcPeeringConnection, connection.Name, connection.Id, null, "VPC peering connection");
        foreach (var gateway in design.TransitGateways)
            yield return new Target(RouteTargetKind.TransitGateway, gateway.Name, gateway.Id, null, "transit gateway");
        foreach (VpcEndpoint endpoint in design.VpcEndpoints)
            if (endpoint is { IsDeleted: false, Type: EndpointType.GatewayLoadBalancer })
                yield return new Target(RouteTargetKind.GatewayLoadBalancerEndpoint, endpoint.Name, endpoint.Id, endpoint.VpcId, "Gateway Load Balancer endpoint");
    }

    private readonly record struct Target(RouteTargetKind Kind, string Name, string Id, string? VpcId, string What);
}
