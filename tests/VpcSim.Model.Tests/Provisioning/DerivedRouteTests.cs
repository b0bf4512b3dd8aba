using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.RouteTables;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Services;

namespace VpcSim.Model.Tests.Provisioning;

public class DerivedRouteTests
{
    [Fact] // VPC guide, "Route tables": every table has a local route for each block of the VPC
    public void Every_table_has_a_local_route_for_each_block()
    {
        Design design = (Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56") with { SecondaryCidrBlocks = [Model.Addressing.Cidr.Parse("10.1.0.0/16")] }],
            RouteTables = [Sample.Table("T")],
        }).Complete();
        Assert.All(design.RouteTables, table =>
            Assert.Equal(["10.0.0.0/16 -> local", "10.1.0.0/16 -> local", "2600:1f18::/56 -> local"], table.Routes.Select(route => route.ToString())));
        Assert.All(design.RouteTables, table => Assert.All(table.Routes, route => Assert.Equal(RouteOrigin.CreateRouteTable, route.Origin)));
    }

    [Fact] // VPC guide, "Replace the target for a local route"
    public void A_replaced_local_route_stays_replaced()
    {
        Design design = (Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("Firewall")],
            RouteTables = [Sample.Table("T", Sample.Route("10.0.0.0/16", RouteTargetKind.NetworkInterface, "eni-Firewall"))],
        }).Complete();
        Assert.Equal(["10.0.0.0/16 -> eni-Firewall"], design.TableCalled("T").Routes.Select(route => route.ToString()));
        Assert.Equal(["10.0.0.0/16 -> local"], design.TableCalled("Vpc/main-route-table").Routes.Select(route => route.ToString()));
    }

    [Fact]
    public void Written_routes_keep_their_order()
    {
        Design design = (Sample.OneSubnet() with
        {
            InternetGateways = [Sample.Internet()],
            RouteTables =
            [
                Sample.Table("T", Sample.Route("9.0.0.0/8", RouteTargetKind.InternetGateway, "igw-Igw"),
                    Sample.Route("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-Igw")),
            ],
        }).Complete();
        Assert.Equal(["10.0.0.0/16 -> local", "9.0.0.0/8 -> igw-Igw", "0.0.0.0/0 -> igw-Igw"],
            design.TableCalled("T").Routes.Select(route => route.ToString()));
    }

    [Theory] // EC2 API, Route.State: blackhole while the target is not available
    [InlineData("Vpc", RouteState.Active)]
    [InlineData("Other", RouteState.Blackhole)]
    [InlineData(null, RouteState.Blackhole)]
    public void A_route_to_an_internet_gateway_is_active_while_it_is_attached_here(string? attachedTo, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.9.0.0/16")],
            InternetGateways = [Sample.Internet(vpc: attachedTo)],
            RouteTables = [Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-Igw"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[1].State);
    }

    [Theory]
    [InlineData(true, RouteState.Active)]
    [InlineData(false, RouteState.Blackhole)]
    public void A_route_to_a_NAT_gateway_is_a_blackhole_once_it_is_deleted(bool exists, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            NatGateways = exists ? [Sample.Nat("Nat") with { IsPublic = false }] : [],
            RouteTables = [Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.NatGateway, "nat-Nat"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[1].State);
    }

    [Theory] // EC2 API, "Route": blackhole while the interface is gone, attached to nothing, or its instance terminated
    [InlineData(true, "i-Web", true, RouteState.Active)]
    [InlineData(true, null, true, RouteState.Blackhole)]
    [InlineData(true, "i-Web", false, RouteState.Blackhole)]
    [InlineData(false, null, true, RouteState.Blackhole)]
    public void A_route_to_an_interface_is_active_while_an_instance_has_it(bool exists, string? instance, bool runs, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            Instances = runs ? [new() { Name = "Web", Id = "i-Web" }] : [],
            NetworkInterfaces = exists ? [Sample.Interface("Firewall") with { InstanceId = instance }] : [],
            RouteTables = [Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.NetworkInterface, "eni-Firewall"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[1].State);
        Assert.Equal(state == RouteState.Blackhole, design.Provision().Findings.Any(finding => finding.Code == "blackhole-route"));
    }

    [Theory] // EC2 API, "Route": blackhole while the gateway is not attached to the table's VPC
    [InlineData("Vpc", RouteState.Active)]
    [InlineData("Other", RouteState.Blackhole)]
    [InlineData(null, RouteState.Blackhole)]
    public void A_route_to_a_virtual_private_gateway_is_active_while_it_is_attached_here(string? attachedTo, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.9.0.0/16")],
            VpnGateways = [Sample.Vgw("Vgw", attachedTo)],
            RouteTables = [Sample.Table("T", Sample.Route("0.0.0.0/0", RouteTargetKind.VpnGateway, "vgw-Vgw"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[1].State);
    }

    [Theory] // VPC guide, "Egress-only internet gateways": a route to a deleted one is a blackhole
    [InlineData(true, RouteState.Active)]
    [InlineData(false, RouteState.Blackhole)]
    public void A_route_to_an_egress_only_gateway_is_a_blackhole_once_it_is_deleted(bool exists, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            EgressOnlyInternetGateways = exists ? [new() { Name = "Eigw", Id = "eigw-Eigw", VpcId = "vpc-Vpc" }] : [],
            RouteTables = [Sample.Table("T", Sample.Route("::/0", RouteTargetKind.EgressOnlyInternetGateway, "eigw-Eigw"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[2].State);
    }

    [Theory] // VPC peering guide, "Update your route tables": blackhole until the connection is active
    [InlineData(true, RouteState.Active)]
    [InlineData(false, RouteState.Blackhole)]
    public void A_route_to_a_peering_is_active_once_it_is_accepted(bool active, RouteState state)
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.9.0.0/16")],
            PeeringConnections = [Sample.Peering("Vpc", "Other", active)],
            RouteTables = [Sample.Table("T", Sample.Route("10.9.0.0/16", RouteTargetKind.VpcPeeringConnection, "pcx-VpcOther"))],
        };
        Assert.Equal(state, design.Complete().TableCalled("T").Routes[1].State);
    }

    [Fact]
    public void A_transit_gateways_route_keeps_the_state_it_came_with()
    {
        Route route = Sample.Route("10.9.0.0/16", RouteTargetKind.TransitGateway, "tgw-1");
        Design design = Sample.OneSubnet() with { RouteTables = [Sample.Table("T", route), Sample.Table("U", route with { State = RouteState.Blackhole })] };
        Assert.Equal(RouteState.Active, design.Complete().TableCalled("T").Routes[1].State);
        Assert.Equal(RouteState.Blackhole, design.Complete().TableCalled("U").Routes[1].State);
    }

    [Fact] // Site-to-Site VPN guide, "Route propagation": into the tables that enable it
    public void A_gateways_prefixes_enter_exactly_the_tables_that_propagate()
    {
        Design design = WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: true, "192.168.20.0/24", "192.168.10.0/24")).Complete();
        Assert.Equal(["10.0.0.0/16 -> local", "192.168.10.0/24 -> vgw-Vgw", "192.168.20.0/24 -> vgw-Vgw"],
            design.TableCalled("On").Routes.Select(route => route.ToString()));
        Assert.Equal(RouteOrigin.EnableVgwRoutePropagation, design.TableCalled("On").Routes[1].Origin);
        Assert.Equal(["10.0.0.0/16 -> local"], design.TableCalled("Off").Routes.Select(route => route.ToString()));
    }

    [Fact] // VPC guide, "Route priority and propagated routes": the static route takes priority
    public void A_static_route_stands_in_a_propagated_ones_place()
    {
        Design design = WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: true, "192.168.10.0/24"));
        design = design with
        {
            InternetGateways = [Sample.Internet()],
            RouteTables = [design.RouteTables[0] with { Routes = [Sample.Route("192.168.10.0/24", RouteTargetKind.InternetGateway, "igw-Igw")] }],
        };
        Assert.Equal(["10.0.0.0/16 -> local", "192.168.10.0/24 -> igw-Igw"], design.Complete().TableCalled("On").Routes.Select(route => route.ToString()));
    }

    [Fact] // Site-to-Site VPN guide: a virtual private gateway carries no IPv6
    public void IPv6_prefixes_are_never_propagated()
    {
        Design design = WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: false, "192.168.10.0/24", "2001:db8::/32")).Complete();
        Assert.Equal(["10.0.0.0/16 -> local", "192.168.10.0/24 -> vgw-Vgw"], design.TableCalled("On").Routes.Select(route => route.ToString()));
    }

    [Fact]
    public void A_BGP_connection_of_unknown_prefixes_is_a_finding()
    {
        Finding finding = Assert.Single(WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: false)).Provision().Findings);
        Assert.Equal(("bgp-prefixes-unknown", "Vpn"), (finding.Code, finding.Resource));
        Assert.Empty(WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: false, "192.168.10.0/24")).Provision().Findings);
        Assert.Empty(WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: true)).Provision().Findings);
    }

    [Fact]
    public void Propagated_routes_that_a_running_table_shows_are_believed_for_BGP()
    {
        Route seen = Sample.Route("192.168.7.0/24", RouteTargetKind.VpnGateway, "vgw-Vgw") with { Origin = RouteOrigin.EnableVgwRoutePropagation };
        Design bgp = WithVpn(Sample.Vpn("Vpn", "Vgw", isStatic: false));
        bgp = bgp with { RouteTables = [bgp.RouteTables[0] with { Routes = [seen] }] };
        Assert.Contains(seen, bgp.Complete().TableCalled("On").Routes);
        Assert.Empty(bgp.Provision().Findings);
        Design known = bgp with { VpnConnections = [Sample.Vpn("Vpn", "Vgw", isStatic: true, "192.168.8.0/24")] };
        Assert.DoesNotContain(seen, known.Complete().TableCalled("On").Routes);
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": the route is added to the chosen tables
    public void A_gateway_endpoint_adds_its_prefix_list_to_the_chosen_tables()
    {
        Design design = (Sample.OneSubnet() with
        {
            RouteTables = [Sample.Table("T"), Sample.Table("U")],
            VpcEndpoints = [Sample.Gateway("s3", tables: "T"), Sample.Gateway("dynamodb", tables: "T")],
        }).Complete();
        Assert.Equal(["10.0.0.0/16 -> local", "pl-02cd2c6b -> vpce-dynamodb", "pl-63a5400a -> vpce-s3"],
            design.TableCalled("T").Routes.Select(route => route.ToString()));
        Assert.Equal((RouteOrigin.GatewayEndpoint, RouteState.Active), (design.TableCalled("T").Routes[1].Origin, design.TableCalled("T").Routes[1].State));
        Assert.Single(design.TableCalled("U").Routes);
        PrefixList list = design.PrefixLists.Single(item => item.Id == "pl-63a5400a");
        Assert.Equal(("com.amazonaws.us-east-1.s3", true), (list.PrefixListName, list.AwsManaged));
        Assert.Equal(AwsIpRanges.Default.Prefixes("S3", "us-east-1", ipv4: true), list.Entries);
    }

    [Theory] // AWS PrivateLink guide, "Gateway endpoints": IPv4 unless the address type asks for more
    [InlineData(EndpointAddressType.Ipv4, new[] { true })]
    [InlineData(EndpointAddressType.Ipv6, new[] { false })]
    [InlineData(EndpointAddressType.Dualstack, new[] { false, true })]
    public void The_address_type_chooses_the_prefix_lists(EndpointAddressType type, bool[] families)
    {
        Design design = (Sample.OneSubnet() with
        {
            RouteTables = [Sample.Table("T")],
            VpcEndpoints = [Sample.Gateway("s3", tables: "T") with { AddressType = type }],
        }).Complete();
        Assert.Equal(families, design.PrefixLists.Select(list => list.IsIPv4).Order());
        Assert.Equal(families.Length + 1, design.TableCalled("T").Routes.Length);
        Assert.All(design.PrefixLists, list => Assert.NotEmpty(list.Entries));
    }

    [Fact] // VPC guide, "AWS-managed prefix lists": usable in a group without any endpoint
    public void A_rule_may_name_an_AWS_managed_list_without_an_endpoint()
    {
        SecurityGroup group = Sample.Group("App") with
        {
            Egress = [new SecurityGroupRule { Protocol = 6, FromPort = 443, ToPort = 443, PrefixListId = "pl-63a5400a" }],
        };
        Assert.Equal("pl-63a5400a", (Sample.OneSubnet() with { SecurityGroups = [group] }).Complete().PrefixLists.Single().Id);
        SecurityGroup unknown = group with { Egress = [group.Egress[0] with { PrefixListId = "pl-0123456789abcdef0" }] };
        (Sample.OneSubnet() with { SecurityGroups = [unknown] }).Refused("InvalidPrefixListID.NotFound");
    }

    [Fact]
    public void A_list_that_the_design_already_holds_is_used_and_filled()
    {
        PrefixList held = new() { Name = "pl-deadbeef", Id = "pl-deadbeef", PrefixListName = "com.amazonaws.us-east-1.s3", AwsManaged = true };
        Design design = (Sample.OneSubnet() with
        {
            PrefixLists = [held],
            RouteTables = [Sample.Table("T")],
            VpcEndpoints = [Sample.Gateway("s3", tables: "T")],
        }).Complete();
        Assert.Equal("pl-deadbeef -> vpce-s3", design.TableCalled("T").Routes[1].ToString());
        Assert.NotEmpty(design.PrefixLists.Single().Entries);
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints": one endpoint route of a service for each table
    public void Two_endpoints_of_one_service_never_share_a_table()
    {
        VpcEndpoint first = Sample.Gateway("s3", tables: "T"), second = first with { Name = "Second", Id = "vpce-2" };
        Design design = Sample.OneSubnet() with { RouteTables = [Sample.Table("T"), Sample.Table("U")], VpcEndpoints = [first, second] };
        Assert.Equal("Second", design.Refused("RouteAlreadyExists").Resource);
        (design with { VpcEndpoints = [first, second with { RouteTableIds = ["rtb-U"] }] }).Accepted();
    }

    private static Design WithVpn(Model.Vpn.VpnConnection connection) => Sample.OneSubnet() with
    {
        VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
        VpnConnections = [connection],
        RouteTables = [Sample.Table("On") with { PropagatingGatewayIds = ["vgw-Vgw"] }, Sample.Table("Off")],
    };
}
