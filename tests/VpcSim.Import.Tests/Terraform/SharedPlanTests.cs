using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Terraform;

/// <summary>Real plans of public repositories load, with what their text says.</summary>
public class SharedPlanTests
{
    [Theory]
    [InlineData("01-security-group-for-each-tf1.9.json", "us-east-1", 1, 1, 3, 1, 0)]
    [InlineData("02-network-acl-tf1.0.json", "us-east-1", 1, 2, 0, 1, 0)]
    [InlineData("03-public-subnet-instance-tf1.1.json", "eu-west-1", 1, 1, 1, 2, 1)]
    [InlineData("04-elb-security-group-tf1.4.json", "eu-central-1", 1, 0, 1, 1, 0)]
    [InlineData("05-modules-vpc-sg-tf1.0.json", "us-east-2", 4, 0, 3, 4, 0)]
    [InlineData("06-customer-gateway-nat-tf0.12.json", "us-east-1", 1, 1, 2, 1, 1)]
    [InlineData("07-alb-four-subnets-tf0.12.json", "eu-west-1", 1, 4, 1, 2, 2)]
    [InlineData("08-vpc-flowlog-instances-tf0.12.json", "us-west-2", 2, 4, 2, 3, 7)]
    [InlineData("09-vpc-module-3az-nat-vgw-tf0.12.json", "eu-west-1", 1, 6, 0, 5, 3)]
    [InlineData("10-security-group-rules-tf0.12.json", "us-east-1", 0, 0, 0, 0, 0)]
    public void A_real_plan_loads(string file, string region, int vpcs, int subnets, int groups, int tables, int interfaces)
    {
        Design design = Templates.Succeeded(Plans.Shared(file)).Design;
        Assert.Equal((region, vpcs, subnets, tables, interfaces), (design.Region, design.Vpcs.Length, design.Subnets.Length, design.RouteTables.Length, design.NetworkInterfaces.Length));
        Assert.Equal(groups, design.SecurityGroups.Count(g => !g.Name.Contains('/')));
    }

