using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Tests.Provisioning;

/// <summary>What AWS makes for a regional NAT gateway, and what it refuses.</summary>
public class RegionalNatGatewayTests
{
    [Fact] // EC2 API, "NatGateway", AutoProvisionZones: AWS associates addresses in all zones where the VPC has subnets
    public void In_automatic_mode_it_is_in_each_zone_of_the_VPCs_subnets()
    {
        Design design = Written().Complete();
        Assert.Equal(["us-east-1a use1-az1", "us-east-1b use1-az2"], Parts(design).Select(part => $"{part.OfRegionalNat!.AvailabilityZone} {part.OfRegionalNat.AvailabilityZoneId}"));
        Assert.Equal(2, Parts(design).SelectMany(part => part.PrivateAddresses).Select(address => address.PublicAddress).Distinct().Count());
    }

    [Fact] // the same page: it expands to a zone when a subnet is made there
    public void It_expands_when_a_subnet_is_made_in_a_new_zone()
    {
        Design before = Written().Complete();
        Design after = (before with { Subnets = before.Subnets.Add(Sample.Subnet("C", "10.0.3.0/24", zone: "us-east-1c")) }).Complete();
        Assert.Equal(Parts(before).Select(part => part.PrivateAddresses[0]), Parts(after).Take(2).Select(part => part.PrivateAddresses[0]));
        Assert.Equal("us-east-1c", Parts(after).Last().OfRegionalNat!.AvailabilityZone);
    }

    [Fact] // the contrast: in manual mode its owner says where it is
    public void In_manual_mode_it_is_in_the_zones_that_are_named()
    {
        Design design = Manual(Zone("a", "One", "Two")).Complete();
        NetworkInterface part = Assert.Single(Parts(design));
        Assert.Equal(design.ElasticIps.Select(address => address.PublicAddress), part.PrivateAddresses.Select(address => address.Address));
        Assert.All(design.ElasticIps.Take(2), address => Assert.Equal(part.Id, address.NetworkInterfaceId));
    }

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": AWS makes a route table for it, with a route to the internet gateway
    public void It_has_a_route_table_of_its_own_that_leads_to_the_internet_gateway()
    {
        Design design = Written().Complete();
        RouteTable table = Table(design);
        Assert.Equal(["10.0.0.0/16 -> local", "0.0.0.0/0 -> igw-Igw"], table.Routes.Select(route => route.ToString()));
        Assert.Equal(["nat-Nat"], table.GatewayIds);
    }

    [Fact]
    public void Completing_it_again_changes_nothing()
    {
        Design once = Manual(Zone("a", "One"), Zone("b", "Two")).Complete(), automatic = Written().Complete();
        Assert.Equal(Parts(once), Parts(once.Complete()), (one, other) => one.Id == other.Id && one.PrivateAddresses.SequenceEqual(other.PrivateAddresses));
        Assert.Equal(Parts(automatic), Parts(automatic.Complete()), (one, other) => one.Id == other.Id && one.PrivateAddresses.SequenceEqual(other.PrivateAddresses));
        Assert.Equal(Table(once).Routes, Table(once.Complete()).Routes);
    }

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": private connectivity is not supported
    public void A_private_one_is_refused() => Assert.Equal("Nat", (Written() with { NatGateways = [Automatic with { IsPublic = false }] }).Refused("InvalidParameter").Resource);

    [Fact]
    public void Its_VPC_must_be_there() => (Written() with { NatGateways = [Automatic with { VpcId = "vpc-Gone" }] }).Refused("InvalidVpcID.NotFound");

    [Fact] // CloudFormation guide, "AWS::EC2::NatGateway AvailabilityZoneAddress": AllocationIds is required
    public void In_manual_mode_each_zone_needs_an_Elastic_IP()
    {
        Assert.Contains("us-east-1b", Manual(Zone("a", "One"), Zone("b")).Refused("MissingParameter").Message);
        Manual(Zone("a", "One"), Zone("b", "Two")).Accepted();
    }

    [Fact]
    public void A_zone_stands_once() => Assert.Contains(
        Provisioner.Provision(Manual(Zone("a", "One"), Zone("a", "Two")), ProvisionOptions.Default).Errors, error => error.Message.Contains("us-east-1a stands twice", StringComparison.Ordinal));

    [Fact] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": up to 32 addresses in a zone
    public void A_zone_has_up_to_32_addresses()
    {
        Quotas many = Quotas.Default.With("elastic-ips-per-region=40");
        Design With(int count) => Manual(Zone("a", [.. Enumerable.Range(0, count).Select(number => $"E{number}")])) with { ElasticIps = [.. Enumerable.Range(0, count).Select(number => Sample.Eip($"E{number}"))] };
        With(32).Accepted(many);
        Assert.Contains("up to 32", Provisioner.Provision(With(33), new ProvisionOptions { Quotas = many }).Errors.Single().Message);
    }

    [Fact] // an Elastic IP has one owner
    public void An_Elastic_IP_serves_one_zone() => Manual(Zone("a", "One"), Zone("b", "One")).Refused("Resource.AlreadyAssociated");

