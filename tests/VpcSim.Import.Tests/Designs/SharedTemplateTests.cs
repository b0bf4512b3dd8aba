using VpcSim.Model.Designs;

namespace VpcSim.Import.Tests.Designs;

/// <summary>Real templates of public repositories load, with what their text says.</summary>
public class SharedTemplateTests
{
    [Theory]
    [InlineData("01-nat-gateway.template.json", 2, 3, 1, 0, 1)]
    [InlineData("02-vpn-connection.template.json", 1, 2, 0, 0, 0, "VPNAddress=203.0.113.9")]
    [InlineData("03-single-instance-nacl.template.json", 1, 2, 1, 1, 1)]
    [InlineData("04-ipv6-security-groups.yml", 1, 2, 0, 4, 0)]
    [InlineData("05-two-az-nat.yaml", 4, 4, 2, 0, 2, "EnvironmentName=e")]
    [InlineData("06-managed-nat-private-subnet.yaml", 4, 4, 2, 0, 2)]
    [InlineData("07-multiple-private-addresses.yaml", 0, 0, 0, 0, 1, "VpcId=vpc-0123456789abcdef0", "SubnetId=subnet-0123456789abcdef0", "PrimaryIPAddress=10.0.0.10", "SecondaryIPAddress=10.0.0.11")]
    [InlineData("08-endpoints.yaml", 4, 4, 4, 3, 0, "EnvironmentName=e")]
    [InlineData("09-startup-kit-vpc.yml", 4, 3, 1, 4, 1, "AvailabilityZone1=us-east-1a", "AvailabilityZone2=us-east-1b")]
    [InlineData("10-starter-network.yaml", 6, 5, 1, 0, 1, "VpcCidrParam=10.20.0.0/16", "PublicAZASubnetBlock=10.20.0.0/24", "PublicAZBSubnetBlock=10.20.1.0/24",
        "PublicAZCSubnetBlock=10.20.2.0/24", "PrivateAZASubnetBlock=10.20.10.0/24", "PrivateAZBSubnetBlock=10.20.11.0/24", "PrivateAZCSubnetBlock=10.20.12.0/24", "EnableVpcFlowLogs=true")]
    [InlineData("11-transit-gateway.yml", 2, 3, 2, 0, 0)]
    [InlineData("12-management-vpc-peering.yaml", 4, 3, 2, 1, 3, "pRegionAZ2Name=us-east-1c", "pManagementPrivateSubnetACIDR=10.10.30.0/24", "pManagementPrivateSubnetBCIDR=10.10.40.0/24")]
    [InlineData("13-quickstart-vpc.yaml", 4, 4, 2, 0, 2, "AvailabilityZones=us-east-1a,us-east-1b")]
    [InlineData("14a-widdix-vpc-2azs.yaml", 4, 5, 0, 0, 0)]
    [InlineData("14b-widdix-nat-gateway.yaml", 0, 0, 0, 0, 1, "ParentVPCStack=net")]
    [InlineData("14c-widdix-endpoint-s3.yaml", 0, 0, 0, 0, 0, "ParentVPCStack=net")]
    [InlineData("14d-widdix-endpoint.yaml", 0, 0, 0, 0, 0, "ParentVPCStack=net", "ServiceName=ssm")]
    [InlineData("14e-widdix-flow-logs.yaml", 0, 0, 0, 0, 0, "ParentVPCStack=net")]
    public void A_real_template_loads(string file, int subnets, int routeTables, int interfaces, int groups, int elasticIps, params string[] parameters)
    {
        Design design = Load(file, parameters);
        Assert.Equal((subnets, routeTables, interfaces, elasticIps), (design.Subnets.Length, design.RouteTables.Length, design.NetworkInterfaces.Length, design.ElasticIps.Length));
        Assert.Equal(groups, design.SecurityGroups.Count(g => !g.Name.Contains('/')));
    }

