using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Endpoints;
using VpcSim.Model.NetworkAcls;
using VpcSim.Model.Provisioning;
using VpcSim.Model.SecurityGroups;

namespace VpcSim.Model.Tests.Validation;

// EC2 API, "Error codes"; VPC guide, "Amazon VPC quotas", "Security group rules", "Network ACLs"
public class SecurityErrorsTests
{
    [Fact]
    public void An_interface_has_five_security_groups_at_most()
    {
        Design With(int count) => Sample.OneSubnet() with
        {
            SecurityGroups = [.. Enumerable.Range(0, count).Select(number => Sample.Group($"G{number}"))],
            NetworkInterfaces = [Sample.Interface("Web", groups: [.. Enumerable.Range(0, count).Select(number => $"G{number}")])],
        };
        With(5).Accepted();
        DesignError error = With(6).Refused("SecurityGroupsPerInterfaceLimitExceeded");
        Assert.Equal("Web", error.Resource);
        Assert.Equal("security-groups-per-interface", error.AdjustableQuota);
        Assert.Contains("--quota security-groups-per-interface=6", error.Message, StringComparison.Ordinal);
        With(6).Accepted(Quotas.Default.With("security-groups-per-interface=6"));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_group_has_sixty_rules_of_a_family_in_a_direction(int count, bool allowed)
    {
        SecurityGroupRule[] four = [.. Enumerable.Range(1, count).Select(port => Sample.Tcp(port))];
        SecurityGroupRule[] six = [.. Enumerable.Range(1, 60).Select(port => Sample.Tcp(port, "::/0"))];
        Design design = Sample.OneSubnet() with
        {
            SecurityGroups = [Sample.Group("G") with { Ingress = [.. four, .. six], Egress = [.. six] }],
        };
        if (allowed) design.Accepted();
        else design.Refused("RulesPerSecurityGroupLimitExceeded");
    }

    [Theory] // VPC guide, "Security group rules": a customer's prefix list counts as its largest size
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_prefix_list_counts_as_its_largest_size(int maxEntries, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            PrefixLists = [new PrefixList { Name = "Offices", Id = "pl-1", MaxEntries = maxEntries, Entries = [Cidr.Parse("198.51.100.0/24")] }],
            SecurityGroups = [Sample.Group("G", ingress: [Sample.Tcp(22), new SecurityGroupRule { Protocol = IpProtocol.All, PrefixListId = "pl-1" }])],
        };
        if (allowed) design.Accepted();
        else design.Refused("RulesPerSecurityGroupLimitExceeded");
    }

    [Fact]
    public void Rules_times_groups_never_exceed_a_thousand()
    {
        Quotas within = Quotas.Default.With("rules-per-security-group=100").With("security-groups-per-interface=10");
        Sample.OneSubnet().Accepted(within);
        Sample.OneSubnet().Refused("RulesPerSecurityGroupLimitExceeded", within.With("security-groups-per-interface=11"));
    }

    [Fact]
    public void A_rule_stands_once_in_a_group()
    {
        Design With(params SecurityGroupRule[] rules) => Sample.OneSubnet() with { SecurityGroups = [Sample.Group("G", ingress: rules)] };
        With(Sample.Tcp(22), Sample.Tcp(22) with { Description = "again" }).Refused("InvalidPermission.Duplicate");
        With(Sample.Tcp(22), Sample.Tcp(22, "10.0.0.0/8"), Sample.Tcp(23)).Accepted();
        // ports mean nothing for "all protocols"
        SecurityGroupRule all = new() { Protocol = IpProtocol.All, Cidr = Cidr.AnyIPv4 };
        With(all, all with { FromPort = 0, ToPort = 65535 }).Refused("InvalidPermission.Duplicate");
    }

    [Fact]
    public void A_group_of_another_VPC_is_not_found()
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")],
            SecurityGroups = [Sample.Group("Here"), Sample.Group("There", "Other")],
            NetworkInterfaces = [Sample.Interface("Web", groups: "There")],
        };
        design.Refused("InvalidGroup.NotFound");
        (design with { NetworkInterfaces = [Sample.Interface("Web", groups: "Here")] }).Accepted();
        (design with { NetworkInterfaces = [Sample.Interface("Web", groups: "Nobody")] }).Refused("InvalidGroup.NotFound");
    }

    [Fact] // VPC peering guide, "Update your security groups to reference peer groups"
    public void A_rule_may_name_a_group_of_a_VPC_peered_in_the_same_region()
    {
        Design design = Sample.OneSubnet() with
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")],
            SecurityGroups = [Sample.Group("Here", ingress: Sample.FromGroup("There")), Sample.Group("There", "Other")],
        };
        design.Refused("InvalidGroup.NotFound");
        Design peered = design with { PeeringConnections = [Sample.Peering("Vpc", "Other")] };
        peered.Accepted();
        (peered with { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16", region: "eu-west-1")] }).Refused("InvalidGroup.NotFound");
        (design with { SecurityGroups = [Sample.Group("Here", ingress: Sample.FromGroup("Nobody"))] }).Refused("InvalidGroup.NotFound");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(32_766, true)]
    [InlineData(0, false)]
    [InlineData(32_767, false)]
    public void A_rule_number_is_1_to_32766(int number, bool allowed)
    {
        Design design = Sample.OneSubnet() with { NetworkAcls = [Sample.Acl("N", Sample.Entry(number))] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }

    [Fact]
    public void A_rule_number_stands_once_in_a_direction()
    {
        Design With(params NetworkAclEntry[] entries) => Sample.OneSubnet() with { NetworkAcls = [Sample.Acl("N", entries)] };
        With(Sample.Entry(100), Sample.Entry(100, block: "10.0.0.0/8") with { Name = "Second" }).Refused("NetworkAclEntryAlreadyExists");
        With(Sample.Entry(100), Sample.Entry(100, egress: true), Sample.Entry(101)).Accepted();
    }

    [Theory] // the * rule of each family counts
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void A_direction_has_twenty_rules_of_a_family_with_the_star(int count, bool allowed)
    {
        Design design = Sample.OneSubnet() with
        {
            NetworkAcls =
            [
                Sample.Acl("N",
                [
                    .. Enumerable.Range(1, count).Select(number => Sample.Entry(number)),
                    .. Enumerable.Range(1, 19).Select(number => Sample.Entry(number, egress: true)),
                    .. Enumerable.Range(101, 19).Select(number => Sample.Entry(number, block: "::/0")),
                ]),
            ],
        };
        if (allowed) design.Accepted();
        else design.Refused("NetworkAclEntryLimitExceeded");
        design.Accepted(Quotas.Default.With("network-acl-rules-per-direction=40"));
    }

    [Fact] // EC2 API, CreateNetworkAclEntry takes CidrBlock or Ipv6CidrBlock alone
    public void A_network_ACL_entry_names_no_prefix_list()
    {
        DesignError error = NetworkAclErrors.PrefixListNotAllowed("Entry", "pl-63a5400a");
        Assert.Equal(("InvalidParameterValue", "Entry"), (error.Code, error.Resource));
        Assert.Contains("pl-63a5400a", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 443, true)]
    [InlineData(0, 65535, true)]
    [InlineData(443, 80, false)]
    [InlineData(80, 65536, false)]
    public void Ports_are_a_range_of_16_bits(int from, int to, bool allowed)
    {
        Design design = Sample.OneSubnet() with { SecurityGroups = [Sample.Group("G", ingress: Sample.Tcp(1) with { FromPort = from, ToPort = to })] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidParameterValue");
    }
}
