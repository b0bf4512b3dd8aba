using VpcSim.Model.Addressing;
using VpcSim.Scenarios.Diagnosis;

namespace VpcSim.Scenarios.Tests.Diagnosis;

public class PeerBlocksTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1/32")]
    [InlineData("10.0.0.4 10.0.0.5 10.0.0.6 10.0.0.7", "10.0.0.4/30")]
    [InlineData("10.0.0.5 10.0.0.6", "10.0.0.5/32 10.0.0.6/32")]
    [InlineData("10.0.0.255 10.0.1.0", "10.0.0.255/32 10.0.1.0/32")]
    [InlineData("2001:db8::2 2001:db8::3 10.0.0.2 10.0.0.3", "10.0.0.2/31 2001:db8::2/127")]
    public void Exact_blocks_hold_the_addresses_and_no_other_one(string addresses, string blocks) =>
        Assert.Equal(blocks, string.Join(' ', PeerBlocks.Exact(addresses.Split(' ').Select(IpAddress.Parse))));

    [Theory]
    [InlineData("10.0.0.1 10.0.0.9 10.0.7.1", 2, "10.0.0.0/28 10.0.7.1/32")]
    [InlineData("10.0.0.1 10.0.0.9 10.0.7.1", 1, "10.0.0.0/21")]
    [InlineData("10.0.0.1 2001:db8::1", 1, "10.0.0.1/32 2001:db8::1/128")]
    public void The_nearest_are_joined_first_and_families_never(string addresses, int most, string blocks) =>
        Assert.Equal(blocks, string.Join(' ', PeerBlocks.AtMost(addresses.Split(' ').Select(IpAddress.Parse), most)));

    [Fact]
    public void Every_address_is_in_one_block_whatever_they_are()
    {
        var random = new Random(20261126);
        for (int round = 0; round < 200; round++)
        {
            IpAddress[] addresses = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => IpAddress.FromIPv4((uint)random.Next(0, round < 100 ? 256 : int.MaxValue)))];
            List<Cidr> exact = PeerBlocks.Exact(addresses), few = PeerBlocks.AtMost(addresses, 4);
            Assert.All(addresses, address => Assert.Single(exact, block => block.Contains(address)));
            Assert.All(addresses, address => Assert.Single(few, block => block.Contains(address)));
            Assert.Equal(addresses.Distinct().Count(), exact.Sum(static block => 1L << (32 - block.PrefixLength)));
            Assert.InRange(few.Count, 1, 4);
        }
    }
}
