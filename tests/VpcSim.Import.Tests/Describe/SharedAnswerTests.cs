using VpcSim.DataPath.Services;
using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Describe;

/// <summary>Real answers of public repositories load, with what their text says.</summary>
public class SharedAnswerTests
{
    [Theory]
    [InlineData("batfish-hybrid-cloud", "us-west-2", 4, 10, 5, 4, 12, 9, 4)] // 11 groups, and the default one of a VPC whose own the file lacks
    [InlineData("cloudmapper-demo", "us-east-1", 1, 4, 1, 1, 8, 5, 3)]
    [InlineData("custodian-cross-az-nat", "us-west-2", 1, 13, 13, 1, 1, 2, 0)]
    [InlineData("npguard-basic-sg/collected.json", "eu-north-1", 2, 5, 2, 2, 3, 2, 2)]
    public void A_real_set_loads(string set, string region, int vpcs, int subnets, int tables, int acls, int groups, int interfaces, int instances)
    {
        Design design = Templates.Succeeded(Answers.Shared(set)).Design;
        Assert.Equal((region, vpcs, subnets, tables, acls, groups, interfaces, instances), (design.Region, design.Vpcs.Length, design.Subnets.Length, design.RouteTables.Length,
            design.NetworkAcls.Length, design.SecurityGroups.Length, design.NetworkInterfaces.Length, design.Instances.Length));
    }

    [Theory] // all that a reader of each set should know, calls that were not made aside
    [InlineData("batfish-hybrid-cloud", "assumed CVP Server Test", "outside-design Default+RDS-sg", "assumed Arista Demo", "assumed vpn-ba2e34a8")]
    [InlineData("cloudmapper-demo", "aws-would-refuse Bastion", "aws-would-refuse Web1", "aws-would-refuse Web2", "aws-would-refuse ecs", "assumed Prod", "assumed vpce-00000000000000002",
        "assumed Web1", "assumed Web2")]
    [InlineData("custodian-cross-az-nat", "assumed vpc-012347c909f1f1896", "aws-would-refuse subnet-aabbccddee", "aws-would-refuse subnet-aabbccddee")]
    [InlineData("npguard-basic-sg/collected.json", "assumed vpc1")]
    public void Its_findings_are_right(string set, params string[] findings) => Assert.Equal(findings.Order(StringComparer.Ordinal),
        Answers.Shared(set).Findings.Where(f => f.Code != "not-in-output").Select(f => $"{f.Code} {f.Resource}").Order(StringComparer.Ordinal));

