using VpcSim.Import.Tests.Describe;
using VpcSim.Import.Tests.Terraform;
using VpcSim.Model.Designs;
using VpcSim.Model.FlowLogs;
using VpcSim.Model.Gateways;

namespace VpcSim.Import.Tests.CloudFormation.Resources;

/// <summary>Regional NAT gateways of templates, plans, states and answers.</summary>
public class RegionalNatGatewayTests
{
    private const string Internet = """
        Igw: {Type: 'AWS::EC2::InternetGateway'}
        Attached: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}

        """;

    private const string TerraformNet = """
        {"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc", "name": "v", "values": {"id": "vpc-0a1b2c3d4e5f60001", "cidr_block": "10.0.0.0/16"}},
        {"address": "aws_internet_gateway.i", "mode": "managed", "type": "aws_internet_gateway", "name": "i", "values": {"id": "igw-0a1b2c3d4e5f60001", "vpc_id": "vpc-0a1b2c3d4e5f60001"}},
        {"address": "aws_subnet.a", "mode": "managed", "type": "aws_subnet", "name": "a", "values": {"id": "subnet-0a1b2c3d4e5f60001", "vpc_id": "vpc-0a1b2c3d4e5f60001", "cidr_block": "10.0.1.0/24", "availability_zone": "us-east-1a"}},
        """;

    [Fact] // CloudFormation guide, "AWS::EC2::NatGateway", AvailabilityMode, VpcId
    public void Without_AvailabilityZoneAddresses_it_is_in_automatic_mode()
    {
        Design design = Templates.Design(Internet + "Nat: {Type: 'AWS::EC2::NatGateway', Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional}}");
        NatGateway nat = Assert.Single(design.NatGateways);
        Assert.Equal((true, true, design.Vpcs[0].Id), (nat.IsRegional, nat.ProvisionsZones, nat.VpcId));
        Assert.Equal(["Nat/us-east-1a"], design.NetworkInterfaces.Select(eni => eni.Name));
    }

    [Theory] // CloudFormation guide, "AWS::EC2::NatGateway AvailabilityZoneAddress"
    [InlineData("AvailabilityZone: us-east-1a")]
    [InlineData("AvailabilityZoneId: use1-az1")]
    public void With_AvailabilityZoneAddresses_it_is_in_manual_mode(string zone)
    {
        Design design = Templates.Design(Internet + $$$$$"""
            One: {Type: 'AWS::EC2::EIP'}
            Two: {Type: 'AWS::EC2::EIP'}
            Nat: {Type: 'AWS::EC2::NatGateway', Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional, AvailabilityZoneAddresses: [{ {{{{{zone}}}}}, AllocationIds: [!GetAtt One.AllocationId, !GetAtt Two.AllocationId]}]}}
            """);
        Assert.False(design.NatGateways[0].ProvisionsZones);
        NatGatewayZone only = Assert.Single(design.NatGateways[0].Zones);
        Assert.Equal(("us-east-1a", 2), (only.AvailabilityZone, only.AllocationIds.Length));
        Assert.Equal(design.ElasticIps.Select(address => address.PublicAddress), design.NetworkInterfaces[0].PrivateAddresses.Select(address => address.Address));
    }

    [Theory] // the same page: SubnetId, AllocationId and private addresses are for zonal gateways, VpcId and AvailabilityZoneAddresses for regional ones
    [InlineData("VpcId: !Ref Vpc, SubnetId: !Ref Subnet, AvailabilityMode: regional", "it lies in no subnet; leave SubnetId out and name the VPC by VpcId")]
    [InlineData("AvailabilityMode: regional", "VpcId")]
    [InlineData("VpcId: !Ref Vpc, AllocationId: !GetAtt One.AllocationId, AvailabilityMode: regional", "stand zone by zone in AvailabilityZoneAddresses")]
    [InlineData("VpcId: !Ref Vpc, PrivateIpAddress: 10.0.1.9, AvailabilityMode: regional", "it has no private addresses")]
    [InlineData("VpcId: !Ref Vpc, ConnectivityType: private, AvailabilityMode: regional", "a regional NAT gateway is public")]
    [InlineData("VpcId: !Ref Vpc, AvailabilityMode: regional, AvailabilityZoneAddresses: [{AllocationIds: [!GetAtt One.AllocationId]}]", "give one of them")]
    [InlineData("VpcId: !Ref Vpc, AvailabilityMode: regional, AvailabilityZoneAddresses: [{AvailabilityZone: eu-west-1a, AllocationIds: [!GetAtt One.AllocationId]}]", "no zone of us-east-1")]
    [InlineData("VpcId: !Ref Vpc, AvailabilityMode: regional, AvailabilityZoneAddresses: [{AvailabilityZone: us-east-1a}]", "in manual mode each zone needs an Elastic IP")]
    [InlineData("SubnetId: !Ref Subnet, AllocationId: !GetAtt One.AllocationId, AvailabilityMode: both", "Use zonal or regional")]
    [InlineData("SubnetId: !Ref Subnet, AllocationId: !GetAtt One.AllocationId, AvailabilityZoneAddresses: []", "set AvailabilityMode to regional")]
    public void Properties_of_the_other_mode_are_refused_with_a_remedy(string properties, string remedy) =>
        Assert.Contains(remedy, Templates.Error(Internet + $"One: {{Type: 'AWS::EC2::EIP'}}\nNat: {{Type: 'AWS::EC2::NatGateway', Properties: {{{properties}}}}}").Message, StringComparison.Ordinal);

