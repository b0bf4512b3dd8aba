using CsCheck;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Tests.Addressing;

public class AddressProperties
{
    private static readonly Gen<IpAddress> _iPv4 = Gen.UInt.Select(IpAddress.FromIPv4);

    private static readonly Gen<IpAddress> _iPv6 = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new IpAddress(new UInt128(high, low)));

    private static readonly Gen<IpAddress> _any = Gen.OneOf(_iPv4, _iPv6);

    private static readonly Gen<Cidr> _blocks = _any.SelectMany(address =>
        Gen.Int[0, address.IsIPv4 ? 32 : 128].Select(length => new Cidr(address, length)));

    [Fact]
    public void An_address_reads_back_from_its_text() => _any.Sample(address => IpAddress.Parse(address.ToString()) == address);

    [Fact]
    public void A_block_reads_back_from_its_text() => _blocks.Sample(block => Cidr.Parse(block.ToString()) == block);

    [Fact]
    public void A_block_holds_its_first_and_last_address_and_none_beside_them() => _blocks.Sample(block =>
    {
        bool ends = block.Contains(block.Network) && block.Contains(block.Last);
        bool before = block.Network.Value == 0 || !block.Contains(new IpAddress(block.Network.Value - 1));
        bool after = block.Last.Value == UInt128.MaxValue || !block.Contains(new IpAddress(block.Last.Value + 1));
        return ends && before && after;
    });

    [Fact]
    public void Two_blocks_nest_or_are_apart() => Gen.Select(_blocks, _blocks).Sample((left, right) =>
        left.Overlaps(right) == right.Overlaps(left) && left.Overlaps(right) == (left.Contains(right) || right.Contains(left)));

    [Fact]
    public void A_block_cut_from_another_is_inside_it() => Gen.Select(_blocks, Gen.Int[0, 128]).Sample((block, extra) =>
    {
        int length = Math.Min(block.IsIPv4 ? 32 : 128, block.PrefixLength + extra);
        return block.Contains(new Cidr(block.Last, length)) && block.Overlaps(new Cidr(block.Last, length));
    });

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("010.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string text) => Assert.False(IpAddress.TryParse(text, out _));

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/08")]
    [InlineData("/16")]
    [InlineData("2001:db8::/129")]
    public void What_is_no_block_is_refused(string text) => Assert.False(Cidr.TryParse(text, out _));

    [Fact] // VPC guide, "Network ACLs": 100.68.0.18/18 becomes 100.68.0.0/18
    public void Host_bits_are_cleared() => Assert.Equal("100.68.0.0/18", Cidr.Parse("100.68.0.18/18").ToString());

    [Fact]
    public void Blocks_of_different_families_never_meet() => Assert.False(Cidr.AnyIPv4.Overlaps(Cidr.AnyIPv6));
}
