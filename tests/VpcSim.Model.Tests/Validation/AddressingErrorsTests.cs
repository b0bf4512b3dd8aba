using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;

namespace VpcSim.Model.Tests.Validation;

// EC2 API, "Error codes"; VPC guide, "VPC CIDR blocks" and "Subnet CIDR blocks"
public class AddressingErrorsTests
{
    [Theory]
    [InlineData("10.0.0.0/16", true)]
    [InlineData("10.0.0.0/28", true)]
    [InlineData("10.0.0.0/15", false)]
    [InlineData("10.0.0.0/29", false)]
    public void A_VPC_is_a_16_to_a_28(string block, bool allowed)
    {
        Design design = new() { Vpcs = [Sample.Vpc(block: block)] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidVpc.Range");
    }

    [Theory] // VPC guide, "IPv4 CIDR block association restrictions"
    [InlineData("10.1.0.0/16", true)]
    [InlineData("100.64.0.0/16", true)]
    [InlineData("172.16.0.0/16", false)]
    [InlineData("192.168.0.0/16", false)]
    [InlineData("198.19.0.0/16", false)]
    [InlineData("10.0.128.0/17", false)]
    public void A_secondary_block_is_of_the_primarys_private_range_and_apart_from_it(string block, bool allowed)
    {
        Design design = new() { Vpcs = [Sample.Vpc() with { SecondaryCidrBlocks = [Cidr.Parse(block)] }] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidVpc.Range");
    }

    [Theory]
    [InlineData("10.0.1.0/24", true)]
    [InlineData("10.0.0.0/16", true)]
    [InlineData("10.1.1.0/24", false)]
    [InlineData("10.0.0.0/29", false)]
    public void A_subnet_lies_inside_its_VPC(string block, bool allowed)
    {
        Design design = new() { Vpcs = [Sample.Vpc()], Subnets = [Sample.Subnet("A", block)] };
        if (allowed) design.Accepted();
        else Assert.Equal("A", design.Refused("InvalidSubnet.Range").Resource);
    }

    [Theory]
    [InlineData("2600:1f18:0:1::/64", true)]
    [InlineData("2600:1f18:0:1::/66", false)]
    [InlineData("2600:1f18:1::/64", false)]
    public void An_IPv6_subnet_is_a_64_of_the_VPCs_block(string block, bool allowed)
    {
        Design design = new() { Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")], Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: block)] };
        if (allowed) design.Accepted();
        else design.Refused("InvalidSubnet.Range");
    }

    [Fact]
    public void Subnets_of_one_VPC_never_overlap()
    {
        Design design = new() { Vpcs = [Sample.Vpc(), Sample.Vpc("Other")], Subnets = [Sample.Subnet("B", "10.0.1.0/25"), Sample.Subnet("A", "10.0.1.0/24")] };
        DesignError error = design.Refused("InvalidSubnet.Conflict");
        Assert.Equal("B", error.Resource);
        Assert.Contains("A (10.0.1.0/24)", error.Message, StringComparison.Ordinal);
        (design with { Subnets = [Sample.Subnet("A", "10.0.1.0/25"), Sample.Subnet("B", "10.0.1.128/25")] }).Accepted();
        (design with { Subnets = [Sample.Subnet("A", "10.0.1.0/24"), Sample.Subnet("B", "10.0.1.0/24", "Other")] }).Accepted();
    }

    [Fact]
    public void An_overlap_is_found_behind_a_subnet_between() => new Design
    {
        Vpcs = [Sample.Vpc()],
        Subnets = [Sample.Subnet("A", "10.0.0.0/20"), Sample.Subnet("B", "10.0.16.0/24"), Sample.Subnet("C", "10.0.15.0/24")],
    }.Refused("InvalidSubnet.Conflict");

    [Theory] // VPC guide, "Subnet sizing"
    [InlineData("10.0.1.4", null)]
    [InlineData("10.0.1.254", null)]
    [InlineData("10.0.1.0", "InvalidParameterValue")]
    [InlineData("10.0.1.3", "InvalidParameterValue")]
    [InlineData("10.0.1.255", "InvalidParameterValue")]
    [InlineData("10.0.2.4", "InvalidParameterValue")]
    public void A_pinned_address_is_a_free_one_of_the_subnet(string address, string? code)
    {
        Design design = Sample.OneSubnet() with { NetworkInterfaces = [Sample.Interface("Web", address: address)] };
        if (code is null) design.Accepted();
        else design.Refused(code);
    }

    [Fact]
    public void An_address_pinned_twice_is_in_use()
    {
        Design design = Sample.OneSubnet() with
        {
            NetworkInterfaces = [Sample.Interface("b", address: "10.0.1.9"), Sample.Interface("a", address: "10.0.1.9")],
        };
        Assert.Equal("b", design.Refused("InvalidIPAddress.InUse").Resource);
    }

    [Fact] // VPC peering guide, "VPC peering limitations"
    public void VPCs_with_overlapping_blocks_cannot_peer()
    {
        Design design = new()
        {
            Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.0.0.0/20")],
            PeeringConnections = [Sample.Peering("Vpc", "Other")],
        };
        Assert.Contains("overlapping CIDR range", design.Refused("failed").Message, StringComparison.Ordinal);
        (design with { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/20")] }).Accepted();
        (design with { PeeringConnections = [] }).Accepted();
    }

    [Theory] // VPC guide, "Subnet sizing": the first four IPv6 addresses of a subnet and the last are reserved
    [InlineData("2600:1f18::4", true)]
    [InlineData("2600:1f18::ffff:ffff:ffff:fffe", true)]
    [InlineData("2600:1f18::", false)]
    [InlineData("2600:1f18::1", false)]
    [InlineData("2600:1f18::3", false)]
    [InlineData("2600:1f18::ffff:ffff:ffff:ffff", false)]
    public void A_pinned_IPv6_address_is_a_free_one_of_the_subnet(string address, bool allowed)
    {
        Design design = new()
        {
            Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
            Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18::/64")],
            NetworkInterfaces = [Sample.Interface("Web") with { Ipv6Addresses = [Model.Addressing.IpAddress.Parse(address)] }],
        };
        if (allowed) design.Accepted();
        else Assert.Equal("Web", design.Refused("InvalidParameterValue").Resource);
    }

    [Fact] // VPC peering guide, "VPC peering basics": a request that is not accepted expires after 7 days
    public void A_peering_that_is_not_accepted_is_a_finding()
    {
        Design design = new() { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")], PeeringConnections = [Sample.Peering("Vpc", "Other", active: false)] };
        Assert.Contains("expire 7 days", Assert.Single(design.Provision().Findings).Message, StringComparison.Ordinal);
        Assert.Empty((design with { PeeringConnections = [Sample.Peering("Vpc", "Other")] }).Provision().Findings);
    }

    [Fact]
    public void A_pair_of_VPCs_peers_once()
    {
        Design design = new() { Vpcs = [Sample.Vpc(), Sample.Vpc("Other", "10.1.0.0/16")], PeeringConnections = [Sample.Peering("Vpc", "Other"), Sample.Peering("Other", "Vpc")] };
        design.Refused("VpcPeeringConnectionAlreadyExists");
        (design with { PeeringConnections = [Sample.Peering("Vpc", "Other")] }).Accepted();
    }
}
