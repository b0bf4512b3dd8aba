using VpcSim.Model.Designs;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Tests.Validation;

public class GatewayRouteTableErrorsTests
{
    [Theory] // VPC guide, "Gateway route tables": the VPC's whole block or a subnet's, to an interface or a Gateway Load Balancer endpoint
    [InlineData("10.0.0.0/16", RouteTargetKind.NetworkInterface, true)]
    [InlineData("10.0.1.0/24", RouteTargetKind.NetworkInterface, true)]
    [InlineData("10.0.1.0/24", RouteTargetKind.GatewayLoadBalancerEndpoint, true)]
    [InlineData("10.0.1.0/25", RouteTargetKind.NetworkInterface, false)] // a part of a subnet
    [InlineData("10.0.1.10/32", RouteTargetKind.NetworkInterface, false)] // one host
    [InlineData("10.0.0.0/15", RouteTargetKind.NetworkInterface, false)] // more than the VPC
    [InlineData("192.168.0.0/16", RouteTargetKind.NetworkInterface, false)]
    [InlineData("10.0.1.0/24", RouteTargetKind.NatGateway, false)]
    [InlineData("10.0.1.0/24", RouteTargetKind.VpnGateway, false)]
    [InlineData("0.0.0.0/0", RouteTargetKind.InternetGateway, false)]
    public void A_gateway_route_table_leads_within_the_VPC(string destination, RouteTargetKind kind, bool allowed)
    {
        Design design = With(Sample.Route(destination, kind, kind switch
        {
            RouteTargetKind.NetworkInterface => "eni-Firewall",
            RouteTargetKind.NatGateway => "nat-Nat",
            RouteTargetKind.VpnGateway => "vgw-Vgw",
            RouteTargetKind.InternetGateway => "igw-Igw",
            _ => "vpce-1",
        }));
        if (allowed) design.Accepted();
        else Assert.Equal("Edge", design.Refused("InvalidParameterValue").Resource);
    }

    [Fact] // VPC guide, "Gateway route tables": no prefix list as destination
    public void A_gateway_route_table_takes_no_prefix_list()
    {
        Design design = With(Sample.Route("10.0.1.0/24", RouteTargetKind.NetworkInterface, "eni-Firewall") with { Destination = null, DestinationPrefixListId = "pl-List" });
        design = design with { PrefixLists = [new() { Name = "List", Id = "pl-List", PrefixListName = "List", MaxEntries = 1, Entries = [Model.Addressing.Cidr.Parse("10.0.1.0/24")] }] };
        Assert.Contains("prefix list", design.Refused("InvalidParameterValue").Message, StringComparison.Ordinal);
        (design with { RouteTables = [design.RouteTables[0] with { GatewayIds = [] }] }).Accepted();
    }

    [Fact] // VPC guide, "Gateway route tables": not while route propagation is enabled
    public void A_gateway_route_table_does_not_propagate()
    {
        Design design = With();
        design = design with { RouteTables = [design.RouteTables[0] with { PropagatingGatewayIds = ["vgw-Vgw"] }] };
        design.Refused("InvalidParameterValue");
        (design with { RouteTables = [design.RouteTables[0] with { GatewayIds = [] }] }).Accepted();
    }

    [Fact] // VPC guide, "Route tables": a gateway route table cannot be the main one
    public void A_main_table_is_no_gateway_route_table()
    {
        Design design = With();
        (design with { RouteTables = [design.RouteTables[0] with { IsMain = true }] }).Refused("InvalidParameterValue");
        design.Accepted();
    }

    [Fact] // EC2 API, "AssociateRouteTable": a gateway that is attached to the route table's VPC
    public void The_gateway_is_attached_to_the_tables_VPC()
    {
        Design design = With() with { InternetGateways = [Sample.Internet(vpc: null)] };
        design.Refused("Gateway.NotAttached");
        (design with { InternetGateways = [Sample.Internet(vpc: "Other")] }).Refused("InvalidParameterValue");
        (design with { InternetGateways = [] }).Refused("InvalidGatewayID.NotFound");
        (design with { InternetGateways = [Sample.Internet()] }).Accepted();
    }

    [Fact] // EC2 API, "Error codes", Resource.AlreadyAssociated
    public void A_gateway_has_one_route_table()
    {
        Design design = With();
        RouteTable second = Sample.Table("Second") with { GatewayIds = ["igw-Igw"] };
        Assert.Equal("Second", (design with { RouteTables = [.. design.RouteTables, second] }).Refused("Resource.AlreadyAssociated").Resource);
        (design with { RouteTables = [.. design.RouteTables, second with { GatewayIds = ["vgw-Vgw"] }] }).Accepted();
        (design with { RouteTables = [design.RouteTables[0] with { GatewayIds = ["igw-Igw", "vgw-Vgw"] }] }).Accepted();
    }

    [Fact] // VPC guide, "Gateway route tables": the return traffic goes through the same appliance, asymmetric routing is not supported
    public void Answers_that_bypass_the_appliance_are_a_finding()
    {
        Design design = With(Sample.Route("10.0.1.0/24", RouteTargetKind.NetworkInterface, "eni-Firewall"));
        Finding finding = Assert.Single(design.Provision().Findings, finding => finding.Code == "asymmetric-route");
        Assert.Contains("What enters for A goes through eni-Firewall", finding.Message, StringComparison.Ordinal);
        RouteTable back = Sample.Table("Back", Sample.Route("0.0.0.0/0", RouteTargetKind.NetworkInterface, "eni-Firewall"));
        Design symmetric = design with
        {
            RouteTables = [.. design.RouteTables, back],
            Subnets = [design.Subnets[0] with { RouteTableId = "rtb-Back" }, design.Subnets[1]],
        };
        Assert.DoesNotContain(symmetric.Provision().Findings, found => found.Code == "asymmetric-route");
    }

    private static Design With(params Route[] routes) => new()
    {
        Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.9.0.0/16")],
        Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("M", "10.0.3.0/24")],
        InternetGateways = [Sample.Internet()],
        VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
        NatGateways = [Sample.Nat("Nat") with { IsPublic = false }],
        NetworkInterfaces = [Sample.Interface("Firewall", "M")],
        RouteTables = [Sample.Table("Edge", routes) with { GatewayIds = ["igw-Igw"] }],
    };
}
