using VpcSim.Testing.Building;
using static VpcSim.Testing.Traffic;

namespace VpcSim.Testing.Tests;

/// <summary>What the builder writes is a template, and is read as one.</summary>
public class BuilderTests
{
    [Fact]
    public void The_template_reads_back_as_the_same_network()
    {
        string template = ThreeTier.Design().ToTemplate();
        Assert.StartsWith("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Vpc:\n    Type: AWS::EC2::VPC\n", template, StringComparison.Ordinal);
        using var file = new TemplateFile(template);
        SimulatedNetwork written = ThreeTier.Design().Start();
        SimulatedNetwork read = Design.Load(file.Path)
            .OnInternet("customer", "198.51.100.7").OnInternet("site", "203.0.113.9").Listen("site", 443)
            .Listen("WebServer", 443, responseBytes: 20_000).Listen("AppServer", 8080).Listen("Database", 5432)
            .Start();
        foreach (SimulatedNetwork network in new[] { written, read })
        {
            network.From("customer").Connect("WebServer", 443).ShouldConnect();
            network.From("AppServer").Connect("site", 443).ShouldConnect();
            network.From("AppServer").Connect("Database", 5432).ShouldConnect();
            network.From("WebServer").Connect("Database", 5432).ShouldTimeOut();
        }
        Assert.Equal(written.FlowLogs.Text, read.FlowLogs.Text);
        Assert.Empty(written.Findings);
    }

    [Fact]
    public void A_template_is_looked_at_under_way()
    {
        DesignBuilder design = Design.Create().Vpc("10.0.0.0/16").Subnet("Subnet", "10.0.1.0/24").SecurityGroup("Sg", group => group.AllowIn(Ping, "Sg")).Instance("One", "Subnet", one => one.SecurityGroup("Sg"));
        string before = design.ToTemplate();
        Assert.Equal(before, design.ToTemplate());
        SimulatedNetwork network = design.Instance("Other", "Subnet", other => other.SecurityGroup("Sg")).Start();
        Assert.StartsWith(before, design.ToTemplate(), StringComparison.Ordinal);
        network.From("Other").Ping("One").ShouldBeAnswered();
    }

    [Fact]
    public void Twice_the_same_test_gives_the_same_bytes()
    {
        Assert.Equal(Log(), Log());

        static string Log()
        {
            SimulatedNetwork network = ThreeTier.Design().Link("internet", TimeSpan.FromMilliseconds(30), jitter: TimeSpan.FromMilliseconds(9), loss: 0.2).Seed(7).Start();
            for (int i = 0; i < 20; i++) network.From("customer").Connect("WebServer", 443, sendBytes: 4000);
            network.Clock.Advance(TimeSpan.FromMinutes(10));
            return network.FlowLogs.Text;
        }
    }

