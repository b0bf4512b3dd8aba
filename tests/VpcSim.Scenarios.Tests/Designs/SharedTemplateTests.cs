namespace VpcSim.Scenarios.Tests.Designs;

/// <summary>Whether named hosts of real templates can talk, on which port, and why not; each fact was checked by reading the template.</summary>
public class SharedTemplateTests
{
    private const string Outside = "198.51.100.7:443", S3 = "52.216.8.10:443", Delivered = "delivered";
    private const string NoGroup = "ENI_SG_RULES_MISMATCH", NoEntry = "SUBNET_ACL_RESTRICTION", NoRoute = "NO_ROUTE_TO_DESTINATION";

    private static readonly string[] _startupKit = ["AvailabilityZone1=us-east-1a", "AvailabilityZone2=us-east-1b"];

    private static readonly string[] _starter =
    [
        "VpcCidrParam=10.20.0.0/16", "PublicAZASubnetBlock=10.20.0.0/24", "PublicAZBSubnetBlock=10.20.1.0/24", "PublicAZCSubnetBlock=10.20.2.0/24",
        "PrivateAZASubnetBlock=10.20.10.0/24", "PrivateAZBSubnetBlock=10.20.11.0/24", "PrivateAZCSubnetBlock=10.20.12.0/24",
    ];

    private static readonly string[] _management = ["pRegionAZ2Name=us-east-1c", "pManagementPrivateSubnetACIDR=10.10.30.0/24", "pManagementPrivateSubnetBCIDR=10.10.40.0/24"];

    [Fact]
    public void In_01_the_private_host_gets_out_by_the_NAT_gateway_and_the_public_one_is_reached()
    {
        SharedTemplate t = SharedTemplate.Load("01-nat-gateway.template.json");
        Assert.Equal(("1 2 2 0 1 1 0", "PublicSubnet"), (t.Counts, t.SubnetOf("Nat")));
        t = t.With("Private in PrivateSubnet", "Public in PublicSubnet");
        Assert.Equal((Delivered, Delivered), (t.Tcp("Private:40000", Outside), t.Tcp(Outside, $"{t.PublicOf("Public")}:22")));
        Assert.Equal("IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", t.Tcp(Outside, "Private:22"));
    }

    [Fact]
    public void In_02_TCP_goes_over_the_VPN_connection_to_its_static_route_and_nothing_else_does()
    {
        SharedTemplate t = SharedTemplate.Load("02-vpn-connection.template.json", "VPNAddress=203.0.113.9").With("Host in PrivateSubnet");
        Assert.Equal("1 1 1 1 1 0 0", t.Counts); // the one group is the host's
        Assert.Equal((Delivered, NoEntry), (t.Tcp("Host:40000", "10.0.5.5:80"), t.Udp("Host:40000", "10.0.5.5:53")));
        Assert.Equal("VGW_PREFIX_UNKNOWN", t.Tcp("Host:40000", Outside));
    }

    [Theory] // ACL: in 22, 80 and 1024 to 65535; group: 22 and 80
    [InlineData(22, Delivered)]
    [InlineData(80, Delivered)]
    [InlineData(443, NoEntry)]
    [InlineData(8080, NoGroup)]
    public void In_03_the_instance_is_reached_on_the_ports_that_ACL_and_group_share(int port, string fate)
    {
        SharedTemplate t = SharedTemplate.Load("03-single-instance-nacl.template.json");
        Assert.Equal(("1 1 1 1 1 0 0", "Subnet"), (t.Counts, t.SubnetOf("WebServerInstance")));
        Assert.Equal(fate, t.Tcp("198.51.100.7:40000", $"{t.PublicOf("WebServerInstance")}:{port}"));
    }

    [Fact]
    public void In_04_the_groups_open_IPv6_alone()
    {
        SharedTemplate t = SharedTemplate.Load("04-ipv6-security-groups.yml").With("Client in Subnet", "Server in Subnet as InstanceSecurityGroup");
        Assert.Equal("1 1 1 5 2 0 0", t.Counts);
        Assert.Equal(NoGroup, t.Tcp("Client:40000", "Server:22"));
    }