    [Fact] // CloudFormation guide, "AWS::EC2::NatGateway", return values: RouteTableId
    public void Routes_are_added_to_its_own_route_table_by_its_attribute()
    {
        Design design = Templates.Design(Internet + """
            Box: {Type: 'AWS::EC2::Instance', Properties: {SubnetId: !Ref Subnet, ImageId: ami-1, SourceDestCheck: false}}
            Nat: {Type: 'AWS::EC2::NatGateway', Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional}}
            Back: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !GetAtt Nat.RouteTableId, DestinationCidrBlock: 10.0.1.0/24, InstanceId: !Ref Box}}
            """);
        Assert.Equal(["10.0.0.0/16", "0.0.0.0/0", "10.0.1.0/24"], design.RouteTables.Single(table => table.Id == design.NatGateways[0].RouteTableId).Routes.Select(route => route.Destination.ToString()));
        Assert.NotEqual(design.NatGateways[0].RouteTableId, design.Vpcs[0].MainRouteTableId);
    }

    [Fact] // EC2 API, "CreateFlowLogs", ResourceType: RegionalNatGateway
    public void A_flow_log_of_its_kind_watches_it()
    {
        Design design = Templates.Design(Internet + """
            Nat: {Type: 'AWS::EC2::NatGateway', Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional}}
            Log: {Type: 'AWS::EC2::FlowLog', Properties: {ResourceType: RegionalNatGateway, ResourceId: !Ref Nat, TrafficType: ALL, LogDestinationType: s3, LogDestination: 'arn:aws:s3:::flows'}}
            """);
        Assert.Equal((FlowLogResource.RegionalNatGateway, design.NatGateways[0].Id), (design.FlowLogs[0].ResourceType, design.FlowLogs[0].ResourceId));
    }

    [Fact] // Terraform AWS provider, "aws_nat_gateway": availability_mode, vpc_id, availability_zone_address, route_table_id; "aws_flow_log": regional_nat_gateway_id
    public void A_plan_has_it_in_manual_mode_with_a_route_to_its_table()
    {
        ImportResult result = Plans.Load($$$$$"""
            {"format_version": "1.2", "terraform_version": "1.14.0", "planned_values": {"root_module": {"resources": [
            {{{{{TerraformNet}}}}}
            {"address": "aws_eip.e", "mode": "managed", "type": "aws_eip", "name": "e", "values": {"domain": "vpc"}},
            {"address": "aws_nat_gateway.n", "mode": "managed", "type": "aws_nat_gateway", "name": "n", "values": {"availability_mode": "regional", "connectivity_type": "public",
              "vpc_id": "vpc-0a1b2c3d4e5f60001", "availability_zone_address": [{"availability_zone": "us-east-1a"}]}},
            {"address": "aws_network_interface.box", "mode": "managed", "type": "aws_network_interface", "name": "box", "values": {"id": "eni-0a1b2c3d4e5f60001", "subnet_id": "subnet-0a1b2c3d4e5f60001"}},
            {"address": "aws_route.back", "mode": "managed", "type": "aws_route", "name": "back", "values": {"destination_cidr_block": "10.0.1.0/24", "network_interface_id": "eni-0a1b2c3d4e5f60001"}},
            {"address": "aws_flow_log.f", "mode": "managed", "type": "aws_flow_log", "name": "f", "values": {"traffic_type": "ALL", "log_destination_type": "s3", "log_destination": "arn:aws:s3:::flows"}}]}},
            "configuration": {"provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "us-east-1"}}}}, "root_module": {"resources": [
            {"address": "aws_eip.e", "mode": "managed", "type": "aws_eip", "name": "e", "expressions": {}},
            {"address": "aws_nat_gateway.n", "mode": "managed", "type": "aws_nat_gateway", "name": "n", "expressions": {"availability_zone_address": [{"allocation_ids": {"references": ["aws_eip.e.id", "aws_eip.e"]}, "availability_zone": {"constant_value": "us-east-1a"}}]}},
            {"address": "aws_route.back", "mode": "managed", "type": "aws_route", "name": "back", "expressions": {"route_table_id": {"references": ["aws_nat_gateway.n.route_table_id", "aws_nat_gateway.n"]}}},
            {"address": "aws_flow_log.f", "mode": "managed", "type": "aws_flow_log", "name": "f", "expressions": {"regional_nat_gateway_id": {"references": ["aws_nat_gateway.n.id", "aws_nat_gateway.n"]}}}]}}}
            """);
        Design design = Templates.Succeeded(result).Design;
        NatGateway nat = Assert.Single(design.NatGateways);
        Assert.Equal((false, "us-east-1a", 1), (nat.ProvisionsZones, nat.Zones[0].AvailabilityZone, nat.Zones[0].AllocationIds.Length));
        Assert.Contains("10.0.1.0/24 -> eni-0a1b2c3d4e5f60001", design.RouteTables.Single(table => table.Id == nat.RouteTableId).Routes.Select(route => route.ToString()));
        Assert.Equal((FlowLogResource.RegionalNatGateway, nat.Id), (design.FlowLogs[0].ResourceType, design.FlowLogs[0].ResourceId));
    }

