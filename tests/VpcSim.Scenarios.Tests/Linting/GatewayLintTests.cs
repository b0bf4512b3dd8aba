using VpcSim.Model.Designs;
using VpcSim.Model.Provisioning;
using VpcSim.Scenarios.Linting;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Linting;

/// <summary>Subnets, routes, gateways and addresses under the lint.</summary>
public class GatewayLintTests
{
    private static DesignBuilder Public => new DesignBuilder().Vpc().InternetGateway().Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24");

    private static DesignBuilder Private => new DesignBuilder().Vpc().InternetGateway().Main().Table("outside", "0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24", table: "outside");

    [Fact] // VPC guide, "Enable internet access for a VPC using an internet gateway"
    public void A_host_of_a_public_subnet_needs_a_public_address_to_use_the_internet_gateway()
    {
        LintFinding finding = Linted.Of(Public.Eni("host", "10.0.1.10", type: "t3.micro")).The(LintRules.PublicSubnetWithoutAddress);

        Assert.Equal((Severity.Warning, "a"), (finding.Severity, finding.Component));
        Linted.Of(Public.Eni("host", "10.0.1.10", type: "t3.micro", publicAddress: "198.51.100.1")).HasNo(LintRules.PublicSubnetWithoutAddress);
        Linted.Of(Private.Eni("host", "10.0.1.10", type: "t3.micro")).HasNo(LintRules.PublicSubnetWithoutAddress);
        Linted.Of(Public).HasNo(LintRules.PublicSubnetWithoutAddress);
    }

    [Fact] // VPC guide, "Enable internet access for a VPC using an internet gateway"
    public void A_public_address_needs_a_route_to_an_internet_gateway()
    {
        LintFinding finding = Linted.Of(Private.Eni("host", "10.0.1.10", publicAddress: "198.51.100.1")).The(LintRules.PublicAddressWithoutRoute);

        Assert.Equal("host", finding.Component);
        Linted.Of(Private.Eni("host", "10.0.2.10", publicAddress: "198.51.100.1")).HasNo(LintRules.PublicAddressWithoutRoute);
        Linted.Of(Private.Eni("host", "10.0.1.10")).HasNo(LintRules.PublicAddressWithoutRoute);
    }

    [Fact]
    public void A_firewall_between_an_address_and_the_internet_gateway_is_no_mistake()
    {
        DesignBuilder inspected = new DesignBuilder().Vpc().InternetGateway().Table("outside", "0.0.0.0/0 igw").Subnet("f", "10.0.9.0/24", table: "outside")
            .InspectionEndpoint("firewall", "10.0.9.10").Table("inside", "0.0.0.0/0 firewall").Subnet("a", "10.0.1.0/24", table: "inside")
            .Eni("host", "10.0.1.10", publicAddress: "198.51.100.1");
        Linted.Of(inspected).HasNo(LintRules.PublicAddressWithoutRoute);
    }

    [Fact] // EC2 API, "Route"
    public void A_route_whose_target_is_not_attached_is_a_blackhole()
    {
        DesignBuilder dead = new DesignBuilder().Vpc().InternetGateway(attached: false).Main("0.0.0.0/0 igw").Subnet("a", "10.0.1.0/24");

        Assert.Contains("0.0.0.0/0 of main is a blackhole", Linted.Of(dead).The(LintRules.BlackholeRoute).Message, StringComparison.Ordinal);
        Assert.Equal("igw", Linted.Of(dead).The(LintRules.InternetGatewayUnattached).Component);
        Linted.Of(Public).HasNo(LintRules.BlackholeRoute);
        Linted.Of(Public).HasNo(LintRules.InternetGatewayUnattached);
    }

    [Fact]
    public void A_table_that_no_subnet_asks_is_unused_and_a_main_one_never_is()
    {
        Assert.Equal("spare", Linted.Of(Private.Table("spare", "0.0.0.0/0 igw")).The(LintRules.RouteTableUnused).Component);
        Linted.Of(new DesignBuilder().Vpc().Main().Table("own").Subnet("a", "10.0.1.0/24", table: "own")).HasNo(LintRules.RouteTableUnused);
    }

    [Fact]
    public void An_internet_gateway_without_a_route_is_told()
    {
        Assert.Equal(Severity.Note, Linted.Of(DesignBuilder.OneSubnet.InternetGateway()).The(LintRules.InternetGatewayUnrouted).Severity);
        Linted.Of(Public).HasNo(LintRules.InternetGatewayUnrouted);
    }

    [Fact] // VPC guide, "NAT gateway basics"
    public void A_public_NAT_gateway_belongs_into_a_public_subnet()
    {
        LintFinding finding = Linted.Of(Private.Nat("nat", "a", "10.0.1.5", "198.51.100.9")).The(LintRules.NatGatewayInPrivateSubnet);

        Assert.Equal((Severity.Error, "nat"), (finding.Severity, finding.Component));
        Linted.Of(Private.Nat("nat", "b", "10.0.2.5", "198.51.100.9")).HasNo(LintRules.NatGatewayInPrivateSubnet);
        Linted.Of(Private.Nat("nat", "a", "10.0.1.5", null)).HasNo(LintRules.NatGatewayInPrivateSubnet);
    }

    [Fact]
    public void A_NAT_gateway_without_a_route_is_told()
    {
        DesignBuilder idle = Private.Nat("nat", "b", "10.0.2.5", "198.51.100.9");

        Assert.Equal("nat", Linted.Of(idle).The(LintRules.NatGatewayUnrouted).Component);
        Linted.Of(idle.Table("inside", "0.0.0.0/0 nat").Subnet("c", "10.0.3.0/24", table: "inside")).HasNo(LintRules.NatGatewayUnrouted);
    }

