using VpcSim.Import.Documents;

namespace VpcSim.Import.Describe.Kinds;

/// <summary>Route tables, with the routes that AWS does not write by itself: local ones and those of gateway endpoints are derived.</summary>
internal static class RouteKinds
{
    private static readonly string[] _destinations = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"];

    private static readonly (string Field, string List)[] _targets =
    [
        ("NatGatewayId", "NatGateways"),
        ("NetworkInterfaceId", "NetworkInterfaces"),
        ("InstanceId", "Instances"),
        ("EgressOnlyInternetGatewayId", "EgressOnlyInternetGateways"),
        ("VpcPeeringConnectionId", "VpcPeeringConnections"),
        ("TransitGatewayId", "TransitGateways"),
        ("CarrierGatewayId", ""),
        ("LocalGatewayId", ""),
        ("CoreNetworkArn", ""),
    ];

    public static void Translate(Translation t)
    {
        foreach (Item table in t.Set.Of("RouteTables"))
        {
            MappingNode fields = table.Fields;
            bool isMain = fields.Mappings("Associations").Any(association => association.IsTrue("Main"));
            t.Declare(table, "RouteTable", new Built(table.Place).Set("VpcId", t.Id("Vpcs", fields.Scalar("VpcId"))).Tags(fields), isMain ? new Built(table.Place).Set("Main", "true") : null);
            foreach (MappingNode association in fields.Mappings("Associations")) Associate(t, table, association);
            foreach (MappingNode propagating in fields.Mappings("PropagatingVgws")) Propagate(t, table, propagating);
            foreach (MappingNode route in fields.Mappings("Routes")) Route(t, table, route);
        }
        ReportEndpointRoutes(t);
    }

    private static void Associate(Translation t, Item table, MappingNode association)
    {
        if (association.Mapping("AssociationState").Text("State") is "disassociated" or "disassociating" or "failed") return;
        if (t.Set.Find("Subnets", association.Text("SubnetId")) is { } subnet)
        {
            t.Declare($"{subnet.Name}/route-table", "SubnetRouteTableAssociation", association.Place,
                new Built(association.Place).Set("SubnetId", Translation.Ref(subnet, association.Place)).Set("RouteTableId", Translation.Ref(table, association.Place)));
        }
        else if (association.Scalar("GatewayId") is { } id && (t.Set.Find("InternetGateways", id.Text) ?? t.Set.Find("VpnGateways", id.Text)) is { } gateway)
        {
            t.Declare($"{gateway.Name}/route-table", "GatewayRouteTableAssociation", association.Place,
                new Built(association.Place).Set("GatewayId", Translation.Ref(gateway, association.Place)).Set("RouteTableId", Translation.Ref(table, association.Place)));
        }
    }

    private static void Propagate(Translation t, Item table, MappingNode propagating)
    {
        if (t.Set.Find("VpnGateways", propagating.Text("GatewayId")) is not { } gateway) return;
        t.Declare($"{table.Name}/propagation/{gateway.Name}", "VPNGatewayRoutePropagation", propagating.Place,
            new Built(propagating.Place).Set("VpnGatewayId", Translation.Ref(gateway, propagating.Place)).Set("RouteTableIds", [Translation.Ref(table, propagating.Place)]));
    }

    private static void Route(Translation t, Item table, MappingNode route)
    {
        if (route.Text("GatewayId") == "local" || IsOfGatewayEndpoint(route)) return;
        string? destination = _destinations.FirstOrDefault(field => route.Scalar(field) is not null);
        if (destination is null) return;
        Built properties = new Built(route.Place).Set("RouteTableId", Translation.Ref(table, route.Place))
            .Set(destination, destination == "DestinationPrefixListId" ? t.Id("PrefixLists", route.Scalar(destination)) : route.Scalar(destination));
        if (route.Scalar("GatewayId") is { } gateway)
        {
            string list = gateway.Text.StartsWith("vgw-", StringComparison.Ordinal) ? "VpnGateways" : gateway.Text.StartsWith("vpce-", StringComparison.Ordinal) ? "VpcEndpoints" : "InternetGateways";
            properties.Set("GatewayId", t.Id(list, gateway));
        }
        else if (Array.Find(_targets, target => route.Scalar(target.Field) is not null) is { Field: { } field, List: var list })
        {
            properties.Set(field, list.Length == 0 ? route.Scalar(field) : t.Id(list, route.Scalar(field)));
        }
        t.Declare($"{table.Name}/{route.Text(destination)}", "Route", route.Place, properties,
            observed: new Built(route.Place).Set("State", route.Text("State") ?? "active").Set("Origin", route.Text("Origin")));
    }

    private static bool IsOfGatewayEndpoint(MappingNode route) =>
        route.Scalar("DestinationPrefixListId") is not null && route.Text("GatewayId")?.StartsWith("vpce-", StringComparison.Ordinal) == true;

    private static void ReportEndpointRoutes(Translation t)
    {
        if (t.Set.Has("VpcEndpoints")) return;
        MappingNode[] routes = [.. t.Set.Of("RouteTables").SelectMany(table => table.Fields.Mappings("Routes")).Where(IsOfGatewayEndpoint)];
        if (routes.Length == 0) return;
        string[] endpoints = [.. routes.Select(route => route.Text("GatewayId")!).Distinct(StringComparer.Ordinal)];
        t.Finding("not-in-output", $"{routes.Length} routes to gateway endpoints are left out ({string.Join(", ", endpoints)}), since the output does not hold the endpoints: what they match takes the next route. "
            + "aws ec2 describe-vpc-endpoints tells", endpoints[0], routes[0].Place);
    }
}
