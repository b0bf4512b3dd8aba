using VpcSim.Model.Designs;
using VpcSim.Model.Vpcs;
using VpcSim.Scenarios.Linting;
using VpcSim.TestSupport.Designs;

namespace VpcSim.Scenarios.Tests.Linting;

/// <summary>Endpoints and peering connections under the lint.</summary>
public class EndpointAndPeeringLintTests
{
    private const string Out = "out all 0.0.0.0/0";

    [Theory] // AWS PrivateLink guide, "Access an AWS service using an interface VPC endpoint"
    [InlineData("in tcp 80 from 0.0.0.0/0", true)]
    [InlineData("in udp 443 from 0.0.0.0/0", true)]
    [InlineData("in tcp 443 from 10.0.0.0/16", false)]
    [InlineData("in all sg-app", false)]
    public void The_groups_of_an_endpoint_must_let_443_in_from_those_who_use_it(string rule, bool told)
    {
        Linted linted = Linted.Of(DesignBuilder.OneSubnet.Group("app", Out).Group("endpoint", rule).InterfaceEndpoint("secrets", "10.0.1.50", "endpoint").Eni("host", "10.0.1.10", "app"));

        if (told) Assert.Equal(Severity.Error, linted.The(LintRules.EndpointUnreachable).Severity);
        else linted.HasNo(LintRules.EndpointUnreachable);
    }

    [Fact]
    public void An_endpoint_that_packets_of_no_interface_reach_is_told_with_what_stops_the_first()
    {
        DesignBuilder builder = new DesignBuilder().Vpc().Acl("closed", "in 100 deny all 0.0.0.0/0").Subnet("a", "10.0.1.0/24").Subnet("b", "10.0.2.0/24", acl: "closed")
            .Group("app", Out).Group("endpoint", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", "10.0.2.50", "endpoint").Eni("host", "10.0.1.10", "app");
        LintFinding finding = Linted.Of(builder).The(LintRules.EndpointUnreachable);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("SUBNET_ACL_RESTRICTION at closed", finding.Message, StringComparison.Ordinal);
        Linted.Of(builder.Eni("neighbour", "10.0.2.10", "app")).HasNo(LintRules.EndpointUnreachable); // no ACL within a subnet
    }

    [Fact] // AWS PrivateLink guide, "Gateway endpoints"
    public void A_gateway_endpoint_is_used_by_the_subnets_of_its_route_tables_alone()
    {
        Assert.Equal(Severity.Error, Linted.Of(DesignBuilder.OneSubnet.GatewayEndpoint("s3", "s3")).The(LintRules.GatewayEndpointWithoutTable).Severity);
        Linted.Of(new DesignBuilder().Vpc().Main().Subnet("a", "10.0.1.0/24").GatewayEndpoint("s3", "s3", "main")).HasNo(LintRules.GatewayEndpointWithoutTable);
    }

    [Fact]
    public void Where_the_output_tells_of_no_route_tables_a_gateway_endpoint_may_have_some() =>
        Linted.Of(DesignBuilder.OneSubnet.GatewayEndpoint("s3", "s3").Written, null, "RouteTables").HasNo(LintRules.GatewayEndpointWithoutTable);

    [Fact]
    public void An_interface_endpoint_without_a_subnet_has_no_address()
    {
        Design written = DesignBuilder.OneSubnet.Group("endpoint", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", "10.0.1.50", "endpoint").Written;
        Design nowhere = written with { NetworkInterfaces = [], VpcEndpoints = [written.VpcEndpoints[0] with { SubnetIds = [], NetworkInterfaceIds = [] }] };

        Linted.Of(nowhere).The(LintRules.EndpointWithoutSubnet);
        Linted.Of(written).HasNo(LintRules.EndpointWithoutSubnet);
    }

    [Theory] // VPC guide, "DHCP option sets in Amazon VPC"
    [InlineData("10.0.0.53", true)]
    [InlineData("AmazonProvidedDNS", false)]
    [InlineData("10.0.0.2", false)]
    public void Hosts_that_ask_other_servers_do_not_find_private_names(string server, bool told)
    {
        Design written = DesignBuilder.OneSubnet.Group("endpoint", "in tcp 443 from 10.0.0.0/16").InterfaceEndpoint("secrets", "10.0.1.50", "endpoint").Written;
        Linted linted = Linted.Of(written with
        {
            Vpcs = [written.Vpcs[0] with { EnableDnsHostnames = true, DhcpOptionsId = "dopt-own" }],
            DhcpOptions = [new DhcpOptions { Name = "own", Id = "dopt-own", DomainNameServers = [server] }],
            VpcEndpoints = [written.VpcEndpoints[0] with { PrivateDnsEnabled = true }],
        });

        if (told) Assert.Contains("10.0.0.53", linted.The(LintRules.EndpointNamesElsewhere).Message, StringComparison.Ordinal);
        else linted.HasNo(LintRules.EndpointNamesElsewhere);
    }

    [Theory] // VPC peering guide, "Update your route tables for a VPC peering connection"
    [InlineData(true, true, null)]
    [InlineData(true, false, "peering-one-way")]
    [InlineData(false, true, "peering-one-way")]
    [InlineData(false, false, "peering-unrouted")]
    public void Both_sides_of_a_peering_need_a_route_to_the_other(bool there, bool back, string? expected)
    {
        Linted linted = Linted.Of(Peered(there ? ["10.1.0.0/16 pcx"] : [], back ? ["10.0.0.0/16 pcx"] : []));
        Assert.Equal(expected is null ? [] : [expected], new[] { LintRules.PeeringOneWay, LintRules.PeeringUnrouted }.SelectMany(linted.All).Select(finding => finding.Rule));
    }

    [Fact]
    public void A_route_back_to_another_subnet_is_none()
    {
        Assert.Equal(2, Linted.Of(Peered(["10.1.0.0/16 pcx"], ["10.0.9.0/24 pcx"])).All(LintRules.PeeringOneWay).Count()); // each by itself
        Linted.Of(Peered(["10.1.0.0/16 pcx"], ["10.0.1.0/24 pcx"])).HasNo(LintRules.PeeringOneWay);
    }

    [Theory]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("10.2.0.0/16", false)]
    public void Two_peers_with_the_same_addresses_are_told(string third, bool told)
    {
        Linted linted = Linted.Of(new DesignBuilder().Vpc("hub").Vpc("one", "10.1.0.0/16").Vpc("two", third).Peering("first", "hub", "one").Peering("second", "hub", "two"));

        if (told) Assert.Equal("second", linted.The(LintRules.PeersOverlap).Component);
        else linted.HasNo(LintRules.PeersOverlap);
    }

    private static DesignBuilder Peered(string[] there, string[] back) => new DesignBuilder().Vpc("east").Vpc("west", "10.1.0.0/16").Peering("pcx", "east", "west")
        .In("east").Table("there", there).Subnet("e", "10.0.1.0/24", table: "there")
        .In("west").Table("back", back).Subnet("w", "10.1.1.0/24", table: "back");
}
