using VpcSim.Import.Documents;
using VpcSim.Model.Addressing;
using VpcSim.Model.RouteTables;

namespace VpcSim.Import.CloudFormation.Resources;

/// <summary><c>AWS::EC2::Route</c>: one destination and one target.</summary>
internal static class RouteResource
{
    private const string Destinations = "DestinationCidrBlock, DestinationIpv6CidrBlock or DestinationPrefixListId";

    private static readonly string[] _destinationProperties = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"];

    private static readonly Target[] _targets =
    [
        new("GatewayId", "igw", RouteTargetKind.InternetGateway),
        new("NatGatewayId", "nat", RouteTargetKind.NatGateway),
        new("NetworkInterfaceId", "eni", RouteTargetKind.NetworkInterface),
        new("InstanceId", "i", RouteTargetKind.NetworkInterface),
        new("EgressOnlyInternetGatewayId", "eigw", RouteTargetKind.EgressOnlyInternetGateway),
        new("VpcPeeringConnectionId", "pcx", RouteTargetKind.VpcPeeringConnection),
        new("TransitGatewayId", "", RouteTargetKind.TransitGateway),
        new("VpcEndpointId", "", RouteTargetKind.GatewayLoadBalancerEndpoint),
        new("CarrierGatewayId", "", RouteTargetKind.CarrierGateway),
        new("LocalGatewayId", "", RouteTargetKind.LocalGateway),
        new("CoreNetworkArn", "", RouteTargetKind.CoreNetwork),
    ];

    public static readonly ResourceKind Kind = new("AWS::EC2::Route", "r", Read,
        $"RouteTableId DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId {string.Join(' ', _targets.Select(t => t.Property))}");

    private static void Read(ResourceReader r, DesignDraft draft)
    {
        bool known = TryDestination(r, out Cidr? destination, out string? prefixListId);
        if (!(known & r.TryId("RouteTableId", "rtb", out string? tableId))) return;
        string[] given = [.. _targets.Select(t => t.Property).Where(r.Has)];
        if (given.Length != 1)
        {
            string found = given.Length == 0 ? "has none" : $"has {string.Join(" and ", given)}";
            r.Error(given.Length == 0 ? "MissingParameter" : "InvalidParameterCombination", $"a route has exactly one target, this one {found}; keep one", r.Place);
            return;
        }
        Target target = _targets.Single(t => t.Property == given[0]);
        if (!TryTarget(r, draft, target, out RouteTargetKind kind, out string? targetId) || !draft.TryRouteTable(r, tableId!, out RouteTableDraft? table)) return;
        bool runs = r.Observed.Has("State");
        if (!runs && kind == RouteTargetKind.TransitGateway && IsUnattached(draft, r, targetId!, table.Table.VpcId))
        {
            r.Invalid(target.Property, $"transitGateway ID '{targetId}' does not exist: the route table's VPC is not attached to it; add an AWS::EC2::TransitGatewayVpcAttachment",
                "InvalidTransitGatewayID.NotFound");
            return;
        }
        table.Routes.Add(new Route
        {
            Destination = destination,
            DestinationPrefixListId = prefixListId,
            TargetKind = kind,
            TargetId = targetId!,
            State = r.Observed.Text("State") == "blackhole" ? RouteState.Blackhole : RouteState.Active,
            Origin = r.Observed.Text("Origin") == "EnableVgwRoutePropagation" ? RouteOrigin.EnableVgwRoutePropagation : RouteOrigin.CreateRoute,
            Name = r.Name,
        });
    }

    private static bool TryDestination(ResourceReader r, out Cidr? destination, out string? prefixListId)
    {
        (destination, prefixListId) = (null, null);
        string[] given = [.. _destinationProperties.Where(r.Has)];
        if (given.Length != 1)
        {
            string code = given.Length == 0 ? "MissingParameter" : "InvalidParameterCombination";
            r.Error(code, $"a route has exactly one of {Destinations}, this one has {(given.Length == 0 ? "none" : string.Join(" and ", given))}", r.Place);
            return false;
        }
        if (given[0] == "DestinationPrefixListId") return r.TryId(given[0], "pl", out prefixListId);
        if (!r.TryCidr(given[0], out Cidr cidr)) return false;
        destination = cidr;
        if (cidr.IsIPv4 == (given[0] == "DestinationCidrBlock")) return true;
        r.Invalid(given[0], $"Value ({cidr}) for parameter {given[0]} is invalid. It is a block of the other address family.");
        return false;
    }