    [Theory] // all that a reader of each file should know, and nothing else
    [InlineData("01-security-group-for-each-tf1.9.json", "assumed", "partly-known")]
    [InlineData("02-network-acl-tf1.0.json")]
    [InlineData("03-public-subnet-instance-tf1.1.json")]
    [InlineData("04-elb-security-group-tf1.4.json", "outside-design aws_elb.terra-elb", "outside-design aws_elb.without_secgroup")]
    [InlineData("05-modules-vpc-sg-tf1.0.json")]
    [InlineData("06-customer-gateway-nat-tf0.12.json", "assumed", "assumed aws_nat_gateway.gw", "outside-design aws_security_group_rule.allow_all")]
    [InlineData("07-alb-four-subnets-tf0.12.json", "assumed aws_route_table.test-pub-rtb", "not-modelled aws_lb.nlb-noncompliant")]
    [InlineData("10-security-group-rules-tf0.12.json", "assumed", "outside-design aws_security_group.ecs_task", "left-out aws_security_group_rule.ecs_task_egress_self",
        "left-out aws_security_group_rule.ecs_task_egress_to_internet_443", "left-out aws_security_group_rule.ecs_task_egress_to_mssql", "left-out aws_security_group_rule.ecs_task_ingress_self")]
    public void Its_findings_are_right(string file, params string[] findings) =>
        Assert.Equal(findings.Order(StringComparer.Ordinal),
            Plans.Shared(file).Findings.Select(f => f.Resource == file || f.Resource.StartsWith("data.", StringComparison.Ordinal) ? f.Code : $"{f.Code} {f.Resource}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_file_of_the_folder_is_among_them()
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedPlans), "the shared plans are not beside this repository");
        string[] tested = [.. typeof(SharedPlanTests).GetMethod(nameof(A_real_plan_loads))!.GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!)];
        Assert.Equal(Directory.GetFiles(Repository.SharedPlans).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_groups_of_for_each_modules_are_in_the_VPC_of_the_data_source()
    {
        Design design = Plans.Shared("01-security-group-for-each-tf1.9.json").Design;
        Assert.Equal(["awful_example", "bad_example", "terrible_example"], design.SecurityGroups.Where(g => g.VpcId == "vpc-123456abc" && !g.Name.Contains('/')).Select(g => g.GroupName).Order());
        Assert.Equal("module.sg[\"bad_example\"].aws_security_group.bad", design.SecurityGroups.Single(g => g.GroupName == "bad_example").Name);
        Assert.All(design.SecurityGroups.Where(g => !g.Name.Contains('/')), g => Assert.Equal((1, 0), (g.Ingress.Length, g.Egress.Length)));
    }

    [Fact]
    public void The_network_ACL_without_entries_has_both_subnets_of_its_module()
    {
        Design design = Plans.Shared("02-network-acl-tf1.0.json").Design;
        var acl = design.NetworkAcls.Single(a => a.Name == "module.vpc_module.aws_network_acl.vpc_subnet_acl");
        Assert.Empty(acl.Entries);
        Assert.All(design.Subnets, subnet => Assert.Equal(acl.Id, subnet.NetworkAclId));
        Assert.Equal(["172.16.0.128/25", "172.16.0.0/25"], design.Subnets.Select(s => s.CidrBlock.ToString()));
    }

    [Fact]
    public void The_public_instance_takes_SSH_and_may_send_nothing_of_its_own()
    {
        ImportResult plan = Plans.Shared("03-public-subnet-instance-tf1.1.json");
        var host = plan.Design.NetworkInterfaces.Single();
        Assert.Equal(("aws_instance.main", "aws_subnet.public"), (host.Name, plan.Design.Subnets.Single(s => s.Id == host.SubnetId).Name));
        Assert.NotNull(host.PrivateAddresses[0].PublicAddress);
        string address = host.PrivateAddresses[0].Address.ToString();
        Run run = Plans.Run(plan);
        run.Send(Tcp.Syn("198.51.100.7", address, 22)).ShouldBeDelivered(to: "aws_instance.main");
        run.Reply().ShouldBeDelivered();
        run.Send(Tcp.Syn("198.51.100.7", address, 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.main");
        run.Send(Tcp.Syn(address, "198.51.100.7", 443)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.main");
    }

    [Fact]
    public void Groups_follow_outputs_and_inputs_to_the_VPC_of_a_grandchild()
    {
        Design design = Plans.Shared("05-modules-vpc-sg-tf1.0.json").Design;
        string grandchild = design.Vpcs.Single(v => v.Name == "module.child1.module.grandchild1.aws_vpc.grandchild").Id;
        Assert.Equal(3, design.SecurityGroups.Count(g => !g.Name.Contains('/')));
        Assert.All(design.SecurityGroups.Where(g => !g.Name.Contains('/')), group => Assert.Equal(grandchild, group.VpcId));
    }

    [Fact]
    public void The_VPN_side_of_the_customer_gateway_plan_stands()
    {
        Design design = Plans.Shared("06-customer-gateway-nat-tf0.12.json").Design;
        Assert.Equal(("172.83.124.10", 65000), (design.CustomerGateways.Single().IpAddress, design.CustomerGateways[0].BgpAsn));
        Assert.Equal(design.Vpcs.Single().Id, design.VpnGateways.Single().VpcId);
        Assert.Equal(["tcp 443 0.0.0.0/0"], design.SecurityGroups.Single(g => g.Name == "aws_security_group.allow_all_egress").Egress.Select(r => r.ToString()));
        Assert.Empty(design.SecurityGroups.Single(g => g.Name == "aws_security_group.allow_tls").Egress);
    }

    [Fact]
    public void The_load_balancer_has_an_interface_in_both_public_subnets_and_takes_HTTP_alone()
    {
        ImportResult plan = Plans.Shared("07-alb-four-subnets-tf0.12.json");
        Assert.Equal(["aws_lb.nlb-noncompliant/aws_subnet.test-subnet-pubA", "aws_lb.nlb-noncompliant/aws_subnet.test-subnet-pubB"], plan.Design.NetworkInterfaces.Select(n => n.Name).Order());
        var table = plan.Design.RouteTables.Single(t => t.Name == "aws_route_table.test-pub-rtb");
        Assert.Equal(["aws_subnet.test-subnet-pubA", "aws_subnet.test-subnet-pubB"], plan.Design.Subnets.Where(s => s.RouteTableId == table.Id).Select(s => s.Name).Order());
        string address = plan.Design.NetworkInterfaces[0].PrivateAddresses[0].Address.ToString();
        Run run = Plans.Run(plan);
        run.Send(Tcp.Syn("198.51.100.7", address, 80)).ShouldBeDelivered();
        run.Send(Tcp.Syn("198.51.100.7", address, 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch);
    }

    [Fact]
    public void The_web_VPC_lets_its_hosts_talk_on_port_80_alone_and_the_internet_in()
    {
        ImportResult plan = Plans.Shared("08-vpc-flowlog-instances-tf0.12.json");
        Design design = plan.Design;
        string web = Address(design, "aws_instance.web_host"), db = Address(design, "aws_instance.db_app");
        Assert.Equal("172.16.10.100", Address(design, "aws_network_interface.web-eni"));
        Assert.Equal("aws_subnet.web_subnet", design.Subnets.Single(s => s.Id == design.NetworkInterfaces.Single(n => n.Name == "aws_instance.db_app").SubnetId).Name);
        Run run = Plans.Run(plan);
        run.Send(Tcp.Syn(web, db, 80)).ShouldBeDelivered(to: "aws_instance.db_app");
        run.Send(Tcp.Syn(web, db, 3306)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "aws_instance.db_app");
        run.Send(Tcp.Syn("198.51.100.7", web, 22)).ShouldBeDelivered(to: "aws_instance.web_host");
        Assert.Equal(["tcp 3306 172.16.0.0/16"], design.SecurityGroups.Single(g => g.Name == "aws_security_group.default").Ingress.Select(r => r.ToString()));
        Assert.Equal(("s3", 600), (design.FlowLogs.Single().DestinationType, design.FlowLogs[0].MaxAggregationIntervalSeconds));
    }

    [Fact]
    public void Its_load_balancer_database_and_cluster_have_interfaces_in_the_subnets_that_they_will_name()
    {
        Design design = Plans.Shared("08-vpc-flowlog-instances-tf0.12.json").Design;
        Assert.Equal(["aws_subnet.web_subnet tcp/80", "aws_subnet.web_subnet tcp/3306", "aws_subnet.eks_subnet1 tcp/443", "aws_subnet.eks_subnet2 tcp/443"],
            design.NetworkInterfaces.Where(eni => eni.RequesterManaged).OrderBy(eni => eni.ListeningPorts[0].Port == 443).ThenBy(eni => eni.ListeningPorts[0].Port)
                .Select(eni => $"{design.Subnets.Single(s => s.Id == eni.SubnetId).Name} {eni.ListeningPorts.Single()}"));
        Assert.Equal(["aws_elb.weblb", "aws_db_instance.default", "aws_eks_cluster.eks_cluster"], design.Workloads.Where(w => !w.NetworkInterfaceIds.IsEmpty).Select(w => w.Name).OrderDescending(StringComparer.Ordinal).OrderBy(n => n.Contains("eks") ? 2 : n.Contains("db") ? 1 : 0));
    }

    [Fact]
    public void The_VPC_module_gives_each_private_subnet_the_NAT_gateway_of_its_zone()
    {
        Design design = Plans.Shared("09-vpc-module-3az-nat-vgw-tf0.12.json").Design;
        for (int zone = 0; zone < 3; zone++)
        {
            var subnet = design.Subnets.Single(s => s.Name == $"module.vpc.aws_subnet.private[{zone}]");
            var table = design.RouteTables.Single(t => t.Id == subnet.RouteTableId);
            var nat = design.NatGateways.Single(n => n.Name == $"module.vpc.aws_nat_gateway.this[{zone}]");
            Assert.Equal($"module.vpc.aws_route_table.private[{zone}]", table.Name);
            Assert.Contains(table.Routes, route => route.ToString() == $"0.0.0.0/0 -> {nat.Id}");
            Assert.Equal($"module.vpc.aws_subnet.public[{zone}]", design.Subnets.Single(s => s.Id == nat.SubnetId).Name);
            Assert.Equal(subnet.AvailabilityZone, design.Subnets.Single(s => s.Id == nat.SubnetId).AvailabilityZone);
            Assert.Equal(design.ElasticIps.Single(e => e.Name == $"module.vpc.aws_eip.nat[{zone}]").AllocationId, nat.AllocationIds.Single());
        }
        Assert.Equal(design.Vpcs.Single().Id, design.VpnGateways.Single().VpcId);
    }

    private static string Address(Design design, string name) => design.NetworkInterfaces.Single(n => n.Name == name).PrivateAddresses[0].Address.ToString();
}
