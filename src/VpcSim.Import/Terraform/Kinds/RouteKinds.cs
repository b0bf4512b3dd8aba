using VpcSim.Import.Documents;

namespace VpcSim.Import.Terraform.Kinds;

/// <summary>Route tables with inline routes, routes and associations of their own, propagation.</summary>
internal static class RouteKinds
{
    private static readonly (string Attribute, string Property, Wanted Wanted)[] _targets =
    [
        ("gateway_id", "GatewayId", Wanted.Gateway),
        ("nat_gateway_id", "NatGatewayId", Wanted.NatGateway),
        ("egress_only_gateway_id", "EgressOnlyInternetGatewayId", Wanted.EgressOnlyGateway),
        ("vpc_peering_connection_id", "VpcPeeringConnectionId", Wanted.Peering),
        ("transit_gateway_id", "TransitGatewayId", Wanted.TransitGateway),
        ("network_interface_id", "NetworkInterfaceId", Wanted.Interface),
        ("instance_id", "InstanceId", Wanted.Instance),
        ("vpc_endpoint_id", "VpcEndpointId", Wanted.Endpoint),
        ("carrier_gateway_id", "CarrierGatewayId", new Wanted("carrier gateway", [])),
        ("local_gateway_id", "LocalGatewayId", new Wanted("local gateway", [])),
        ("core_network_arn", "CoreNetworkArn", new Wanted("core network", [])),
    ];

    // Targets that every version of the provider has.
    private static readonly string[] _always = ["gateway_id", "nat_gateway_id", "egress_only_gateway_id", "vpc_peering_connection_id", "transit_gateway_id", "network_interface_id"];

    public static void Register(Dictionary<string, Action<Translation, TerraformResource>> kinds)
    {
        foreach (string kind in Wanted.RouteTable.Kinds) kinds.Add(kind, Table);
        kinds.Add("aws_route", (t, r) =>
        {
            Block route = Block.Of(r);
            Route(t, r.Address, route, Links.One(t, route, "route_table_id", Wanted.RouteTable), "destination_cidr_block", "destination_ipv6_cidr_block");
        });
        kinds.Add("aws_route_table_association", Association);
        kinds.Add("aws_vpn_gateway_route_propagation", (t, r) => VpcKinds.Declare(t, r, "VPNGatewayRoutePropagation", p =>
        {
            p.Id("VpnGatewayId", "vpn_gateway_id", Wanted.VpnGateway);
            if (Links.One(t, Block.Of(r), "route_table_id", Wanted.RouteTable) is { } table) p.Set("RouteTableIds", Translation.List(r.Place, table));
        }));
    }

    private static void Table(Translation t, TerraformResource r)
    {
        Block table = Block.Of(r);
        TerraformResource? vpc = r.Type == "aws_default_route_table" ? VpcKinds.VpcOf(t, r) : null;
        bool isMain = Attachments.IsMain(t, r) || (vpc is not null && Attachments.MainTableOf(t, vpc) is null);
        VpcKinds.Declare(t, r, "RouteTable", p =>
        {
            if (vpc is not null) p.Ref("VpcId", vpc.Address);
            else p.Id("VpcId", "vpc_id", Wanted.Vpc);
            p.Tags();
        }, isMain ? VpcKinds.Flag("Main", r.Place) : null);
        if (!Attachments.SupersedesInline(t, r, "route"))
        {
            int number = 0;
            foreach (Block route in (IEnumerable<Block>)[.. table.Blocks("route"), .. table.Blocks("routes")])
                Route(t, $"{r.Address}/route/{number++}", route, Translation.Ref(r.Address, route.Place), "cidr_block", "ipv6_cidr_block");
        }
        foreach (Node gateway in Links.List(t, table, "propagating_vgws", Wanted.VpnGateway))
        {
            Properties p = new Properties(t, table).Set("VpnGatewayId", gateway).Set("RouteTableIds", Translation.List(gateway.Place, Translation.Ref(r.Address, gateway.Place)));
            t.Declare($"{r.Address}/propagation/{t.Word(gateway)}", "AWS::EC2::VPNGatewayRoutePropagation", gateway.Place, p);
        }
    }

    /// <summary>A route. Of several targets, which a state has where one implies another, the first counts.</summary>
    private static void Route(Translation t, string name, Block route, Node? table, string destination4, string destination6)
    {
        t.Say(route.Resource, "RouteTableId", "route_table_id");
        Properties p = new Properties(t, route).Set("RouteTableId", table);
        if (route.Text(destination6) is not null) p.Scalar("DestinationIpv6CidrBlock", destination6);
        else if (route.Text(destination4) is null && Links.One(t, route, "destination_prefix_list_id", Wanted.PrefixList) is { } list) p.Set("DestinationPrefixListId", list);
        else p.Needed("DestinationCidrBlock", destination4);
        foreach ((string attribute, string property, Wanted wanted) in _targets)
        {
            if (attribute == "network_interface_id" && OfInstance(t, route) is { } instance)
            {
                p.Ref("InstanceId", instance.Address);
                break;
            }
            if (Links.One(t, route, attribute, wanted, mayHide: _always.Contains(attribute)) is not { } target) continue;
            // A gateway endpoint's routes come with the endpoint.
            if (target is ScalarNode { Text: string id } && id.StartsWith("vpce-", StringComparison.Ordinal) && p.Node.TryGet("DestinationPrefixListId", out _)) return;
            t.Say(route.Resource, property, attribute);
            p.Set(property, target);
            break;
        }
        if (t.IsNew($"route|{t.Word(table)}|{route.Text(destination4)}|{route.Text(destination6)}|{t.Word(p.Node.Get("DestinationPrefixListId"))}", route.Resource))
            t.Declare(name, "AWS::EC2::Route", route.Place, p);
    }

    /// <summary>The instance whose primary interface is the target: in a template that is the instance.</summary>
    private static TerraformResource? OfInstance(Translation t, Block route) => InstanceKinds.ByPrimaryInterface(t, route, "network_interface_id");

    private static void Association(Translation t, TerraformResource r)
    {
        Block block = Block.Of(r);
        bool ofGateway = Links.One(t, block, "gateway_id", Wanted.Gateway) is not null;
        VpcKinds.Declare(t, r, ofGateway ? "GatewayRouteTableAssociation" : "SubnetRouteTableAssociation", p =>
        {
            if (ofGateway) p.Id("GatewayId", "gateway_id", Wanted.Gateway);
            else p.Id("SubnetId", "subnet_id", Wanted.Subnet);
            p.Id("RouteTableId", "route_table_id", Wanted.RouteTable);
        });
    }
}