    [Fact]
    public void In_05_hosts_of_both_zones_talk_and_get_out()
    {
        SharedTemplate t = SharedTemplate.Load("05-two-az-nat.yaml", "EnvironmentName=e");
        Assert.Equal(("1 4 3 0 2 2 0", "PublicSubnet1", "PublicSubnet2"), (t.Counts, t.SubnetOf("NatGateway1"), t.SubnetOf("NatGateway2")));
        t = t.With("A in PrivateSubnet1", "B in PrivateSubnet2", "Public in PublicSubnet1");
        Assert.Equal((Delivered, Delivered, Delivered), (t.Tcp("A:40000", Outside), t.Tcp("A:40000", "B:5432"), t.Tcp(Outside, $"{t.PublicOf("Public")}:80")));
    }

    [Fact]
    public void In_06_the_public_ACL_stops_nothing()
    {
        SharedTemplate t = SharedTemplate.Load("06-managed-nat-private-subnet.yaml");
        Assert.Equal(("1 4 3 0 2 2 0", "PublicSubnet0"), (t.Counts, t.SubnetOf("NATGateway0")));
        t = t.With("Private in PrivateSubnet0", "Public in PublicSubnet0");
        Assert.Equal((Delivered, Delivered), (t.Tcp("Private:40000", Outside), t.Tcp(Outside, $"{t.PublicOf("Public")}:80")));
    }

    [Fact]
    public void In_07_the_interface_joins_a_subnet_of_another_stack_by_its_id_and_takes_SSH_alone()
    {
        SharedTemplate net = SharedTemplate.Load("01-nat-gateway.template.json");
        SharedTemplate t = SharedTemplate.Load("01-nat-gateway.template.json 07-multiple-private-addresses.yaml", $"VpcId={net.Design.Vpcs[0].Id}",
            $"SubnetId={net.Design.Subnets.Single(s => s.Name == "PublicSubnet").Id}", "PrimaryIPAddress=172.18.0.10", "SecondaryIPAddress=172.18.0.11");
        Assert.Equal(("1 2 2 1 2 1 0", "PublicSubnet", "172.18.0.10"), (t.Counts, t.SubnetOf("Eth0"), t.AddressOf("Eth0")));
        Assert.Equal((Delivered, NoGroup), (t.Tcp("198.51.100.7:40000", $"{t.PublicOf("Eth0")}:22"), t.Tcp("198.51.100.7:40000", $"{t.PublicOf("Eth0")}:80")));
    }

    [Fact]
    public void In_08_the_private_instance_reaches_endpoints_and_nothing_outside()
    {
        SharedTemplate t = SharedTemplate.Load("08-endpoints.yaml", "EnvironmentName=e");
        Assert.Equal(("1 4 3 3 4 0 2", "PublicSubnet1", "PrivateSubnet1"), (t.Counts, t.SubnetOf("BastionInstance"), t.SubnetOf("PrivateInstance")));
        Assert.Equal((Delivered, NoGroup), (t.Tcp("BastionInstance:40000", "PrivateInstance:22"), t.Tcp("BastionInstance:40000", "PrivateInstance:80")));
        Assert.Equal((Delivered, Delivered, NoRoute), (t.Tcp("PrivateInstance:40000", S3), t.Tcp("PrivateInstance:40000", "CfnEndpoint/PrivateSubnet2:443"), t.Tcp("PrivateInstance:40000", Outside)));
    }

    [Fact]
    public void In_09_each_tier_lets_the_one_before_it_in()
    {
        SharedTemplate t = SharedTemplate.Load("09-startup-kit-vpc.yml", _startupKit);
        Assert.Equal("1 4 2 4 1 1 0", t.Counts);
        t = t.With("Elb in PublicSubnet1 as ELBSecurityGroup", "Bastion in PublicSubnet2 as BastionSecurityGroup", "App in PrivateSubnet1 as AppSecurityGroup", "Db in PrivateSubnet2 as DbSecurityGroup");
        Assert.Equal((Delivered, Delivered, Delivered), (t.Tcp("Elb:40000", "App:80"), t.Tcp("App:40000", "Db:5432"), t.Tcp("Bastion:40000", "Db:3306")));
        Assert.Equal((NoGroup, NoGroup, NoGroup), (t.Tcp("Elb:40000", "Db:5432"), t.Tcp("App:40000", "Db:22"), t.Tcp("Bastion:40000", "App:80")));
    }

