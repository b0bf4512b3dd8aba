using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;
using VpcSim.Model.Vpcs;

namespace VpcSim.Model.Tests.Provisioning;

public class DefaultsTests
{
    [Fact] // VPC guide, "VPC basics"
    public void A_VPC_is_born_with_a_main_route_table_a_default_network_ACL_and_a_default_group()
    {
        Design design = Sample.OneSubnet().Complete();
        Vpc vpc = design.Vpcs[0];
        Assert.Equal("Vpc/main-route-table", design.RouteTables.Single(table => table.Id == vpc.MainRouteTableId && table.IsMain).Name);
        Assert.Equal("Vpc/default-network-acl", design.NetworkAcls.Single(acl => acl.Id == vpc.DefaultNetworkAclId && acl.IsDefault).Name);
        Assert.Equal("Vpc/default-security-group", design.SecurityGroups.Single(group => group.Id == vpc.DefaultSecurityGroupId).Name);
    }

    [Fact] // VPC guide, "Subnet route tables": a subnet without an association uses the main table
    public void A_subnet_without_associations_uses_the_main_table_and_the_default_ACL()
    {
        Design design = Sample.OneSubnet().Complete();
        Assert.Equal(design.Vpcs[0].MainRouteTableId, design.Subnets[0].RouteTableId);
        Assert.Equal(design.Vpcs[0].DefaultNetworkAclId, design.Subnets[0].NetworkAclId);
    }

    [Fact] // VPC guide, "Configure route tables": the main table cannot be deleted
    public void A_design_without_its_main_table_gets_it_back()
    {
        Design design = Sample.OneSubnet().Complete();
        Assert.Equal(DesignText.Of(design), DesignText.Of((design with { RouteTables = [] }).Complete()));
    }

    [Fact] // VPC guide, "Replace the main route table": subnets without an association follow
    public void A_replaced_main_table_serves_the_subnets_without_an_association()
    {
        Design design = Sample.OneSubnet() with { RouteTables = [Sample.Table("T") with { IsMain = true }, Sample.Table("U")] };
        Assert.Equal(("rtb-T", "rtb-T"), (design.Complete().Subnets[0].RouteTableId, design.Complete().Vpcs[0].MainRouteTableId));
        Assert.Equal("U", (design with { RouteTables = [design.RouteTables[0], Sample.Table("U") with { IsMain = true }] }).Refused("InvalidParameterValue").Resource);
    }

    [Fact]
    public void A_subnet_with_associations_keeps_them()
    {
        Design design = (Sample.OneSubnet() with
        {
            Subnets = [Sample.Subnet("A", "10.0.1.0/24") with { RouteTableId = "rtb-T", NetworkAclId = "acl-N" }],
            RouteTables = [Sample.Table("T")],
            NetworkAcls = [Sample.Acl("N")],
        }).Complete();
        Assert.Equal(("rtb-T", "acl-N"), (design.Subnets[0].RouteTableId, design.Subnets[0].NetworkAclId));
    }

    [Theory] // VPC guide, "Default network ACL": rule 101 where the VPC has an IPv6 block
    [InlineData(null, new[] { "inbound 100 allow all traffic 0.0.0.0/0", "outbound 100 allow all traffic 0.0.0.0/0" })]
    [InlineData("2600:1f18::/56", new[]
    {
        "inbound 100 allow all traffic 0.0.0.0/0", "inbound 101 allow all traffic ::/0",
        "outbound 100 allow all traffic 0.0.0.0/0", "outbound 101 allow all traffic ::/0",
    })]
    public void The_default_ACL_allows_everything_of_the_VPCs_families(string? ipv6, string[] entries)
    {
        Design design = (Sample.OneSubnet() with { Vpcs = [Sample.Vpc(ipv6: ipv6)] }).Complete();
        Assert.Equal(entries, design.NetworkAcls.Single().Entries.Select(entry => entry.ToString()));
    }

    [Fact] // VPC guide, "Default security groups for your VPCs"
    public void The_default_group_admits_itself_and_lets_everything_out()
    {
        SecurityGroup group = (Sample.OneSubnet() with { Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")] }).Complete().SecurityGroups.Single();
        Assert.Equal((IpProtocol.All, group.Id), (group.Ingress.Single().Protocol, group.Ingress.Single().GroupId));
        Assert.Equal([Cidr.AnyIPv4, Cidr.AnyIPv6], group.Egress.Select(rule => rule.Cidr!.Value));
        Assert.Equal(Cidr.AnyIPv4, Sample.OneSubnet().Complete().SecurityGroups.Single().Egress.Single().Cidr);
    }

    [Fact]
    public void What_a_design_names_as_default_is_not_made_again()
    {
        Design design = (Sample.OneSubnet() with
        {
            RouteTables = [Sample.Table("Own") with { IsMain = true }],
            NetworkAcls = [Sample.Acl("Own") with { IsDefault = true }],
            SecurityGroups = [Sample.Group("Own") with { GroupName = "default" }],
        }).Complete();
        Assert.Equal(("rtb-Own", "acl-Own", "sg-Own"),
            (design.Vpcs[0].MainRouteTableId, design.Vpcs[0].DefaultNetworkAclId, design.Vpcs[0].DefaultSecurityGroupId));
        Assert.Equal((1, 1, 1), (design.RouteTables.Length, design.NetworkAcls.Length, design.SecurityGroups.Length));
    }

    [Fact] // VPC guide, "Network ACLs": a new network ACL denies everything until you add rules
    public void A_written_ACL_gains_no_entry()
    {
        NetworkAcl acl = (Sample.OneSubnet() with { NetworkAcls = [Sample.Acl("N")] }).Complete().NetworkAcls.Single(item => item.Name == "N");
        Assert.Empty(acl.Entries);
    }

    [Fact] // EC2 API, CreateNetworkInterface: no group named means the VPC's default group
    public void An_interface_without_groups_has_the_default_one()
    {
        Design design = (Sample.OneSubnet() with
        {
            SecurityGroups = [Sample.Group("Web")],
            NetworkInterfaces = [Sample.Interface("Bare"), Sample.Interface("Dressed", groups: "Web")],
        }).Complete();
        Assert.Equal([design.Vpcs[0].DefaultSecurityGroupId!], design.InterfaceCalled("Bare").SecurityGroupIds);
        Assert.Equal(["sg-Web"], design.InterfaceCalled("Dressed").SecurityGroupIds);
    }

    [Theory] // AWS Regions and Availability Zones, "AZ IDs"
    [InlineData("us-east-1a", "use1-az1")]
    [InlineData("us-east-1f", "use1-az6")]
    [InlineData("eu-west-1b", "euw1-az2")]
    [InlineData("ap-southeast-2c", "apse2-az3")]
    [InlineData("us-gov-west-1a", "usgw1-az1")]
    [InlineData("us-east-1-bos-1a", "use1-bos1-az1")]
    [InlineData("xx-nowhere-1a", null)]
    [InlineData("us-east-1", null)]
    [InlineData("", null)]
    public void A_zones_id_counts_its_letters(string zone, string? id) => Assert.Equal(id, Subnets.AvailabilityZones.IdOf(zone));

    [Fact]
    public void A_written_zone_id_stays()
    {
        Design design = Sample.OneSubnet() with { Subnets = [Sample.Subnet("A", "10.0.1.0/24") with { AvailabilityZoneId = "use1-az4" }] };
        Assert.Equal("use1-az4", design.Complete().Subnets[0].AvailabilityZoneId);
        Assert.Equal("use1-az1", Sample.OneSubnet().Complete().Subnets[0].AvailabilityZoneId);
    }
}
