using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.Enis;
using VpcSim.Model.Naming;
using VpcSim.Model.Services;

namespace VpcSim.Model.Tests.Provisioning;

public class AddressDrawTests
{
    [Fact] // VPC guide, "Subnet sizing": the first four addresses and the last are AWS's
    public void The_first_drawn_address_is_the_fifth_of_the_subnet() =>
        Assert.Equal("10.0.1.4", (Sample.OneSubnet() with { NetworkInterfaces = [Sample.Interface("Web")] }).Complete().PrimaryOf("Web"));

    [Fact]
    public void Pinned_addresses_come_first_whatever_their_interfaces_name()
    {
        Design design = (Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("b"), Sample.Interface("a"), Sample.Interface("z", address: "10.0.1.4")],
            NatGateways = [Sample.Nat("Nat", allocations: "Eip") with { PrivateIpAddress = IpAddress.Parse("10.0.1.5") }],
            ElasticIps = [Sample.Eip("Eip")],
            InternetGateways = [Sample.Internet()],
        }).Complete();
        Assert.Equal(("10.0.1.4", "10.0.1.5"), (design.PrimaryOf("z"), design.PrimaryOf("Nat")));
        Assert.Equal(("10.0.1.6", "10.0.1.7"), (design.PrimaryOf("a"), design.PrimaryOf("b")));
    }

    [Fact]
    public void Names_are_drawn_for_in_ordinal_order()
    {
        Design design = (Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("web10"), Sample.Interface("web2"), Sample.Interface("Zeta")],
        }).Complete();
        Assert.Equal(("10.0.1.4", "10.0.1.5", "10.0.1.6"), (design.PrimaryOf("Zeta"), design.PrimaryOf("web10"), design.PrimaryOf("web2")));
    }

    [Fact] // EC2 API, CreateNetworkInterface, SecondaryPrivateIpAddressCount
    public void Secondary_addresses_follow_the_primary()
    {
        NetworkInterface networkInterface = (Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("Web") with { SecondaryPrivateAddressCount = 2 }],
        }).Complete().NetworkInterfaces[0];
        Assert.Equal(["10.0.1.4", "10.0.1.5", "10.0.1.6"], networkInterface.PrivateAddresses.Select(address => address.Address.ToString()));
    }

    [Theory] // VPC guide, "Subnet sizing for IPv6"
    [InlineData(null, true, 1)]
    [InlineData(null, false, 0)]
    [InlineData(2, false, 2)]
    [InlineData(0, true, 0)]
    public void IPv6_addresses_come_by_count_or_by_the_subnets_setting(int? count, bool assign, int expected)
    {
        Design design = new()
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18:0:1::/64") with { AssignIpv6AddressOnCreation = assign }],
            NetworkInterfaces = [Sample.Interface("Web") with { Ipv6AddressCount = count }],
        };
        string[] expectedAddresses = [.. Enumerable.Range(4, expected).Select(last => $"2600:1f18:0:1::{last}")];
        Assert.Equal(expectedAddresses, design.Complete().NetworkInterfaces[0].Ipv6Addresses.Select(address => address.ToString()));
    }

    [Fact]
    public void An_IPv6_only_subnet_gives_no_IPv4_address()
    {
        NetworkInterface networkInterface = (new Design
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18::/64") with { CidrBlock = null, AssignIpv6AddressOnCreation = true }],
            NetworkInterfaces = [Sample.Interface("Web")],
        }).Complete().NetworkInterfaces[0];
        Assert.Empty(networkInterface.PrivateAddresses);
        Assert.Equal("2600:1f18::4", networkInterface.Ipv6Addresses.Single().ToString());
    }

    [Fact] // VPC guide, "Subnet sizing": a /28 has 11 addresses
    public void A_28_subnet_holds_eleven_interfaces()
    {
        Design Holding(int count) => new()
        {
            Vpcs = [Sample.Vpc()],
            Subnets = [Sample.Subnet("A", "10.0.1.0/28")],
            NetworkInterfaces = [.. Enumerable.Range(10, count).Select(number => Sample.Interface($"i{number}"))],
        };
        Assert.Equal("10.0.1.14", Holding(11).Complete().PrimaryOf("i20"));
        Assert.Equal("i21", Holding(12).Refused("InsufficientFreeAddressesInSubnet").Resource);
    }

    [Theory] // EC2 guide, "Public IPv4 addresses": the subnet's attribute decides unless the launch says otherwise
    [InlineData(true, null, true, true)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, true, true)]
    [InlineData(false, null, true, false)]
    [InlineData(true, null, false, false)]
    public void A_launch_draws_a_public_address_where_launch_or_subnet_says_so(bool map, bool? associate, bool launched, bool expected)
    {
        Design design = Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24") with { MapPublicIpOnLaunch = map }],
            NetworkInterfaces = [Sample.Launched("Web") with { AssociatePublicIpAddress = associate, CreatedByLaunch = launched }],
        };
        IpAddress? address = design.Complete().NetworkInterfaces[0].PrivateAddresses[0].PublicAddress;
        Assert.Equal(expected, address is not null);
        if (expected) Assert.Equal(Draws.PublicIpv4("123456789012", "us-east-1", "Web"), address);
    }

    [Fact] // EC2 guide, "Elastic IP addresses": associating one with the primary interface releases the public address
    public void An_Elastic_IP_releases_the_drawn_address()
    {
        Design design = Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24") with { MapPublicIpOnLaunch = true }],
            NetworkInterfaces = [Sample.Launched("Web"), Sample.Launched("App")],
            ElasticIps = [Sample.Eip("Eip", "52.0.0.9", networkInterface: "Web")],
        };
        Design complete = design.Complete();
        Assert.Equal("52.0.0.9", complete.InterfaceCalled("Web").PrivateAddresses[0].PublicAddress.ToString());
        Assert.NotNull(complete.InterfaceCalled("App").PrivateAddresses[0].PublicAddress);
        Assert.NotEqual("52.0.0.9", complete.InterfaceCalled("App").PrivateAddresses[0].PublicAddress.ToString());
    }

    [Fact]
    public void An_Elastic_IP_can_map_to_a_secondary_address()
    {
        NetworkInterface web = (Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("Web") with { SecondaryPrivateAddressCount = 1 }],
            ElasticIps = [Sample.Eip("Eip", "52.0.0.9", "Web") with { PrivateAddress = IpAddress.Parse("10.0.1.5") }],
        }).Complete().NetworkInterfaces[0];
        Assert.Null(web.PrivateAddresses[0].PublicAddress);
        Assert.Equal("52.0.0.9", web.PrivateAddresses[1].PublicAddress.ToString());
    }

    [Fact]
    public void An_Elastic_IP_without_an_address_draws_one_by_name_and_collisions_draw_again()
    {
        IpAddress drawn = Draws.PublicIpv4("123456789012", "us-east-1", "b");
        Design design = (Sample.OneSubnet() with
        {
            ElasticIps = [Sample.Eip("b"), Sample.Eip("a", drawn.ToString())],
        }).Complete();
        Assert.Equal(drawn, design.ElasticIps.Single(item => item.Name == "a").PublicAddress);
        Assert.Equal(Draws.PublicIpv4("123456789012", "us-east-1", "b#1"), design.ElasticIps.Single(item => item.Name == "b").PublicAddress);
    }

    [Fact] // VPC guide, "NAT gateways": a requester-managed interface, no security group
    public void A_NAT_gateway_has_an_interface_with_its_Elastic_IPs_and_no_group()
    {
        Design design = (Sample.OneSubnet() with
        {
            NatGateways = [Sample.Nat("Nat", "A", "One", "Two")],
            ElasticIps = [Sample.Eip("One", "52.0.0.1"), Sample.Eip("Two", "52.0.0.2")],
            InternetGateways = [Sample.Internet()],
        }).Complete();
        NetworkInterface networkInterface = design.InterfaceCalled("Nat");
        Assert.Equal((InterfaceKind.NatGateway, true, false),
            (networkInterface.Kind, networkInterface.RequesterManaged, networkInterface.SourceDestCheck));
        Assert.Empty(networkInterface.SecurityGroupIds);
        Assert.Equal(["10.0.1.4 52.0.0.1", "10.0.1.5 52.0.0.2"],
            networkInterface.PrivateAddresses.Select(address => $"{address.Address} {address.PublicAddress}"));
        Assert.Equal(networkInterface.Id, design.NatGateways[0].NetworkInterfaceId);
        Assert.All(design.ElasticIps, elasticIp => Assert.Equal(networkInterface.Id, elasticIp.NetworkInterfaceId));
    }

    [Fact] // AWS PrivateLink guide, "Interface endpoints": an endpoint network interface in each subnet
    public void An_interface_endpoint_has_an_interface_in_each_subnet()
    {
        Design design = (Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.2.0/24", zone: "us-east-1b")],
            SecurityGroups = [Sample.Group("Secrets")],
            VpcEndpoints = [Sample.InterfaceEndpoint("SecretsEndpoint", "A", "B") with { SecurityGroupIds = ["sg-Secrets"] }],
        }).Complete();
        Assert.Equal(["SecretsEndpoint/A", "SecretsEndpoint/B"], design.NetworkInterfaces.Select(item => item.Name));
        Assert.All(design.NetworkInterfaces, item => Assert.Equal((InterfaceKind.VpcEndpoint, "sg-Secrets"), (item.Kind, item.SecurityGroupIds.Single())));
        Assert.Equal(design.NetworkInterfaces.Select(item => item.Id), design.VpcEndpoints[0].NetworkInterfaceIds);
        Assert.Equal(("10.0.1.4", "10.0.2.4"), (design.PrimaryOf("SecretsEndpoint/A"), design.PrimaryOf("SecretsEndpoint/B")));
    }

    [Theory] // EC2 API, IpAddressType
    [InlineData(EndpointAddressType.Ipv4, 1, 0)]
    [InlineData(EndpointAddressType.Dualstack, 1, 1)]
    [InlineData(EndpointAddressType.Ipv6, 0, 1)]
    public void An_endpoints_interface_has_the_families_of_its_address_type(EndpointAddressType type, int ipv4, int ipv6)
    {
        NetworkInterface networkInterface = (new Design
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18::/64") with { CidrBlock = type == EndpointAddressType.Ipv6 ? null : Cidr.Parse("10.0.1.0/24") }],
            VpcEndpoints = [Sample.InterfaceEndpoint("E", "A") with { AddressType = type }],
        }).Complete().NetworkInterfaces[0];
        Assert.Equal((ipv4, ipv6), (networkInterface.PrivateAddresses.Length, networkInterface.Ipv6Addresses.Length));
    }

    [Fact] // EC2 API error codes: Resource.AlreadyAssociated
    public void An_Elastic_IP_serves_one_resource()
    {
        Design design = Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("Web")],
            NatGateways = [Sample.Nat("Nat", "A", "Eip")],
            InternetGateways = [Sample.Internet()],
            ElasticIps = [Sample.Eip("Eip", "52.0.0.9")],
        };
        design.Accepted();
        (design with { ElasticIps = [Sample.Eip("Eip", "52.0.0.9", "Web")] }).Refused("Resource.AlreadyAssociated");
        (design with { ElasticIps = [] }).Refused("InvalidAllocationID.NotFound");
    }

    [Fact]
    public void Every_drawn_address_lies_in_the_regions_ranges() => Assert.Contains(
        AwsIpRanges.Default.RegionalPrefixes("EC2", "us-east-1", ipv4: true),
        range => range.Contains((Sample.OneSubnet() with { ElasticIps = [Sample.Eip("Eip")] }).Complete().ElasticIps[0].PublicAddress));
}