    [Fact]
    public void Each_example_of_the_command_line_loads_by_itself_and_all_of_them_contradict_each_other()
    {
        Assert.SkipUnless(Directory.Exists(Repository.SharedAnswers), "the shared answers are not beside this repository");
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.SharedAnswers, "aws-cli-examples")))
        {
            if (!file.Contains("security-group-rules", StringComparison.Ordinal)) Assert.Empty(DesignImporter.Load(file, new ImportOptions()).Errors);
        }
        Assert.Equal("Describe.Conflict vpc-06e4ab6c6cEXAMPLE", Assert.Single(Answers.Shared("aws-cli-examples").Errors.Select(e => $"{e.Code} {e.Resource}")));
    }

    [Fact]
    public void The_lab_of_batfish_talks_within_its_VPC_and_takes_no_stranger()
    {
        ImportResult set = Answers.Shared("batfish-hybrid-cloud");
        Assert.Equal(["192.168.1.25", "192.168.1.186", "192.168.2.57"], new[] { "CVP Server Test", "core_01-eth0", "border_02-eth1" }.Select(name => Answers.Address(set.Design, name)));
        Assert.Equal("border_02-core_01", set.Design.Subnets.Single(s => s.Id == set.Design.NetworkInterfaces.Single(n => n.Name == "border_02-eth1").SubnetId).Name);
        Run run = Answers.Run(set);
        run.Send(Tcp.Syn("192.168.1.25", "192.168.2.57", 443)).ShouldBeDelivered(to: "border_02-eth1");
        run.Send(Tcp.Syn("10.0.0.30", "10.0.0.54", 22)).ShouldBeDelivered(to: "eni-0681f828");
        run.Send(Tcp.Syn("10.0.0.30", "10.0.0.54", 8080)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "eni-0681f828");
        Assert.Contains(set.Design.RouteTables.Single(t => t.Id == "rtb-f28e418b").Routes, r => r.TargetId == "nat-055c00735cace0ec4" && r.State == Model.RouteTables.RouteState.Blackhole);
        Assert.Equal(["10.1.1.0/24", "10.1.2.0/24", "10.1.3.0/24", "10.1.4.0/24"],
            set.Design.RouteTables.Single(t => t.Id == "rtb-296bf350").Routes.Where(r => r.TargetId == "vgw-81fd279f" && r.Destination != Model.Addressing.Cidr.AnyIPv4).Select(r => r.Destination.ToString()));
    }

    [Fact]
    public void The_web_of_cloudmapper_takes_port_8000_of_the_bastion_and_its_endpoint_takes_the_web()
    {
        ImportResult set = Answers.Shared("cloudmapper-demo");
        Assert.Equal(["tcp 8000 sg-00000003", "tcp 8000 sg-00000002"], Groups(set.Design, "Web1").Single().Ingress.Select(r => r.ToString()));
        Assert.Equal("sg-00000002", Groups(set.Design, "Bastion").Single().Id);
        Assert.Equal(["tcp 443 sg-00000004"], Groups(set.Design, "vpce-00000000000000002/Private 1a").Single().Ingress.Select(r => r.ToString()));
        // The file's addresses are made up: each is that of a subnet's router, so nobody else has it.
        Answers.Run(set).Send(Tcp.Syn("10.0.0.1", "10.0.2.1", 8000)).ShouldBeConsumed(by: VpcService.Router);
    }

    [Fact]
    public void The_private_subnets_of_custodian_share_the_NAT_gateway_of_one_zone()
    {
        Design design = Answers.Shared("custodian-cross-az-nat").Design;
        Assert.Equal("10.0.0.0/21", design.Vpcs.Single().CidrBlock.ToString());
        Assert.All(design.Subnets.Where(s => s.Name.StartsWith("PrivateSubnet", StringComparison.Ordinal)), subnet =>
            Assert.Contains(design.RouteTables.Single(t => t.Id == subnet.RouteTableId).Routes, r => r.ToString() == "0.0.0.0/0 -> nat-06e9acaa9c0ab8799"));
        Assert.Equal("us-west-2a", design.Subnets.Single(s => s.Id == design.NatGateways.Single(n => n.Id == "nat-06e9acaa9c0ab8799").SubnetId).AvailabilityZone);
        Assert.Equal(["eni-0425b1ee658bbb889"], design.NetworkInterfaces.Where(n => n.Name == "us-west-2b").Select(n => n.Id));
        Assert.Equal(design.Vpcs[0].Id, design.InternetGateways.Single().VpcId);
    }

    [Fact]
    public void The_instances_of_np_guard_talk_on_every_port()
    {
        ImportResult set = Answers.Shared("npguard-basic-sg/collected.json");
        Assert.Equal("1.0.0.1", set.Design.NetworkInterfaces.Single(n => n.Name == "instance1").PrivateAddresses[0].PublicAddress.ToString());
        Run run = Answers.Run(set);
        run.Send(Tcp.Syn("10.0.20.81", "10.0.10.50", 4711)).ShouldBeDelivered(to: "instance1");
        run.Reply().ShouldBeDelivered(to: "instance2");
    }

    private static IEnumerable<Model.SecurityGroups.SecurityGroup> Groups(Design design, string name)
    {
        string[] ids = [.. design.NetworkInterfaces.Single(n => n.Name == name).SecurityGroupIds];
        return design.SecurityGroups.Where(group => ids.Contains(group.Id));
    }
}