    [Fact]
    public void Every_file_of_the_folder_is_among_them()
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedTemplates), "the shared templates are not beside this repository");
        string[] tested = [.. typeof(SharedTemplateTests).GetMethod(nameof(A_real_template_loads))!.GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!)];
        Assert.Equal(Directory.GetFiles(Repository.SharedTemplates).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_VPN_template_has_a_static_route_and_a_TCP_only_ACL()
    {
        Design design = Load("02-vpn-connection.template.json", "VPNAddress=203.0.113.9");
        Assert.Equal("10.0.0.0/16", design.VpnConnections.Single().Routes.Single().ToString());
        Assert.Equal("203.0.113.9", design.CustomerGateways.Single().IpAddress);
        Assert.Equal(["inbound 100 allow tcp all ports 0.0.0.0/0", "outbound 100 allow tcp all ports 0.0.0.0/0"],
            design.NetworkAcls.Single(a => a.Name == "PrivateNetworkAcl").Entries.Select(e => e.ToString()));
        Assert.Contains(design.RouteTables.Single(t => t.Name == "PrivateRouteTable").Routes, r => r.ToString().StartsWith("0.0.0.0/0 -> vgw-", StringComparison.Ordinal));
    }

    [Fact]
    public void The_single_instance_has_its_Elastic_IP_and_ports()
    {
        Design design = Load("03-single-instance-nacl.template.json");
        Assert.Equal(design.ElasticIps[0].PublicAddress, design.NetworkInterfaces.Single().PrivateAddresses[0].PublicAddress);
        Assert.Equal("m1.small", design.Instances.Single().InstanceType);
        Assert.Equal(["tcp 22 0.0.0.0/0", "tcp 80 0.0.0.0/0"], design.SecurityGroups.Single(g => g.Name == "InstanceSecurityGroup").Ingress.Select(r => r.ToString()));
        Assert.Equal(6, design.NetworkAcls.Single(a => a.Name == "NetworkAcl").Entries.Length);
    }

    [Fact]
    public void The_IPv6_template_reads_every_way_to_write_everywhere()
    {
        Design design = Load("04-ipv6-security-groups.yml");
        Assert.Equal(["tcp 22 ::/0", "tcp 22 ::/0", "tcp 22 ::/0", "tcp 22 2001:800::/21"],
            design.SecurityGroups.Where(g => g.Name.StartsWith("Instance", StringComparison.Ordinal)).OrderBy(g => g.Name, StringComparer.Ordinal).Select(g => g.Ingress.Single().ToString()));
        Assert.Equal(design.Vpcs[0].Ipv6CidrBlocks[0].Network, design.Subnets[0].Ipv6CidrBlock!.Value.Network);
    }

    [Fact]
    public void The_two_zones_have_a_NAT_gateway_each()
    {
        Design design = Load("05-two-az-nat.yaml", "EnvironmentName=e");
        Assert.Equal(["us-east-1a", "us-east-1b"], design.NatGateways.Select(n => design.Subnets.Single(s => s.Id == n.SubnetId).AvailabilityZone));
        Assert.Equal(["10.192.10.0/24", "10.192.11.0/24", "10.192.20.0/24", "10.192.21.0/24"], design.Subnets.Select(s => s.CidrBlock.ToString()!));
        Assert.Equal([true, true, false, false], design.Subnets.Select(s => s.MapPublicIpOnLaunch));
    }

    [Fact]
    public void The_start_up_kits_groups_name_each_other()
    {
        Design design = Load("09-startup-kit-vpc.yml", "AvailabilityZone1=us-east-1a", "AvailabilityZone2=us-east-1b");
        string app = design.SecurityGroups.Single(g => g.Name == "AppSecurityGroup").Id;
        Assert.Equal($"tcp 80 {app}", design.SecurityGroups.Single(g => g.Name == "ELBSecurityGroup").Egress.Single().ToString());
        Assert.Equal(6, design.SecurityGroups.Single(g => g.Name == "BastionSecurityGroup").Egress.Length);
        Assert.Equal(4, design.SecurityGroups.Single(g => g.Name == "DbSecurityGroup").Ingress.Length);
        Assert.Single(design.NatGateways);
        Assert.Equal(2, Load("09-startup-kit-vpc.yml", "AvailabilityZone1=us-east-1a", "AvailabilityZone2=us-east-1b", "SingleNatGateway=false").NatGateways.Length);
    }

    [Fact]
    public void The_quick_start_grows_to_four_zones_by_its_conditions()
    {
        Design design = Load("13-quickstart-vpc.yaml", "AvailabilityZones=us-east-1a,us-east-1b,us-east-1c,us-east-1d", "NumberOfAZs=4",
            "CreateAdditionalPrivateSubnets=true", "CreateVPCFlowLogsToCloudWatch=true");
        Assert.Equal((12, 4, 4, 1), (design.Subnets.Length, design.NatGateways.Length, design.NetworkAcls.Count(a => !a.IsDefault), design.VpcEndpoints.Length));
        Assert.Equal("10.0.216.0/21", design.Subnets.Single(s => s.Name == "PrivateSubnet4B").CidrBlock.ToString());
        Assert.StartsWith("${version} ${account-id}", design.FlowLogs.Single().LogFormat);
        Assert.Equal("Template.RuleViolated", Assert.Single(Import("13-quickstart-vpc.yaml", "AvailabilityZones=us-east-1a,us-east-1b", "CreatePublicSubnets=false").Errors).Code);
    }

    [Fact]
    public void The_dual_stack_VPC_splits_its_IPv6_block()
    {
        Design design = Load("14a-widdix-vpc-2azs.yaml", "ClassB=7");
        Assert.Equal("10.7.0.0/16", design.Vpcs.Single().CidrBlock.ToString());
        Assert.Equal(Enumerable.Range(0, 4).Select(i => design.Vpcs[0].Ipv6CidrBlocks[0].Network.Skip((ulong)i, 64)), design.Subnets.Select(s => s.Ipv6CidrBlock!.Value.Network));
        Assert.Equal(2, design.RouteTables.SelectMany(t => t.Routes).Count(r => r.TargetId.StartsWith("eigw-", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_other_stacks_export_is_a_finding()
    {
        ImportResult result = Import("14b-widdix-nat-gateway.yaml", "ParentVPCStack=net");
        Assert.Contains(result.Findings, f => f.Resource == "NatGateway" && f.Message.Contains("Fn::ImportValue 'net-SubnetAPublic'"));
    }

    private static Design Load(string file, params string[] parameters) => Templates.Succeeded(Import(file, parameters)).Design;

    private static ImportResult Import(string file, params string[] parameters)
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedTemplates), "the shared templates are not beside this repository");
        return DesignImporter.Load(Path.Combine(Repository.SharedTemplates, file), Templates.Options(parameters));
    }
}