    [Fact]
    public void Names_may_be_used_before_they_are_declared_and_groups_may_name_each_other()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16")
            .Subnet("Subnet", "10.0.1.0/24")
            .Instance("One", "Subnet", instance => instance.SecurityGroup("OneSg").Listens(1))
            .Instance("Other", "Subnet", instance => instance.SecurityGroup("OtherSg").Listens(2))
            .SecurityGroup("OneSg", group => group.AllowIn(Tcp(1), "OtherSg").AllowOut(Tcp(2), "OtherSg"))
            .SecurityGroup("OtherSg", group => group.AllowIn(Tcp(2), "OneSg").AllowOut(Tcp(1), "OneSg"))
            .Start();
        network.From("One").Connect("Other", 2).ShouldConnect();
        network.From("Other").Connect("One", 1).ShouldConnect();
        network.From("Other").Connect("One", 2).ShouldBeDropped("ENI_SG_RULES_MISMATCH", by: "Other");
    }

    // VPC guide, "VPC peering limitations": no transitive routing. docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
    [Fact]
    public void A_peering_connection_joins_two_VPCs_and_leads_no_further()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("VpcA", "10.1.0.0/16")
            .Subnet("SubnetA", "10.1.1.0/24", subnet => subnet.Route("10.2.0.0/16", "PeeringAB").Route("10.3.0.0/16", "PeeringAB"))
            .SecurityGroup("SgA", group => group.AllowIn(All, "10.0.0.0/8"))
            .Instance("A", "SubnetA", instance => instance.SecurityGroup("SgA").Listens(80))
            .Vpc("VpcB", "10.2.0.0/16")
            .Subnet("SubnetB", "10.2.1.0/24", subnet => subnet.Route("10.1.0.0/16", "PeeringAB").Route("10.3.0.0/16", "PeeringBC"))
            .SecurityGroup("SgB", group => group.AllowIn(All, "10.0.0.0/8"))
            .Instance("B", "SubnetB", instance => instance.SecurityGroup("SgB").Listens(80))
            .Vpc("VpcC", "10.3.0.0/16")
            .Subnet("SubnetC", "10.3.1.0/24", subnet => subnet.Route("10.2.0.0/16", "PeeringBC").Route("10.1.0.0/16", "PeeringBC"))
            .SecurityGroup("SgC", group => group.AllowIn(All, "10.0.0.0/8"))
            .Instance("C", "SubnetC", instance => instance.SecurityGroup("SgC").Listens(80))
            .Peering("PeeringAB", "VpcA", "VpcB")
            .Peering("PeeringBC", "VpcB", "VpcC")
            .Start();
        network.From("A").Connect("B", 80).ShouldConnect().ShouldGoThrough("PeeringAB");
        network.From("B").Connect("C", 80).ShouldConnect().ShouldGoThrough("PeeringBC");
        network.From("A").Connect("C", 80).ShouldBeDropped();
        network.Never("VpcA", "VpcC");
    }

    // Site-to-Site VPN guide, "Site-to-Site VPN tunnel options": two tunnels, the other one takes over. docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html
    [Fact]
    public void A_VPN_connection_fails_over_to_its_other_tunnel()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16")
            .VpnGateway("VpnGateway")
            .VpnConnection("Office", "VpnGateway", "198.51.100.200", vpn => vpn.Announces("192.168.0.0/16").EgressTunnel(1))
            .Subnet("Subnet", "10.0.1.0/24", subnet => subnet.Propagates("VpnGateway"))
            .SecurityGroup("Sg", group => group.AllowIn(Icmp, "192.168.0.0/16"))
            .Instance("App", "Subnet", instance => instance.SecurityGroup("Sg"))
            .OnPremises("desk", "192.168.10.5", behind: "Office")
            .Start();
        network.From("App").Ping("desk").ShouldBeAnswered().ShouldGoThrough("VpnGateway", "Office/1");
        network.Change("tunnel-down: Office/1");
        network.Clock.Advance(TimeSpan.FromMinutes(2));
        network.From("App").Ping("desk").ShouldBeAnswered().ShouldGoThrough("Office/2").ShouldNotGoThrough("Office/1");
    }

    // VPC guide, "Gateway endpoints": a route to the service's prefix list. docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
    [Fact]
    public void A_gateway_endpoint_leads_to_S3_without_a_way_to_the_internet()
    {
        DesignBuilder design = Design.Create()
            .Vpc("10.0.0.0/16")
            .Subnet("Subnet", "10.0.1.0/24", subnet => subnet.RouteTable("Routes"))
            .RouteTable("Routes")
            .Instance("Batch", "Subnet");
        design.Start().From("Batch").HttpGet("https://s3.us-east-1.amazonaws.com/bucket/key").ShouldTimeOut().ShouldBeDropped("NO_ROUTE_TO_DESTINATION");
        design.GatewayEndpoint("S3", "s3", ["Routes"]).Start().From("Batch").HttpGet("https://s3.us-east-1.amazonaws.com/bucket/key").ShouldReturn(200).ShouldGoThrough("S3");
    }

    // PrivateLink guide, "Access an AWS service using an interface VPC endpoint", private DNS. docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    [Fact]
    public void With_private_DNS_the_name_of_a_service_is_the_interface_endpoint()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16", vpc => vpc.DnsHostnames())
            .Subnet("Subnet", "10.0.1.0/24")
            .SecurityGroup("EndpointSg", group => group.AllowIn(Tcp(443), "10.0.0.0/16"))
            .InterfaceEndpoint("Secrets", "secretsmanager", ["Subnet"], ["EndpointSg"])
            .Instance("App", "Subnet")
            .Start();
        string address = Assert.Single(network.From("App").Resolve("secretsmanager.us-east-1.amazonaws.com").ShouldResolve().Values);
        Assert.StartsWith("10.0.1.", address, StringComparison.Ordinal);
        network.From("App").HttpGet("https://secretsmanager.us-east-1.amazonaws.com/").ShouldBeAnswered().ShouldGoThrough("Secrets");
    }

    // VPC guide, "Egress-only internet gateways": stateful, no connection from outside. docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
    [Fact]
    public void An_egress_only_internet_gateway_lets_IPv6_out_and_nobody_in()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16", vpc => vpc.Ipv6())
            .EgressOnlyInternetGateway("Egress")
            .Subnet("Subnet", "10.0.1.0/24", subnet => subnet.Ipv6(1).Route("::/0", "Egress"))
            .SecurityGroup("Sg", group => group.AllowIn(All, "::/0"))
            .Instance("App", "Subnet", instance => instance.SecurityGroup("Sg").Listens(80))
            .OnInternet("site", "2001:db8::9").Listen("site", 443)
            .Start();
        network.From("App").Connect("site", 443).ShouldConnect().ShouldGoThrough("Egress");
        network.From("site").Connect("App", 80).ShouldTimeOut().ShouldBeDropped("EIGW_BLOCKS_NEW_CONNECTIONS");
    }

    // VPC guide, "How Amazon VPC Transit Gateways work": attachments associate with and propagate to the default route table.
    // docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
    [Fact]
    public void A_transit_gateway_joins_the_VPCs_that_are_attached_to_it()
    {
        SimulatedNetwork network = Design.Create()
            .TransitGateway("Tgw")
            .Vpc("Blue", "10.1.0.0/16").Subnet("BlueSubnet", "10.1.1.0/24", subnet => subnet.Route("10.0.0.0/8", "Tgw"))
            .TransitGatewayAttachment("BlueAttachment", "Tgw", ["BlueSubnet"])
            .Instance("B", "BlueSubnet")
            .Vpc("Red", "10.2.0.0/16").Subnet("RedSubnet", "10.2.1.0/24", subnet => subnet.Route("10.0.0.0/8", "Tgw"))
            .TransitGatewayAttachment("RedAttachment", "Tgw", ["RedSubnet"])
            .SecurityGroup("RedSg", group => group.AllowIn(Ping, "10.1.0.0/16"))
            .Instance("R", "RedSubnet", instance => instance.SecurityGroup("RedSg"))
            .Start();
        network.From("B").Ping("R").ShouldBeAnswered().ShouldGoThrough("Tgw");
        network.From("R").Ping("B").ShouldTimeOut().ShouldBeDropped("ENI_SG_RULES_MISMATCH");
    }

    [Fact]
    public void Whatever_the_builder_has_no_call_for_is_a_resource_with_its_properties()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16")
            .Subnet("Subnet", "10.0.1.0/24")
            .SecurityGroup("Sg", group => group.AllowIn(Tcp(443), "Offices"))
            .Resource("Offices", "AWS::EC2::PrefixList", "{ PrefixListName: offices, AddressFamily: IPv4, MaxEntries: 5, Entries: [ { Cidr: 10.0.1.0/28 } ] }")
            .Resource("Eni", "AWS::EC2::NetworkInterface", "{ SubnetId: !Ref Subnet, PrivateIpAddress: 10.0.1.9 }")
            .Instance("Server", "Subnet", instance => instance.SecurityGroup("Sg").Listens(443).PrivateAddress("10.0.1.200"))
            .Instance("Stranger", "Subnet", instance => instance.PrivateAddress("10.0.1.100"))
            .Start();
        network.From("Eni").Connect("Server", 443).ShouldConnect();
        network.From("Stranger").Connect("Server", 443).ShouldBeDropped("ENI_SG_RULES_MISMATCH");
    }

    // EC2 guide, "Configure the Instance Metadata Service options": with a hop limit of 1 the answer to a token request does not reach a container.
    // docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_container_gets_a_metadata_token_with_a_hop_limit_of_two(int hopLimit, bool answered)
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16").Subnet("Subnet", "10.0.1.0/24")
            .Instance("Node", "Subnet", instance => instance.Metadata(tokensRequired: true, hopLimit: hopLimit))
            .Start();
        var attempt = network.From("Node").InContainer().Metadata();
        if (answered) attempt.ShouldBeAnswered();
        else attempt.ShouldTimeOut();
        network.From("Node").Metadata(version: 1).ShouldReturn(401);
    }

    [Fact]
    public void A_firewall_on_a_host_keeps_users_from_the_metadata_service()
    {
        SimulatedNetwork network = Design.Create()
            .Vpc("10.0.0.0/16").Subnet("Subnet", "10.0.1.0/24").Instance("Node", "Subnet")
            .Firewall("Node", rules => rules.AcceptOut(Tcp(80), to: "169.254.169.254", user: "root").DropOut(to: "169.254.169.254/32"))
            .Start();
        network.From("Node").As("root").Metadata().ShouldBeAnswered();
        network.From("Node").As("www-data").Metadata().ShouldTimeOut();
    }

    [Fact]
    public void Flow_logs_of_the_design_are_part_of_the_template() =>
        Assert.Contains(
            "    Type: AWS::EC2::FlowLog\n    Properties:\n      TrafficType: REJECT\n",
            Design.Create().Vpc("10.0.0.0/16").FlowLog("Rejected", of: "Vpc", trafficType: "REJECT").ToTemplate(),
            StringComparison.Ordinal);
}