    private static bool TryTarget(ResourceReader r, DesignDraft draft, Target target, out RouteTargetKind kind, out string? id)
    {
        kind = target.Kind;
        if (!r.TryText(target.Property, out id)) return false;
        Place place = r.PlaceOf(target.Property);
        switch (target.Property)
        {
            case "GatewayId" when id.StartsWith("vgw-", StringComparison.Ordinal):
                kind = RouteTargetKind.VpnGateway;
                if (IsObservedElsewhere(r, id)) return true;
                return IdCheck.IsInDesign(r, id, "vgw", place);
            case "GatewayId" or "VpcEndpointId" when id.StartsWith("vpce-", StringComparison.Ordinal):
                kind = RouteTargetKind.GatewayLoadBalancerEndpoint;
                if (r.Catalog.Find(id) is not null) return IdCheck.IsInDesign(r, id, "vpce", place);
                r.Finding("not-modelled", $"a route to the Gateway Load Balancer endpoint {id}; what it matches leaves the simulated network and counts as delivered", place);
                return true;
            case "TransitGatewayId" when IsDeclared(r, id):
                return IdCheck.IsInDesign(r, id, "tgw", place);
            case "GatewayId" when id == "local":
                kind = RouteTargetKind.Local;
                return true;
            case "InstanceId":
                if (!IdCheck.IsInDesign(r, id, "i", place)) return false;
                id = draft.PrimaryInterfaces.GetValueOrDefault(id);
                if (id is null) r.LeaveOut("its instance has no interface in the design", place);
                return id is not null;
            default:
                if (target.Prefix.Length > 0 && IsObservedElsewhere(r, id)) return true;
                if (target.Prefix.Length > 0) return IdCheck.IsInDesign(r, id, target.Prefix, place);
                r.Finding("not-modelled", $"a route to {target.Property[..^(target.Property.EndsWith("Arn", StringComparison.Ordinal) ? 3 : 2)]} {id}; what it matches leaves the simulated network and counts as delivered", place);
                return true;
        }
    }

    /// <summary>A route that runs keeps its target also where AWS's output does not hold it: a blackhole, or a call that was not made.</summary>
    private static bool IsObservedElsewhere(ResourceReader r, string id)
    {
        if (!r.Observed.Has("State") || r.Catalog.Find(id) is not null) return false;
        if (r.Observed.Text("State") != "blackhole") r.Finding("not-in-output", $"the route's target {id} is not in the output; it is taken to be there", r.Place);
        return true;
    }

    private static bool IsDeclared(ResourceReader r, string transitGatewayId) => r.Catalog.Find(transitGatewayId) is { Type: "AWS::EC2::TransitGateway" };

    // EC2 API, CreateRoute: refused unless the VPC is attached. An attachment that was left out has been reported already.
    private static bool IsUnattached(DesignDraft draft, ResourceReader r, string transitGatewayId, string vpcId) =>
        IsDeclared(r, transitGatewayId)
        && !draft.TransitGatewayAttachments.Any(attachment => attachment.TransitGatewayId == transitGatewayId && attachment.ResourceId == vpcId)
        && !r.Catalog.Resources.Any(declaration =>
            declaration.Type is "AWS::EC2::TransitGatewayAttachment" or "AWS::EC2::TransitGatewayVpcAttachment" && r.Catalog.IsLeftOut(declaration.Name));

    /// <param name="Property">Of the template.</param>
    /// <param name="Prefix">Of its ids; empty for targets that are not modelled.</param>
    /// <param name="Kind">Of the route.</param>
    private readonly record struct Target(string Property, string Prefix, RouteTargetKind Kind);
}
