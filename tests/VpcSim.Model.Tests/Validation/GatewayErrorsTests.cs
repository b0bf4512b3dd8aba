using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;
using VpcSim.Model.Provisioning;
using VpcSim.Model.RouteTables;

namespace VpcSim.Model.Tests.Validation;

// EC2 API, "Error codes"; Site-to-Site VPN guide, "Quotas"; AWS PrivateLink guide
public class GatewayErrorsTests
{
    private static readonly Design _twoVpcs = new() { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")] };

    [Fact]
    public void A_region_has_five_virtual_private_gateways()
    {
        Design With(int count) => new() { VpnGateways = [.. Enumerable.Range(1, count).Select(number => Sample.Vgw($"Vgw{number}"))] };
        With(5).Accepted();
        Assert.Equal("Vgw6", With(6).Refused("VpnGatewayLimitExceeded").Resource);
        With(6).Accepted(Quotas.Default.With("vpn-gateways-per-region=6"));
    }

    [Fact] // VPC guide, "NAT gateway basics": up to 8 addresses, of a private NAT gateway pinned or drawn
    public void A_private_NAT_gateway_has_up_to_eight_addresses()
    {
        Design With(int drawn) => Sample.OneSubnet() with { NatGateways = [Sample.Nat("Nat") with { IsPublic = false, SecondaryPrivateAddressCount = drawn }] };
        Assert.Equal(8, With(7).Complete().InterfaceCalled("Nat").PrivateAddresses.Select(address => address.Address).Distinct().Count());
        With(8).Refused("InvalidParameterValue");
        (With(1) with { NatGateways = [With(1).NatGateways[0] with { SecondaryPrivateIpAddresses = [IpAddress.Parse("10.0.1.99")] }] }).Refused("InvalidParameterCombination");
    }

    [Fact] // EC2 API, "CreateNatGateway": a public NAT gateway's secondary addresses come with Elastic IPs
    public void A_secondary_address_of_a_public_NAT_gateway_needs_an_Elastic_IP()
    {
        NatGateway nat = Sample.Nat("Nat", "A", "One", "Two") with { SecondaryPrivateIpAddresses = [IpAddress.Parse("10.0.1.99")] };
        Design design = Sample.OneSubnet() with { InternetGateways = [Sample.Internet()], ElasticIps = [Sample.Eip("One"), Sample.Eip("Two")], NatGateways = [nat] };
        Assert.Equal(design.Complete().ElasticIps.Select(address => (IpAddress?)address.PublicAddress), design.Complete().InterfaceCalled("Nat").PrivateAddresses.Select(address => address.PublicAddress));
        (design with { NatGateways = [nat with { AllocationIds = nat.AllocationIds.RemoveAt(1) }] }).Refused("InvalidParameter");
        (design with { NatGateways = [nat with { SecondaryPrivateIpAddresses = [], SecondaryPrivateAddressCount = 1 }] }).Refused("InvalidParameter");
    }

    [Fact] // VPC guide, "VPC BPA basics": 50 exclusions
    public void An_account_has_fifty_exclusions_of_Block_Public_Access_in_a_region()
    {
        Design With(int count) => _twoVpcs with { BlockPublicAccessExclusions = [.. Enumerable.Range(1, count).Select(number => Sample.Exclusion($"E{number}"))] };
        With(50).Accepted();
        Assert.Equal("E51", With(51).Refused("ResourceLimitExceeded").Resource);
        With(51).Accepted(Quotas.Default.With("block-public-access-exclusions-per-region=51"));
    }

    [Fact]
    public void A_virtual_private_gateway_is_attached_to_one_VPC()
    {
        Design design = _twoVpcs with
        {
            VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
            GatewayAttachments = [new GatewayAttachment("vgw-Vgw", "vpc-Vpc", "First"), new GatewayAttachment("vgw-Vgw", "vpc-Other", "Second")],
        };
        Assert.Equal("Second", design.Refused("VpnGatewayAttachmentLimitExceeded").Resource);
        (design with { GatewayAttachments = [new GatewayAttachment("vgw-Vgw", "vpc-Vpc", "First")] }).Accepted();
    }

    [Fact] // InvalidVpcState: the VPC already has a virtual private gateway attached to it
    public void A_VPC_has_one_virtual_private_gateway()
    {
        (_twoVpcs with { VpnGateways = [Sample.Vgw("One", "Vpc"), Sample.Vgw("Two", "Vpc")] }).Refused("InvalidVpcState");
        (_twoVpcs with { VpnGateways = [Sample.Vgw("One", "Vpc"), Sample.Vgw("Two", "Other")] }).Accepted();
    }

    [Fact]
    public void An_internet_gateway_and_a_VPC_have_one_another()
    {
        (_twoVpcs with { InternetGateways = [Sample.Internet("One"), Sample.Internet("Two")] }).Refused("InvalidParameterValue");
        (_twoVpcs with { InternetGateways = [Sample.Internet("One"), Sample.Internet("Two", "Other")] }).Accepted();
        (_twoVpcs with
        {
            InternetGateways = [Sample.Internet("One", vpc: null)],
            GatewayAttachments = [new GatewayAttachment("igw-One", "vpc-Vpc", "First"), new GatewayAttachment("igw-One", "vpc-Other", "Second")],
        }).Refused("Resource.AlreadyAssociated");
    }

    [Fact]
    public void An_attachment_places_a_gateway_in_its_VPC()
    {
        Design design = (_twoVpcs with
        {
            InternetGateways = [Sample.Internet(vpc: null)],
            VpnGateways = [Sample.Vgw("Vgw")],
            GatewayAttachments = [new GatewayAttachment("igw-Igw", "vpc-Other", "A"), new GatewayAttachment("vgw-Vgw", "vpc-Vpc", "B")],
        }).Complete();
        Assert.Equal(("vpc-Other", "vpc-Vpc"), (design.InternetGateways[0].VpcId, design.VpnGateways[0].VpcId));
    }

    [Fact] // Gateway.NotAttached
    public void Only_an_attached_gateway_propagates()
    {
        Design design = _twoVpcs with
        {
            VpnGateways = [Sample.Vgw("Vgw", "Other")],
            RouteTables = [Sample.Table("T") with { PropagatingGatewayIds = ["vgw-Vgw"] }],
        };
        design.Refused("Gateway.NotAttached");
        (design with { VpnGateways = [Sample.Vgw("Vgw", "Vpc")] }).Accepted();
    }

    [Theory] // AWS PrivateLink guide, "Gateway endpoints": S3 and DynamoDB, of the VPC's region
    [InlineData("com.amazonaws.us-east-1.s3", null)]
    [InlineData("com.amazonaws.us-east-1.dynamodb", null)]
    [InlineData("com.amazonaws.us-east-1.sqs", "InvalidParameter")]
    [InlineData("com.amazonaws.eu-west-1.s3", "InvalidServiceName")]
    public void A_gateway_endpoint_is_for_S3_and_DynamoDB_of_its_region(string service, string? code)
    {
        Design design = Sample.OneSubnet() with { VpcEndpoints = [Sample.Gateway() with { ServiceName = service }] };
        if (code is null) design.Accepted();
        else design.Refused(code);
    }

    [Theory]
    [InlineData("com.amazonaws.us-east-1.sqs", null)]
    [InlineData("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", null)]
    [InlineData("com.amazonaws.us-west-2.sqs", "InvalidServiceName")]
    public void An_interface_endpoint_reaches_its_own_region(string service, string? code)
    {
        Design design = Sample.OneSubnet() with { VpcEndpoints = [Sample.InterfaceEndpoint("E", "A") with { ServiceName = service }] };
        if (code is null) design.Accepted();
        else design.Refused(code);
    }

    [Theory] // DuplicateSubnetsInSameZone: one subnet for each Availability Zone
    [InlineData("us-east-1b", true)]
    [InlineData("us-east-1a", false)]
    public void An_interface_endpoint_has_one_subnet_in_a_zone(string zone, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.2.0/24", zone: zone)],
            VpcEndpoints = [Sample.InterfaceEndpoint("E", "A", "B")],
        };
        if (allowed) design.Accepted();
        else design.Refused("DuplicateSubnetsInSameZone");
    }