    [Fact] // VPC guide, "NAT gateway basics"
    public void A_NAT_gateway_serves_its_own_zone_best()
    {
        Assert.Contains("c (us-east-1a) routes to it", Linted.Of(Shared().Subnet("c", "10.0.3.0/24", table: "inside", zone: 'a')).The(LintRules.NatGatewayElsewhere).Message, StringComparison.Ordinal);
        Linted.Of(Shared().Subnet("c", "10.0.3.0/24", table: "inside", zone: 'b')).HasNo(LintRules.NatGatewayElsewhere);

        static DesignBuilder Shared() => Private.Nat("nat", "b", "10.0.2.5", "198.51.100.9").Table("inside", "0.0.0.0/0 nat");
    }

    [Fact]
    public void An_address_that_nothing_has_is_unused_and_a_NAT_gateways_is_not()
    {
        Assert.Equal("spare", Linted.Of(Public.Eip("spare", "198.51.100.7")).The(LintRules.ElasticIpUnused).Component);
        Linted.Of(Public.Eni("host", "10.0.1.10", publicAddress: "198.51.100.1").Nat("nat", "a", "10.0.1.5", "198.51.100.9")).HasNo(LintRules.ElasticIpUnused);
    }

    [Fact]
    public void An_interface_of_no_instance_is_told()
    {
        Assert.Equal("host", Linted.Of(DesignBuilder.OneSubnet.Eni("host", "10.0.1.10")).The(LintRules.InterfaceUnattached).Component);
        Linted.Of(DesignBuilder.OneSubnet.Eni("host", "10.0.1.10", type: "t3.micro")).HasNo(LintRules.InterfaceUnattached);
    }

    [Fact] // Site-to-Site VPN guide, "Get started with AWS Site-to-Site VPN"
    public void A_VPC_finds_the_networks_behind_its_virtual_private_gateway_by_propagation_or_routes()
    {
        Assert.Equal("vgw", Linted.Of(DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16")).The(LintRules.VpnGatewayUnrouted).Component);
        Linted.Of(new DesignBuilder().Vpc().Vpn("vgw", "192.168.0.0/16").Main("propagate vgw").Subnet("a", "10.0.1.0/24")).HasNo(LintRules.VpnGatewayUnrouted);
        Linted.Of(new DesignBuilder().Vpc().Vpn("vgw", "192.168.0.0/16").Main("192.168.0.0/16 vgw").Subnet("a", "10.0.1.0/24")).HasNo(LintRules.VpnGatewayUnrouted);
    }

    [Fact]
    public void A_virtual_private_gateway_of_no_VPC_is_told()
    {
        Design written = DesignBuilder.OneSubnet.Vpn("vgw", "192.168.0.0/16").Written;
        Design detached = written with { VpnGateways = [written.VpnGateways[0] with { VpcId = null }] };

        Assert.Equal(Severity.Warning, Linted.Of(detached).The(LintRules.VpnGatewayUnattached).Severity);
        Linted.Of(written).HasNo(LintRules.VpnGatewayUnattached);
    }

    [Theory] // VPC guide, "Subnet CIDR blocks"
    [InlineData(8, false)]
    [InlineData(9, true)] // of 11: 16 less the five that AWS reserves
    public void A_subnet_is_nearly_full_from_80_percent_of_what_AWS_leaves_of_it(int hosts, bool told)
    {
        DesignBuilder builder = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/28");
        for (int i = 0; i < hosts; i++) builder.Eni($"host{i}", $"10.0.1.{4 + i}");
        Linted linted = Linted.Of(builder);

        if (told) Assert.Contains("9 of its 11 addresses", linted.The(LintRules.SubnetNearlyFull).Message, StringComparison.Ordinal);
        else linted.HasNo(LintRules.SubnetNearlyFull);
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)] // with 32 of two prefixes, of 59
    public void Delegated_prefixes_take_room_in_a_subnet(int hosts, bool told)
    {
        DesignBuilder builder = new DesignBuilder().Vpc().Subnet("a", "10.0.1.0/26").Eni("node", "10.0.1.48").Delegating("10.0.1.16/28", "10.0.1.32/28");
        for (int i = 1; i < hosts; i++) builder.Eni($"host{i}", $"10.0.1.{(i < 13 ? 3 : 36) + i}");
        Linted linted = Linted.Of(builder);

        if (told) Assert.Contains("48 of its 59 addresses", linted.The(LintRules.SubnetNearlyFull).Message, StringComparison.Ordinal);
        else linted.HasNo(LintRules.SubnetNearlyFull);
    }

    [Theory] // VPC guide, "Amazon VPC quotas"
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Four_of_five_VPCs_are_near_the_quota(int vpcs, bool told)
    {
        var builder = new DesignBuilder();
        for (int i = 0; i < vpcs; i++) builder.Vpc($"v{i}", $"10.{i}.0.0/16");
        Linted linted = Linted.Of(builder);

        if (told) Assert.Contains("4 of 5 of vpcs-per-region", Assert.Single(linted.All(LintRules.QuotaNear)).Message, StringComparison.Ordinal);
        else linted.HasNo(LintRules.QuotaNear);
        Linted.Of(builder, Quotas.Default.With("vpcs-per-region=50")).HasNo(LintRules.QuotaNear);
    }
}
