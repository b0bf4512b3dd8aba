using VpcSim.DataPath.Trace;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;
using VpcSim.Model.RouteTables;
using VpcSim.TestSupport.Packets;
using VpcSim.TestSupport.Runs;

namespace VpcSim.Import.Tests.Describe;

/// <summary>A small network as AWS tells of it: two subnets, two instances, NAT, endpoints, a database of RDS.</summary>
public class DescribeTests
{
    [Fact]
    public void A_folder_of_answers_is_a_design_whatever_its_files_are_called()
    {
        Design design = Templates.Succeeded(Answers.Own()).Design;
        Assert.Equal(("eu-west-1", "111122223333"), (design.Region, design.AccountId));
        Assert.Equal("shop 10.0.0.0/16 10.1.0.0/16 2a05:d018:aa:bb00::/56", $"{design.Vpcs.Single().Name} {string.Join(' ', design.Vpcs[0].AllCidrBlocks)}");
        Assert.Equal("db:1 eni-0a1b2c3d4e5f60006 10.0.1.11 Interface", Describe(design, "eni-0a1b2c3d4e5f60006"));
        Assert.True(design.Vpcs[0].EnableDnsHostnames);
    }

    [Fact]
    public void Nothing_that_AWS_made_by_itself_is_made_again()
    {
        Design design = Answers.Own().Design;
        Assert.Equal((3, 2, 3, 6, 1, 2), (design.RouteTables.Length, design.NetworkAcls.Length, design.SecurityGroups.Length, design.NetworkInterfaces.Length, design.ElasticIps.Length, design.PrefixLists.Length));
        Assert.Equal(("rtb-0a1b2c3d4e5f60001", "acl-0a1b2c3d4e5f60001", "sg-0a1b2c3d4e5f60001"), (design.Vpcs[0].MainRouteTableId, design.Vpcs[0].DefaultNetworkAclId, design.Vpcs[0].DefaultSecurityGroupId));
        RouteTable routes = design.RouteTables.Single(t => t.Name == "private-routes");
        Assert.Equal(["10.0.0.0/16 -> local", "10.1.0.0/16 -> local", "2a05:d018:aa:bb00::/56 -> local", "0.0.0.0/0 -> nat-0a1b2c3d4e5f60001", "pl-6da54004 -> vpce-0a1b2c3d4e5f60001"], routes.Routes.Select(r => r.ToString()));
        Assert.Equal(["52.218.0.0/17", "3.5.64.0/21"], design.PrefixLists.Single(l => l.Id == "pl-6da54004").Entries.Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("eni-0a1b2c3d4e5f60001", "web eni-0a1b2c3d4e5f60001 10.0.0.10 Interface 54.246.0.10")] // drawn at the launch
    [InlineData("eni-0a1b2c3d4e5f60003", "nat eni-0a1b2c3d4e5f60003 10.0.0.20 NatGateway 54.246.0.20")] // its Elastic IP
    [InlineData("eni-0a1b2c3d4e5f60004", "queue/private eni-0a1b2c3d4e5f60004 10.0.1.40 VpcEndpoint")]
    [InlineData("eni-0a1b2c3d4e5f60005", "rds eni-0a1b2c3d4e5f60005 10.0.1.50 Service")] // a database of RDS
    public void An_interface_keeps_its_id_and_addresses_and_bears_the_name_of_its_owner(string id, string expected) => Assert.Equal(expected, Describe(Answers.Own().Design, id));

    [Fact]
    public void A_Name_tag_that_two_entries_bear_names_the_more_important_one_alone()
    {
        Design design = Answers.Own().Design;
        Assert.Equal("public", design.Subnets[0].Name);
        Assert.Equal("rtb-0a1b2c3d4e5f60002", design.RouteTables.Single(t => t.Id == "rtb-0a1b2c3d4e5f60002").Name);
        string twins = File.ReadAllText(Path.Combine(Answers.Folder, "b.json")).Replace("\"private\"", "\"public\"");
        Assert.Equal(["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"], Answers.With(("b.json", twins)).Design.Subnets.Select(s => s.Name));
    }

    [Fact]
    public void Its_findings_say_what_is_assumed_and_what_is_gone() => Assert.Equal(
        ["left-out i-0a1b2c3d4e5f60003", "left-out nat-0a1b2c3d4e5f60002", "assumed db", "not-in-output Answers"],
        Answers.Own().Findings.Select(f => $"{f.Code} {f.Resource}").OrderBy(f => f.StartsWith("left", StringComparison.Ordinal) ? 0 : f.StartsWith('a') ? 1 : 2).ThenBy(f => f, StringComparer.Ordinal));

    [Fact]
    public void Packets_pass_groups_ACLs_and_gateways_as_they_are()
    {
        Run run = Answers.Run(Answers.Own());
        run.Send(Tcp.Syn("203.0.113.9", "10.0.0.10", 80)).ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn("203.0.113.9", "10.0.0.10", 22)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "web");
        run.Send(Tcp.Syn("198.51.100.9", "10.0.0.10", 22)).ShouldBeDelivered(to: "web"); // of the prefix list
        run.Send(Tcp.Syn("10.0.0.10", "10.0.1.10", 5432)).ShouldBeDelivered(to: "db");
        run.Reply().ShouldBeDelivered(to: "web");
        run.Send(Tcp.Syn("10.0.0.10", "10.0.1.10", 23)).ShouldBeDropped(DropReason.SubnetAclRestriction); // the group lets it in
        run.Send(Tcp.Syn("10.0.1.10", "10.0.0.10", 80)).ShouldBeDropped(DropReason.EniSgRulesMismatch, by: "db"); // no egress rule
        run.Send(Tcp.Syn("10.0.0.10", "172.20.0.5", 80)).ShouldBeDropped(DropReason.BadStateRoute); // a blackhole
    }

    private static string Describe(Design design, string id)
    {
        NetworkInterface eni = design.NetworkInterfaces.Single(n => n.Id == id);
        return $"{eni.Name} {eni.Id} {eni.PrivateAddresses[0].Address} {eni.Kind} {eni.PrivateAddresses[0].PublicAddress}".TrimEnd();
    }
}