    [Theory] // AWS PrivateLink guide, "Private DNS"
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public void Private_DNS_needs_both_DNS_attributes(bool support, bool hostnames, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc() with { EnableDnsSupport = support, EnableDnsHostnames = hostnames }],
            VpcEndpoints = [Sample.InterfaceEndpoint("E", "A") with { PrivateDnsEnabled = true }],
        };
        if (allowed) design.Accepted();
        else Assert.Contains("enableDnsHostnames", design.Refused("InvalidParameter").Message, StringComparison.Ordinal);
        (design with { VpcEndpoints = [Sample.InterfaceEndpoint("E", "A")] }).Accepted();
    }

    [Fact]
    public void Two_endpoints_of_a_service_never_share_its_private_name()
    {
        VpcEndpoint first = Sample.InterfaceEndpoint("E", "A") with { PrivateDnsEnabled = true };
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc() with { EnableDnsHostnames = true }],
            VpcEndpoints = [first, first with { Name = "F", Id = "vpce-F" }],
        };
        design.Refused("InvalidParameter");
        (design with { VpcEndpoints = [first, first with { Name = "F", Id = "vpce-F", PrivateDnsEnabled = false }] }).Accepted();
    }

    [Theory] // EC2 API, CreateFlowLogs, MaxAggregationInterval
    [InlineData(60, true)]
    [InlineData(600, true)]
    [InlineData(300, false)]
    public void A_flow_log_aggregates_over_60_or_600_seconds(int seconds, bool allowed)
    {
        FlowLog log = new() { Name = "Log", Id = "fl-1", ResourceType = FlowLogResource.Vpc, ResourceId = "vpc-Vpc", MaxAggregationIntervalSeconds = seconds };
        Design design = Sample.OneSubnet() with { FlowLogs = [log] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameter");
        (Sample.OneSubnet() with { FlowLogs = [log with { MaxAggregationIntervalSeconds = 60, ResourceId = "vpc-none" }] }).Refused("InvalidVpcId.NotFound");
    }

    [Theory] // VPC guide, "Route tables": reserved for AWS services
    [InlineData("169.254.168.0/22", false)]
    [InlineData("169.254.169.254/32", false)]
    [InlineData("fd00:ec2::254/128", false)]
    [InlineData("169.254.0.0/16", true)]
    [InlineData("fd00::/8", true)]
    public void A_route_stays_out_of_the_service_addresses(string destination, bool allowed) =>
        CheckRoute(destination, RouteTargetKind.InternetGateway, allowed);

    [Theory] // VPC guide, "Route tables": more specific than local, a whole subnet's block and a middlebox's target
    [InlineData("10.0.1.0/24", RouteTargetKind.NetworkInterface, true)]
    [InlineData("10.0.0.0/16", RouteTargetKind.NetworkInterface, true)]
    [InlineData("10.0.1.0/25", RouteTargetKind.NetworkInterface, false)]
    [InlineData("10.0.1.0/24", RouteTargetKind.InternetGateway, false)]
    [InlineData("10.0.0.0/15", RouteTargetKind.InternetGateway, true)]
    public void A_route_inside_the_VPC_covers_one_subnet(string destination, RouteTargetKind kind, bool allowed) =>
        CheckRoute(destination, kind, allowed);

    [Fact]
    public void A_destination_stands_once_in_a_table()
    {
        Route route = Sample.Route("0.0.0.0/0", RouteTargetKind.InternetGateway, "igw-Igw");
        Design With(params Route[] routes) => Sample.OneSubnet() with { InternetGateways = [Sample.Internet()], RouteTables = [Sample.Table("T", routes)] };
        Assert.Equal("Second", With(route, route with { Name = "Second", TargetKind = RouteTargetKind.TransitGateway, TargetId = "tgw-1" })
            .Refused("RouteAlreadyExists").Resource);
        With(route, Sample.Route("::/0", RouteTargetKind.InternetGateway, "igw-Igw"), Sample.Route("0.0.0.0/1", RouteTargetKind.InternetGateway, "igw-Igw")).Accepted();
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void A_table_has_five_hundred_routes_of_a_family(int count, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            RouteTables = [Sample.Table("T", [.. Enumerable.Range(0, count).Select(number => Sample.Route($"20.{number / 256}.{number % 256}.0/24", RouteTargetKind.TransitGateway, "tgw-1"))])],
        };
        if (allowed) design.Accepted();
        else design.Refused("RouteLimitExceeded");
        design.Accepted(Quotas.Default.With("routes-per-route-table=1000"));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_table_has_a_hundred_propagated_routes_and_no_remedy(int count, bool allowed)
    {
        string[] prefixes = [.. Enumerable.Range(0, count).Select(number => $"192.168.{number}.0/24")];
        Design design = Sample.OneSubnet() with
        {
            VpnGateways = [Sample.Vgw("Vgw", "Vpc")],
            VpnConnections = [Sample.Vpn("Vpn", "Vgw", isStatic: false, prefixes[..60]), Sample.Vpn("Other", "Vgw", isStatic: false, prefixes[60..])],
            RouteTables = [Sample.Table("T") with { PropagatingGatewayIds = ["vgw-Vgw"] }],
        };
        if (allowed) design.Accepted();
        else Assert.Null(design.Refused("RouteLimitExceeded").AdjustableQuota);
    }

    [Fact]
    public void A_zone_has_five_NAT_gateways()
    {
        Design With(int count, string zone) => Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.2.0/24", zone: zone)],
            NatGateways = [.. Enumerable.Range(0, count).Select(number => Sample.Nat($"Nat{number}", number < 3 ? "A" : "B") with { IsPublic = false })],
        };
        With(5, "us-east-1a").Accepted();
        With(6, "us-east-1a").Refused("NatGatewayLimitExceeded");
        With(6, "us-east-1b").Accepted();
    }

    [Fact]
    public void A_public_NAT_gateway_needs_an_Elastic_IP()
    {
        Design design = Sample.OneSubnet() with { InternetGateways = [Sample.Internet()], NatGateways = [Sample.Nat("Nat")] };
        design.Refused("MissingParameter");
        (design with { NatGateways = [Sample.Nat("Nat") with { IsPublic = false }] }).Accepted();
    }

    [Fact]
    public void A_region_has_five_VPCs_and_five_Elastic_IPs()
    {
        (new Design { Vpcs = [.. Enumerable.Range(0, 5).Select(number => Sample.Vpc($"V{number}"))] }).Accepted();
        (new Design { Vpcs = [.. Enumerable.Range(0, 6).Select(number => Sample.Vpc($"V{number}"))] }).Refused("VpcLimitExceeded");
        (new Design { Vpcs = [.. Enumerable.Range(0, 6).Select(number => Sample.Vpc($"V{number}", region: number < 3 ? "us-east-1" : "eu-west-1"))] }).Accepted();
        (new Design { ElasticIps = [.. Enumerable.Range(0, 5).Select(number => Sample.Eip($"E{number}"))] }).Accepted();
        DesignError error = (new Design { ElasticIps = [.. Enumerable.Range(0, 8).Select(number => Sample.Eip($"E{number}"))] }).Refused("AddressLimitExceeded");
        Assert.Equal("E5", error.Resource);
        Assert.Contains("--quota elastic-ips-per-region=8", error.Message, StringComparison.Ordinal);
    }

    [Fact] // VPC guide, "Amazon VPC quotas": five egress-only internet gateways in a region, one for each VPC
    public void A_VPC_has_one_egress_only_gateway_and_a_region_five()
    {
        Design With(int vpcs, int gateways) => new()
        {
            Vpcs = [.. Enumerable.Range(0, vpcs).Select(number => Sample.Vpc($"V{number}", $"10.{number}.0.0/16"))],
            EgressOnlyInternetGateways = [.. Enumerable.Range(0, gateways).Select(number => new Gateways.EgressOnlyInternetGateway { Name = $"E{number}", Id = $"eigw-{number}", VpcId = $"vpc-V{number % vpcs}" })],
        };
        With(5, 5).Accepted();
        Assert.Equal("E5", With(5, 6).Provision().Errors.Single(error => error.Code == "ResourceLimitExceeded").Resource);
        Assert.Equal("E1", With(1, 2).Refused("InvalidParameterValue").Resource);
    }

    [Fact] // VPC guide, "Amazon VPC quotas": raising the VPC quota raises that of internet gateways
    public void Internet_gateways_follow_the_VPC_quota()
    {
        Design design = new() { InternetGateways = [.. Enumerable.Range(0, 6).Select(number => Sample.Internet($"I{number}", vpc: null))] };
        design.Refused("InternetGatewayLimitExceeded");
        design.Accepted(Quotas.Default.With("vpcs-per-region=6"));
    }

    private static void CheckRoute(string destination, RouteTargetKind kind, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            InternetGateways = [Sample.Internet()],
            NetworkInterfaces = [Sample.Interface("Firewall")],
            RouteTables = [Sample.Table("T", Sample.Route(destination, kind, kind == RouteTargetKind.NetworkInterface ? "eni-Firewall" : "igw-Igw"))],
        };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }
}