    [Fact]
    public void In_10_all_private_subnets_share_one_NAT_gateway_and_the_S3_endpoint()
    {
        SharedTemplate t = SharedTemplate.Load("10-starter-network.yaml", _starter);
        Assert.Equal(("1 6 4 0 1 1 2", "PublicAZASubnet"), (t.Counts, t.SubnetOf("AZANatGateway")));
        t = t.With("A in PrivateAZASubnet", "C in PrivateAZCSubnet");
        Assert.Equal((Delivered, Delivered, Delivered), (t.Tcp("A:40000", Outside), t.Tcp("C:40000", Outside), t.Tcp("C:40000", S3)));
    }

    [Fact]
    public void In_11_the_transit_gateway_knows_its_one_VPC_alone()
    {
        SharedTemplate t = SharedTemplate.Load("11-transit-gateway.yml");
        Assert.Equal("1 2 2 0 2 0 0", t.Counts);
        t = t.With("A in VpcIsolatedSubnet1SubnetE48C5737", "B in VpcIsolatedSubnet2Subnet16364B91");
        Assert.Equal((Delivered, "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"), (t.Tcp("A:40000", "B:5432"), t.Tcp("A:40000", Outside)));
    }

    [Fact]
    public void In_12_the_bastion_takes_SSH_and_private_hosts_get_out()
    {
        SharedTemplate t = SharedTemplate.Load("12-management-vpc-peering.yaml", _management);
        Assert.Equal(("1 4 2 1 2 1 0", "rManagementDMZSubnetA"), (t.Counts, t.SubnetOf("rENIProductionBastion")));
        string bastion = t.PublicOf("rENIProductionBastion");
        Assert.Equal((Delivered, NoGroup), (t.Tcp("198.51.100.7:40000", $"{bastion}:22"), t.Tcp("198.51.100.7:40000", $"{bastion}:443")));
        Assert.Equal(Delivered, t.With("Host in rManagementPrivateSubnetB").Tcp("Host:40000", Outside));
    }

    [Fact]
    public void In_13_tiers_of_two_zones_talk_and_get_out()
    {
        SharedTemplate t = SharedTemplate.Load("13-quickstart-vpc.yaml", "AvailabilityZones=us-east-1a,us-east-1b");
        Assert.Equal(("1 4 3 0 2 2 1", "PublicSubnet1"), (t.Counts, t.SubnetOf("NATGateway1")));
        t = t.With("A in PrivateSubnet1A", "Public in PublicSubnet2");
        Assert.Equal((Delivered, Delivered), (t.Tcp("A:40000", Outside), t.Tcp("Public:40000", "A:80")));
    }

    [Fact]
    public void In_14a_alone_private_hosts_have_no_way_out_by_IPv4()
    {
        SharedTemplate t = SharedTemplate.Load("14a-widdix-vpc-2azs.yaml").With("A in SubnetAPrivate", "Public in SubnetAPublic");
        Assert.Equal((NoRoute, Delivered), (t.Tcp("A:40000", Outside), t.Tcp("Public:40000", Outside)));
    }

    [Theory]
    [InlineData("net=14a-widdix-vpc-2azs.yaml 14b-widdix-nat-gateway.yaml 14c-widdix-endpoint-s3.yaml 14d-widdix-endpoint.yaml 14e-widdix-flow-logs.yaml")]
    [InlineData("14e-widdix-flow-logs.yaml 14d-widdix-endpoint.yaml 14c-widdix-endpoint-s3.yaml 14b-widdix-nat-gateway.yaml net=14a-widdix-vpc-2azs.yaml")]
    public void In_14a_to_14e_five_stacks_are_one_network(string files)
    {
        SharedTemplate t = SharedTemplate.Load(files, "ParentVPCStack=net", "ServiceName=ssm");
        Assert.Equal(("1 4 4 1 3 1 2", "SubnetAPublic"), (t.Counts, t.SubnetOf("NatGateway")));
        Assert.Equal(t.Design.Vpcs[0].Id, Assert.Single(t.Design.FlowLogs).ResourceId);
        t = t.With("A in SubnetAPrivate", "B in SubnetBPrivate");
        Assert.Equal((Delivered, NoRoute), (t.Tcp("A:40000", Outside), t.Tcp("B:40000", Outside))); // the NAT gateway serves zone A
        Assert.Equal((Delivered, Delivered), (t.Tcp("A:40000", S3), t.Tcp("B:40000", S3)));
        Assert.Equal((Delivered, NoGroup), (t.Tcp("B:40000", "Endpoint/SubnetAPrivate:443"), t.Tcp("B:40000", "Endpoint/SubnetAPrivate:80")));
    }
}
