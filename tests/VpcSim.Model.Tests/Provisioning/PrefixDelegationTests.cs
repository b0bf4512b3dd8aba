using VpcSim.Model.Addressing;
using VpcSim.Model.Designs;
using VpcSim.Model.Enis;

namespace VpcSim.Model.Tests.Provisioning;

public class PrefixDelegationTests
{
    [Fact] // EC2 guide, "Prefix delegation for Amazon EC2 network interfaces": a /28 of IPv4, a /80 of IPv6, free blocks of the subnet
    public void Blocks_that_are_only_counted_are_drawn_from_the_subnet()
    {
        Design design = With(Sample.Interface("Node") with { Ipv4PrefixCount = 2, Ipv6PrefixCount = 1 });
        NetworkInterface node = design.Complete().InterfaceCalled("Node");
        Assert.Equal(["10.0.1.16/28", "10.0.1.32/28"], node.Ipv4Prefixes.Select(block => block.ToString()));
        Assert.Equal(["2600:1f18:0:0:1::/80"], node.Ipv6Prefixes.Select(block => block.ToString()));
        Assert.Equal("10.0.1.4", design.Complete().PrimaryOf("Node"));
    }

    [Fact]
    public void Drawn_blocks_stay_when_a_completed_design_is_provisioned_again()
    {
        Design complete = With(Sample.Interface("Node") with { Ipv4PrefixCount = 2 }, Sample.Interface("Other") with { Ipv4PrefixCount = 1 }).Complete();
        Assert.Equal(DesignText.Of(complete), DesignText.Of(complete.Complete()));
    }

    [Fact] // EC2 guide, "Prefix delegation for Amazon EC2 network interfaces": nobody else gets an address of the block
    public void Addresses_are_drawn_beside_delegated_blocks()
    {
        Design design = With(
            Sample.Interface("A") with { Ipv4Prefixes = [Cidr.Parse("10.0.1.16/28")] },
            Sample.Interface("B") with { SecondaryPrivateAddressCount = 12 });
        Assert.Equal(["10.0.1.5", "10.0.1.15", "10.0.1.32", "10.0.1.33"],
            design.Complete().InterfaceCalled("B").PrivateAddresses.Select(address => address.Address.ToString()).Where((_, at) => at is 0 or 10 or 11 or 12));
    }

    [Theory] // EC2 guide, "Prefix delegation for Amazon EC2 network interfaces"
    [InlineData("10.0.1.16/28", null)]
    [InlineData("10.0.1.0/28", "InvalidIPAddress.InUse")] // AWS keeps the first four addresses
    [InlineData("10.0.1.240/28", "InvalidIPAddress.InUse")] // and the last
    [InlineData("10.0.1.32/28", "InvalidIPAddress.InUse")] // holds another interface's address
    [InlineData("10.0.1.16/27", "InvalidParameterValue")]
    [InlineData("10.0.2.16/28", "InvalidParameterValue")] // another subnet
    public void A_pinned_block_is_a_free_one_of_the_subnet(string block, string? code)
    {
        Design design = With(Sample.Interface("Node") with { Ipv4Prefixes = [Cidr.Parse(block)] }, Sample.Interface("Other", address: "10.0.1.40"));
        if (code is null) design.Accepted();
        else Assert.Equal("Node", design.Refused(code).Resource);
    }

    [Fact] // EC2 guide, "Prefix delegation for Amazon EC2 network interfaces": InsufficientCidrBlocks where no whole block is free
    public void A_fragmented_subnet_has_no_block_left()
    {
        Design design = new()
        {
            Vpcs = [Sample.Vpc()],
            Subnets = [Sample.Subnet("A", "10.0.1.0/26")],
            NetworkInterfaces = [Sample.Interface("Node") with { Ipv4PrefixCount = 2 }, Sample.Interface("Other", address: "10.0.1.40")],
        };
        Assert.Equal("Node", design.Refused("InsufficientCidrBlocks").Resource);
        (design with { NetworkInterfaces = [design.NetworkInterfaces[0]] }).Accepted();
    }

    private static Design With(params NetworkInterface[] interfaces) => new()
    {
        Vpcs = [Sample.Vpc(ipv6: "2600:1f18::/56")],
        Subnets = [Sample.Subnet("A", "10.0.1.0/24", ipv6: "2600:1f18::/64")],
        NetworkInterfaces = [.. interfaces],
    };
}
