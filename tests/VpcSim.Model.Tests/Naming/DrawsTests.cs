using VpcSim.Model.Addressing;
using VpcSim.Model.Naming;
using VpcSim.Model.Services;

namespace VpcSim.Model.Tests.Naming;

public class DrawsTests
{
    private const string Account = "123456789012";

    [Fact]
    public void The_IPv6_block_of_Vpc_is_this_one_for_ever() =>
        Assert.Equal("2600:1f18:1a4c:9500::/56", Draws.Ipv6VpcBlock(Account, "us-east-1", "Vpc").ToString());

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-west-1")]
    [InlineData("ap-southeast-2")]
    [InlineData("cn-northwest-1")]
    public void An_IPv6_block_is_a_56_of_the_regions_EC2_ranges(string region)
    {
        Cidr block = Draws.Ipv6VpcBlock(Account, region, "Vpc");
        Assert.Equal(56, block.PrefixLength);
        Assert.Contains(AwsIpRanges.Default.RegionalPrefixes("EC2", region, ipv4: false), range => range.Contains(block));
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("eu-central-1")]
    [InlineData("us-gov-west-1")]
    public void A_public_address_is_one_of_the_regions_EC2_ranges(string region)
    {
        for (int i = 0; i < 200; i++)
        {
            IpAddress address = Draws.PublicIpv4(Account, region, $"Eip{i}");
            Assert.Contains(AwsIpRanges.Default.RegionalPrefixes("EC2", region, ipv4: true), range => range.Contains(address));
        }
    }

    [Theory] // RFC 5737
    [InlineData("192.0.2.0/24")]
    [InlineData("198.51.100.0/24")]
    [InlineData("203.0.113.0/24")]
    public void No_documentation_range_is_ever_drawn_from(string documentation) =>
        Assert.DoesNotContain(
            AwsIpRanges.Default.RegionalPrefixes("EC2", "us-east-1", ipv4: true), range => range.Overlaps(Cidr.Parse(documentation)));

    [Fact]
    public void The_name_decides_the_address()
    {
        Assert.Equal(Draws.PublicIpv4(Account, "us-east-1", "A"), Draws.PublicIpv4(Account, "us-east-1", "A"));
        Assert.NotEqual(Draws.PublicIpv4(Account, "us-east-1", "A"), Draws.PublicIpv4(Account, "us-east-1", "B"));
    }

    [Fact]
    public void A_region_without_ranges_draws_from_those_of_us_east_1() =>
        Assert.Contains(
            AwsIpRanges.Default.RegionalPrefixes("EC2", "us-east-1", ipv4: true),
            range => range.Contains(Draws.PublicIpv4(Account, "xx-nowhere-1", "A")));
}
