using System.Globalization;
using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Vpn;

namespace VpcSim.Scenarios.Expectations;

/// <summary>Finds the components that a scenario names as parts of a way: gateways, endpoints, tunnels, interfaces, network ACLs, route tables.</summary>
internal sealed class Waypoints(Design design)
{
    private readonly NameIndex _names = new(design);

    /// <summary>The component of a name, such as <c>NatGateway</c> or <c>VpnConnection/1</c>; null and why where there is none.</summary>
    public Waypoint? Find(string name, out string? problem)
    {
        problem = null;
        if (ServiceCalled(name) is { } service) return new Waypoint(name, step => step.Component == ComponentKind.VpcService && step.Index == (int)service);
        int slash = name.LastIndexOf('/');
        if (slash > 0 && _names.Resolve(name[..slash]) is { IsFound: true, Id: var connection } && design.VpnConnections.Any(vpn => vpn.Id == connection))
        {
            if (int.TryParse(name[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int tunnel) && tunnel is 1 or 2)
                return new Waypoint(name, step => WayOf(step) is { } way && way.LinkId == connection && way.Tunnel == tunnel);
            problem = $"'{name}' is no tunnel; a VPN connection has two, {name[..slash]}/1 and {name[..slash]}/2";
            return null;
        }
        NameResolution found = _names.Resolve(name);
        if (!found.IsFound)
        {
            problem = found.Error;
            return null;
        }
        HashSet<string> ids = IdsOf(found);
        return new Waypoint(name, step => (IdOf(step) is { } id && ids.Contains(id)) || (WayOf(step) is { } way && ids.Contains(way.LinkId)));
    }

    /// <summary>Whether a way passes components in their order.</summary>
    /// <param name="trail">The way.</param>
    /// <param name="points">The components.</param>
    /// <returns>The first one that it does not pass; null where it passes all.</returns>
    public static Waypoint? FirstMissing(IReadOnlyList<StageRecord> trail, IEnumerable<Waypoint> points)
    {
        int at = 0;
        foreach (Waypoint point in points)
        {
            while (at < trail.Count && !point.Matches(trail[at])) at++;
            if (at == trail.Count) return point;
        }
        return null;
    }

    /// <summary>The AWS id of the component that a step asked; null for services.</summary>
    public string? IdOf(StageRecord step)
    {
        int i = step.Index;
        return step.Component switch
        {
            ComponentKind.NetworkInterface => design.NetworkInterfaces[i].Id,
            ComponentKind.NetworkAcl => design.NetworkAcls[i].Id,
            ComponentKind.RouteTable or ComponentKind.OtherGateway => design.RouteTables[i].Id,
            ComponentKind.Vpc => design.Vpcs[i].Id,
            ComponentKind.InternetGateway => design.InternetGateways[i].Id,
            ComponentKind.EgressOnlyInternetGateway => design.EgressOnlyInternetGateways[i].Id,
            ComponentKind.NatGateway => design.NatGateways[i].Id,
            ComponentKind.VpnGateway => design.VpnGateways[i].Id,
            ComponentKind.PeeringConnection => design.PeeringConnections[i].Id,
            ComponentKind.VpcEndpoint => design.VpcEndpoints[i].Id,
            ComponentKind.TransitGateway => design.TransitGateways[i].Id,
            ComponentKind.TransitGatewayAttachment => design.TransitGatewayAttachments[i].Id,
            ComponentKind.TransitGatewayRouteTable => design.TransitGatewayRouteTables[i].Id,
            _ => null,
        };
    }

    // A gateway's or attachment's step names the way that it took by its place among the ways that it has learned.
    private LearnedRoute? WayOf(StageRecord step)
    {
        if (step.Rule < 0) return null;
        return step.Component switch
        {
            ComponentKind.VpnGateway => LearnedRoutes.Of(design, design.VpnGateways[step.Index])[step.Rule],
            ComponentKind.TransitGatewayAttachment => LearnedRoutes.Of(design, design.TransitGatewayAttachments[step.Index])[step.Rule],
            _ => null,
        };
    }

    // A name may be that of several steps: an instance is its interfaces, a gateway or endpoint in a subnet its own ones too, a transit gateway its route tables.
    private HashSet<string> IdsOf(NameResolution found)
    {
        string id = found.Id!;
        HashSet<string> ids = [id, .. design.NetworkInterfaces.Where(eni => eni.InstanceId == id).Select(static eni => eni.Id)];
        ids.UnionWith(design.NatGateways.Where(nat => nat.Id == id || nat.NetworkInterfaceId == id || design.NetworkInterfaces.Any(eni => eni.Id == id && eni.OfRegionalNat?.GatewayId == nat.Id)).Select(static nat => nat.Id));
        ids.UnionWith(design.TransitGatewayRouteTables.Where(table => table.TransitGatewayId == id).Select(static table => table.Id));
        foreach (VpcEndpoint endpoint in design.VpcEndpoints.Where(endpoint => endpoint.Id == id || endpoint.NetworkInterfaceIds.Contains(id)))
            ids.UnionWith([endpoint.Id, .. endpoint.NetworkInterfaceIds]);
        return ids;
    }

    private static VpcService? ServiceCalled(string name)
    {
        foreach (VpcService service in Enum.GetValues<VpcService>())
            if (VerdictText.Service(service) == name) return service;
        return null;
    }
}