    [Fact] // the same, auto_provision_zones and regional_nat_gateway_address
    public void A_state_tells_the_addresses_that_AWS_has_given()
    {
        Design design = Templates.Succeeded(Plans.Load($$$$$"""
            {"format_version": "1.0", "terraform_version": "1.14.0", "values": {"root_module": {"resources": [
            {{{{{TerraformNet}}}}}
            {"address": "aws_nat_gateway.n", "mode": "managed", "type": "aws_nat_gateway", "name": "n", "values": {"id": "nat-0a1b2c3d4e5f60001", "availability_mode": "regional", "connectivity_type": "public",
              "vpc_id": "vpc-0a1b2c3d4e5f60001", "subnet_id": "", "allocation_id": "", "auto_provision_zones": "enabled", "route_table_id": "rtb-0a1b2c3d4e5f60009",
              "availability_zone_address": [{"availability_zone": "us-east-1a", "allocation_ids": ["eipalloc-0a1b2c3d4e5f60001"]}],
              "regional_nat_gateway_address": [{"availability_zone": "us-east-1a", "allocation_id": "eipalloc-0a1b2c3d4e5f60001", "public_ip": "54.246.0.20"}]}}]}}}
            """)).Design;
        Assert.Equal((true, "rtb-0a1b2c3d4e5f60009"), (design.NatGateways[0].ProvisionsZones, design.NatGateways[0].RouteTableId));
        Assert.Equal("54.246.0.20", Assert.Single(design.NetworkInterfaces).PrivateAddresses.Single().PublicAddress.ToString());
    }

    [Theory] // EC2 API, "NatGateway" and "NatGatewayAddress"
    [InlineData("\"AllocationId\": \"eipalloc-0a1b2c3d4e5f60077\", ")]
    [InlineData("")]
    public void An_answer_tells_its_zones_and_its_route_table(string allocation)
    {
        ImportResult result = Answers.With(("i.json", $$$$$"""
            {"NatGateways": [{"NatGatewayId": "nat-0a1b2c3d4e5f60001", "VpcId": "vpc-0a1b2c3d4e5f60001", "State": "available", "ConnectivityType": "public", "AvailabilityMode": "regional",
             "AutoScalingIps": "enabled", "AutoProvisionZones": "enabled", "RouteTableId": "rtb-0a1b2c3d4e5f60077",
             "NatGatewayAddresses": [{ {{{{{allocation}}}}}"PublicIp": "54.246.0.77", "AvailabilityZone": "eu-west-1a", "AvailabilityZoneId": "euw1-az1", "NetworkInterfaceId": "eni-0a1b2c3d4e5f60077", "Status": "succeeded"}]}]}
            """), ("routes.json", """
            {"RouteTables": [{"RouteTableId": "rtb-0a1b2c3d4e5f60077", "VpcId": "vpc-0a1b2c3d4e5f60001", "Associations": [{"GatewayId": "nat-0a1b2c3d4e5f60001"}], "PropagatingVgws": [],
             "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}, {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-0a1b2c3d4e5f60001", "State": "active"}]}]}
            """));
        Design design = Templates.Succeeded(result).Design;
        Assert.DoesNotContain(result.Findings, finding => finding.Resource.Contains("nat-0a1b2c3d4e5f60001", StringComparison.Ordinal));
        NatGateway nat = design.NatGateways.Single(gateway => gateway.IsRegional);
        Assert.Equal((true, "rtb-0a1b2c3d4e5f60077"), (nat.ProvisionsZones, nat.RouteTableId));
        var part = Assert.Single(design.NetworkInterfaces, eni => eni.OfRegionalNat is not null);
        Assert.Equal(("eu-west-1a", "54.246.0.77"), (part.OfRegionalNat!.AvailabilityZone, part.PrivateAddresses.Single().PublicAddress.ToString()));
        Assert.Single(design.RouteTables.Single(table => table.Id == nat.RouteTableId).Routes, route => route.Destination is { IsAny: true });
    }
}