    [Fact]
    public void A_zone_that_routes_to_it_and_has_no_address_is_told()
    {
        Design design = Routed(Manual(Zone("a", "One")));
        Assert.Contains("us-east-1b", Assert.Single(Provisioner.Provision(design, ProvisionOptions.Default).Findings, finding => finding.Code == "nat-gateway-not-in-zone").Message);
        Assert.DoesNotContain(Provisioner.Provision(Routed(Written()), ProvisionOptions.Default).Findings, finding => finding.Code == "nat-gateway-not-in-zone");
    }

    [Fact] // VPC guide, "NAT gateways": the VPC needs an internet gateway
    public void Without_an_internet_gateway_that_is_told()
    {
        ProvisionResult result = Provisioner.Provision(Written() with { InternetGateways = [] }, ProvisionOptions.Default);
        Assert.Single(result.Findings, finding => finding.Code == "internet-gateway-missing");
        Assert.Equal(["10.0.0.0/16 -> local"], Table(result.Design).Routes.Select(route => route.ToString()));
    }

    [Theory] // VPC guide, "Regional NAT gateways for automatic multi-AZ expansion": its table takes routes to middleboxes and transit gateways
    [InlineData("10.0.1.0/24", RouteTargetKind.NetworkInterface, "eni-Box", null)]
    [InlineData("10.7.0.0/16", RouteTargetKind.TransitGateway, "tgw-elsewhere", null)]
    [InlineData("10.7.0.0/16", RouteTargetKind.VpnGateway, "vgw-Vgw", "InvalidParameterValue")]
    [InlineData("10.0.1.0/24", RouteTargetKind.NatGateway, "nat-Nat", "InvalidParameterValue")]
    [InlineData("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-Igw", "RouteAlreadyExists")]
    public void Its_table_takes_routes_to_middleboxes_and_transit_gateways(string destination, RouteTargetKind kind, string target, string? code)
    {
        Design design = Written() with
        {
            NatGateways = [Automatic with { RouteTableId = "rtb-Own" }],
            NetworkInterfaces = [Sample.Interface("Box") with { SourceDestCheck = false }],
            VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
            RouteTables = [new RouteTable { Name = "Own", Id = "rtb-Own", VpcId = "vpc-Vpc", Routes = [new Route { Destination = Cidr.Parse(destination), TargetKind = kind, TargetId = target }] }],
        };
        if (code is null) design.Accepted();
        else design.Refused(code);
    }

    [Fact]
    public void Its_table_takes_no_subnet()
    {
        Design design = Written() with { NatGateways = [Automatic with { RouteTableId = "rtb-Own" }], RouteTables = [new RouteTable { Name = "Own", Id = "rtb-Own", VpcId = "vpc-Vpc" }] };
        (design with { Subnets = [design.Subnets[0] with { RouteTableId = "rtb-Own" }] }).Refused("InvalidParameterValue");
    }

    [Fact] // EC2 API, "CreateFlowLogs", ResourceType: RegionalNatGateway
    public void A_flow_log_of_its_own_kind_watches_it_and_no_zonal_one()
    {
        FlowLog log = new() { Name = "Log", Id = "fl-Log", ResourceType = FlowLogResource.RegionalNatGateway, ResourceId = "nat-Nat" };
        (Written() with { FlowLogs = [log] }).Accepted();
        (Sample.OneSubnet() with { NatGateways = [Sample.Nat("Nat") with { IsPublic = false }], FlowLogs = [log] }).Refused("InvalidNatGatewayID.NotFound");
    }

    private static NatGateway Automatic => new() { Name = "Nat", Id = "nat-Nat", VpcId = "vpc-Vpc", ProvisionsZones = true };

    private static Design Written() => Sample.OneSubnet() with
    {
        Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.2.0/24", zone: "us-east-1b")],
        InternetGateways = [Sample.Internet()],
        NatGateways = [Automatic],
    };

    private static Design Manual(params NatGatewayZone[] zones) => Written() with
    {
        ElasticIps = [Sample.Eip("One"), Sample.Eip("Two")],
        NatGateways = [Automatic with { ProvisionsZones = false, Zones = [.. zones] }],
    };

    private static NatGatewayZone Zone(string letter, params string[] addresses) => new($"us-east-1{letter}") { AllocationIds = [.. addresses.Select(address => $"eipalloc-{address}")] };

    private static Design Routed(Design design) => design with
    {
        RouteTables = [new RouteTable { Name = "Main", Id = "rtb-Main", VpcId = "vpc-Vpc", IsMain = true, Routes = [new Route { Destination = Cidr.AnyIPv4, TargetKind = RouteTargetKind.NatGateway, TargetId = "nat-Nat" }] }],
    };

    private static IEnumerable<NetworkInterface> Parts(Design design) => design.NetworkInterfaces.Where(eni => eni.Kind == InterfaceKind.RegionalNatGateway);

    private static RouteTable Table(Design design) => design.RouteTables.Single(table => table.Id == design.NatGateways[0].RouteTableId);
}
