using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Model.Tests.Validation;

// What a rule of a security group or an entry of a network ACL may name, and how it counts
public class GroupReferenceErrorsTests
{
    [Fact] // VPC peering guide, "Reference peer security groups": not across regions; the peer's CIDR blocks do instead
    public void A_group_of_another_region_cannot_be_named_and_its_blocks_are_the_remedy()
    {
        Design design = Peered(Sample.FromGroup("There")) with { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16", region: "eu-west-1")] };
        Assert.Contains("10.1.0.0/16", design.Refused("InvalidGroup.NotFound").Message, StringComparison.Ordinal);
        Peered(Sample.FromGroup("There")).Accepted();
    }

    [Theory] // VPC peering guide, "Reference peer security groups": a group of another account is named with the account
    [InlineData(null, true)]
    [InlineData("210987654321", true)]
    [InlineData("123456789012", false)]
    public void A_group_is_named_with_its_own_account(string? account, bool allowed)
    {
        Design design = Peered(Sample.FromGroup("There") with { GroupOwnerId = account }) with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16") with { AccountId = "210987654321" }],
        };
        if (allowed) design.Accepted();
        else Assert.Contains("123456789012/sg-There", design.Refused("InvalidGroup.NotFound").Message, StringComparison.Ordinal);
    }

    [Fact] // VPC guide, "Default security groups for your VPCs": it cannot be deleted, so there is always one
    public void A_VPC_has_its_default_group_whatever_the_design_writes()
    {
        Design complete = Sample.OneSubnet().Complete();
        SecurityGroup made = Assert.Single(complete.SecurityGroups);
        Assert.Equal(("default", made.Id), (made.GroupName, complete.Vpcs[0].DefaultSecurityGroupId));
        Design without = (complete with { SecurityGroups = [] }).Complete();
        Assert.Equal(made.Id, Assert.Single(without.SecurityGroups).Id);
    }

    [Theory] // EC2 API, IpPermission: type and code of ICMP, −1 for all; all types take all codes
    [InlineData(IpProtocol.Icmp, 8, -1, true)]
    [InlineData(IpProtocol.Icmp, 3, 4, true)]
    [InlineData(IpProtocol.Icmp, -1, -1, true)]
    [InlineData(IpProtocol.IcmpV6, 128, 0, true)]
    [InlineData(IpProtocol.Icmp, -1, 4, false)]
    [InlineData(IpProtocol.IcmpV6, -1, 0, false)]
    [InlineData(IpProtocol.Icmp, 256, -1, false)]
    [InlineData(IpProtocol.Icmp, 8, 256, false)]
    [InlineData(IpProtocol.Icmp, -2, -1, false)]
    public void An_ICMP_rule_names_a_type_and_code_or_all(int protocol, int type, int code, bool allowed)
    {
        Cidr peer = protocol == IpProtocol.Icmp ? Cidr.AnyIPv4 : Cidr.AnyIPv6;
        SecurityGroupRule rule = new() { Protocol = protocol, FromPort = type, ToPort = code, Cidr = peer };
        Design design = Sample.OneSubnet() with { SecurityGroups = [Sample.Group("G", ingress: rule)] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Theory] // VPC guide, "AWS-managed prefix lists": a list counts as its weight, that of S3 as one rule, that of CloudFront as 55
    [InlineData("com.amazonaws.us-east-1.s3", 59, true)]
    [InlineData("com.amazonaws.us-east-1.s3", 60, false)]
    [InlineData("com.amazonaws.global.cloudfront.origin-facing", 5, true)]
    [InlineData("com.amazonaws.global.cloudfront.origin-facing", 6, false)]
    [InlineData("com.amazonaws.us-east-1.route53-healthchecks", 35, true)]
    [InlineData("com.amazonaws.us-east-1.route53-healthchecks", 36, false)]
    public void A_list_of_AWS_counts_as_its_weight(string name, int otherRules, bool allowed)
    {
        Cidr[] entries = [.. Enumerable.Range(0, 70).Select(i => Cidr.Parse($"198.51.{i}.0/24"))];
        Design design = Sample.OneSubnet() with
        {
            PrefixLists = [new PrefixList { Name = name, Id = "pl-1", PrefixListName = name, AwsManaged = true, Entries = [.. entries] }],
            SecurityGroups =
            [
                Sample.Group("G", ingress:
                [
                    .. Enumerable.Range(1, otherRules).Select(port => Sample.Tcp(port)),
                    new SecurityGroupRule { Protocol = IpProtocol.All, PrefixListId = "pl-1" },
                ]),
            ],
        };
        if (allowed) design.Accepted();
        else design.Refused("RulesPerSecurityGroupLimitExceeded");
    }

    [Fact] // VPC guide, "Amazon VPC quotas": a reference to a group counts for IPv4 and for IPv6
    public void A_reference_to_a_group_counts_for_both_families()
    {
        Design With(string family) => Sample.OneSubnet() with
        {
            SecurityGroups = [Sample.Group("G", ingress: [.. Enumerable.Range(1, 60).Select(port => Sample.Tcp(port, family)), Sample.FromGroup("G")])],
        };
        With("0.0.0.0/0").Refused("RulesPerSecurityGroupLimitExceeded");
        With("::/0").Refused("RulesPerSecurityGroupLimitExceeded");
    }

    [Theory] // EC2 API, CreateNetworkAclEntry: the final entries have numbers 32767 (IPv4) and 32768 (IPv6), deny all, and nobody can write them
    [InlineData(false, 32_767, "0.0.0.0/0")]
    [InlineData(true, 32_768, "::/0")]
    public void The_final_entry_of_a_family_has_a_number_that_nobody_may_give(bool ipv6, int number, string block)
    {
        NetworkAclEntry final = NetworkAclEntry.Final(egress: false, ipv6);
        Assert.Equal((number, block, false, IpProtocol.All), (final.RuleNumber, final.CidrBlock.ToString(), final.Allow, final.Protocol));
        Assert.Equal("inbound * deny", final.ToString());
        (Sample.OneSubnet() with { NetworkAcls = [Sample.Acl("N", Sample.Entry(number, block: block))] }).Refused("InvalidParameterValue");
    }

    [Fact] // VPC guide, "Default network ACL": one that was edited gains no entry for IPv6
    public void An_edited_default_network_ACL_gains_no_entry_for_IPv6()
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(ipv6: "2001:db8::/56")],
            NetworkAcls = [Sample.Acl("Default", Sample.Entry(100), Sample.Entry(90, block: "10.9.0.0/16")) with { IsDefault = true }],
        };
        Assert.Equal(["inbound 100 allow all traffic 0.0.0.0/0", "inbound 90 allow all traffic 10.9.0.0/16"], Assert.Single(design.Complete().NetworkAcls).Entries.Select(entry => entry.ToString()));
        Assert.Contains((design with { NetworkAcls = [] }).Complete().NetworkAcls[0].Entries, entry => entry is { RuleNumber: 101, CidrBlock.IsIPv4: false });
    }

    private static Design Peered(SecurityGroupRule rule) => Sample.OneSubnet() with
    {
        Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")],
        SecurityGroups = [Sample.Group("Here", ingress: rule), Sample.Group("There", "Other")],
        PeeringConnections = [Sample.Peering("Vpc", "Other")],
    };
}
