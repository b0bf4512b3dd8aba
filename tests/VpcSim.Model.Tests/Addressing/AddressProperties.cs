using System.Net;
using CsCheck;
using VpcSim.Model.Addressing;

namespace VpcSim.Model.Tests.Addressing;

public class AddressProperties
{
    private static readonly Gen<IpAddress> _iPv4 = Gen.UInt.Select(IpAddress.FromIPv4);

    private static readonly Gen<IpAddress> _iPv6 = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new IpAddress(high, low));

    private static readonly Gen<IpAddress> _any = Gen.OneOf(_iPv4, _iPv6);

    private static readonly Gen<Cidr> _blocks = _any.SelectMany(address =>
        Gen.Int[0, address.IsIPv4 ? 32 : 128].Select(length => new Cidr(address, length)));

    [Fact]
    public void An_address_reads_back_from_its_text() => _any.Sample(address => IpAddress.Parse(address.ToString()) == address);

    [Fact] // .NET's reader takes other forms of the same address too, and writes the one that counts.
    public void Only_the_text_that_is_written_for_an_IPv4_address_is_read_as_one() =>
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300], Gen.String[Gen.Char["0123456789."], 0, 2], Gen.Int[0, 15]).Sample((a, b, c, d, noise, at) =>
        {
            string quad = $"{a}.{b}.{c}.{d}";
            string text = quad.Insert(Math.Min(at, quad.Length), noise);
            bool counts = IPAddress.TryParse(text, out IPAddress? parsed) && parsed.ToString() == text;
            return IpAddress.TryParse(text, out IpAddress address) == counts && (!counts || address == IpAddress.From(parsed!));
        });

    [Fact]
    public void A_block_reads_back_from_its_text() => _blocks.Sample(block => Cidr.Parse(block.ToString()) == block);

    [Fact]
    public void A_block_holds_its_first_and_last_address_and_none_beside_them() => _blocks.Sample(block =>
    {
        bool ends = block.Contains(block.Network) && block.Contains(block.Last) == HoldsItsLast(block);
        bool before = Number(block.Network) == 0 || !block.Contains(Address(Number(block.Network) - 1));
        bool after = Number(block.Last) == UInt128.MaxValue || !block.Contains(block.Last + 1);
        return ends && before && after;
    });

    [Fact]
    public void A_block_holds_what_its_mask_says() => Gen.Select(_blocks, _any, Gen.Bool).Sample((block, any, near) =>
    {
        IpAddress address = near ? block.WithHostBitsOf(any) : any;
        int bits = block.PrefixLength + (block.IsIPv4 ? 96 : 0);
        UInt128 mask = bits == 0 ? 0 : UInt128.MaxValue << (128 - bits);
        bool same = address.IsIPv4 == block.IsIPv4 && (Number(address) & mask) == Number(block.Network);
        return block.Contains(address) == same && (!near || Number(address) == (Number(block.Network) | (Number(any) & ~mask)));
    });

    [Fact]
    public void Addresses_are_in_the_order_of_their_numbers() => Gen.Select(_any, _any).Sample((left, right) =>
        Math.Sign(left.CompareTo(right)) == Math.Sign(Number(left).CompareTo(Number(right)))
        && left < right == Number(left) < Number(right) && left >= right == Number(left) >= Number(right));

    [Fact]
    public void An_address_so_many_blocks_further_on_is_the_sum() => Gen.Select(_any, Gen.ULong, Gen.Int[0, 127]).Sample((address, blocks, hostBits) =>
        Number(address.Skip(blocks, hostBits)) == Number(address) + ((UInt128)blocks << hostBits) && Number(address + blocks) == Number(address) + blocks);

    [Fact]
    public void Two_blocks_nest_or_are_apart() => Gen.Select(_blocks, _blocks).Sample((left, right) =>
        left.Overlaps(right) == right.Overlaps(left) && left.Overlaps(right) == (left.Contains(right) || right.Contains(left)));

    [Fact]
    public void A_block_cut_from_another_is_inside_it() => Gen.Select(_blocks, Gen.Int[0, 128]).Sample((block, extra) =>
    {
        int length = Math.Min(block.IsIPv4 ? 32 : 128, block.PrefixLength + extra);
        return !HoldsItsLast(block) || block.Contains(new Cidr(block.Last, length)) && block.Overlaps(new Cidr(block.Last, length));
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

    [Theory] // RFC 4291 section 2.5.5.2: mapped addresses stand for IPv4's
    [InlineData("::/79", true)]
    [InlineData("::/80", false)]
    [InlineData("::fffe:0:0/95", false)]
    [InlineData("::/96", true)]
    [InlineData("::1:0:0:0/80", true)]
    public void A_block_of_IPv6_whose_last_number_is_an_address_of_IPv4_does_not_hold_it(string text, bool holds)
    {
        Cidr block = Cidr.Parse(text);
        Assert.Equal(holds, block.Contains(block.Last));
        Assert.Equal(holds, block.Last != IpAddress.Parse("255.255.255.255"));
    }

    [Fact]
    public void Blocks_of_different_families_never_meet() => Assert.False(Cidr.AnyIPv4.Overlaps(Cidr.AnyIPv6));

    // The last number of ::/80, and of what else ends before ::1:0:0:0, is 255.255.255.255, an address of the other family.
    private static bool HoldsItsLast(Cidr block) => block.Last.IsIPv4 == block.IsIPv4;

    private static UInt128 Number(IpAddress address) => new(address.High, address.Low);

    private static IpAddress Address(UInt128 number) => new((ulong)(number >> 64), (ulong)number);
}
