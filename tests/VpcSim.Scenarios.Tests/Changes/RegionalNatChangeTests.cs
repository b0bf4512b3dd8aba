using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.RouteTables;
using VpcSim.Scenarios.Linting;
using VpcSim.Scenarios.Tests.Linting;
using VpcSim.TestSupport.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Scenarios.Tests.Changes;

/// <summary>Regional NAT gateways in a timeline.</summary>
public class RegionalNatChangeTests
{
    private const string Server = "10.0.2.20", Public = "203.0.113.100", Customer = "198.51.100.7";

    [Fact] // EC2 API, "DeleteNatGateway": routes to it become blackholes, its Elastic IPs stay allocated
    public void Routes_to_a_deleted_regional_NAT_gateway_are_blackholes_and_its_Elastic_IP_is_free()
    {
        Run run = Natted().Start();
        run.Send(Tcp.Syn(Server, Customer, 443)).ShouldBeDelivered(to: "igw");
        run.Do("delete-nat-gateway nat-gateway=nat");
        run.Send(Tcp.Syn(Server, Customer, 443, sourcePort: 40001)).ShouldBeDropped(DropReason.BadStateRoute);
        Assert.Equal(Outcome.NotInDesign, run.Send(Tcp.Syn(Customer, Public, 443)).Verdict.Outcome);
        Assert.Null(Natted().Complete().After("delete-nat-gateway nat-gateway=nat").ElasticIps.Single().NetworkInterfaceId);
    }

    [Fact] // EC2 API, "CreateFlowLogs", ResourceType: RegionalNatGateway
    public void A_flow_log_of_it_is_one_of_its_kind_and_ends_with_it()
    {
        Design logged = Natted().Complete().After("create-flow-logs name=log resource=nat");
        Assert.Equal((FlowLogResource.RegionalNatGateway, "nat-nat"), (logged.FlowLogs[0].ResourceType, logged.FlowLogs[0].ResourceId));
        Assert.Empty(logged.After("delete-nat-gateway nat-gateway=nat").FlowLogs);
    }

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": routes are added to its own table
    public void A_route_is_added_to_its_own_table()
    {
        Design design = Natted().Table("elsewhere").Subnet("c", "10.0.3.0/24", table: "elsewhere").Eni("box", "10.0.3.9", check: false).Complete().After("create-route route-table=nat/route-table destination=10.0.2.0/24 target=box");
        Assert.Contains(design.RouteTables.Single(table => table.Id == "rtb-nat").Routes, route => route is { TargetKind: RouteTargetKind.NetworkInterface, TargetId: "eni-box" });
    }

    [Fact] // EC2 API, "DisassociateAddress": a NAT gateway keeps its Elastic IPs
    public void Its_Elastic_IP_is_not_taken_away() => Assert.Equal("OperationNotPermitted", Natted().Complete().RefusalOf("disassociate-address allocation=nat-a0"));

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": it needs no public subnet, and several zones use it; the contrast is GatewayLintTests.A_NAT_gateway_serves_its_own_zone_best
    public void Nothing_is_wrong_with_subnets_of_several_zones_that_route_to_it()
    {
        Linted linted = Linted.Of(Natted().Subnet("d", "10.0.4.0/24", table: "private", zone: 'd').Eni("other", "10.0.4.9"));
        Assert.All([LintRules.NatGatewayInPrivateSubnet, LintRules.NatGatewayElsewhere, LintRules.NatGatewayUnrouted], linted.HasNo);
    }

    private static DesignBuilder Natted() => new DesignBuilder().Vpc().InternetGateway().RegionalNat("nat", "a " + Public)
        .Table("private", "0.0.0.0/0 nat").Subnet("b", "10.0.2.0/24", table: "private", zone: 'a').Eni("server", Server);
}
