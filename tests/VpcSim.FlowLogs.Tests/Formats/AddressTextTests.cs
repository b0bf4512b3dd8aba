using System.Buffers.Binary;
using System.Net;
using System.Text;
using CsCheck;
using VpcSim.FlowLogs.Formats;
using VpcSim.Model.Addressing;
using VpcSim.TestSupport;

namespace VpcSim.FlowLogs.Tests.Formats;

public class AddressTextTests
{
    [Theory] // RFC 5952 section 4
    [InlineData("2001:db8:1234:a100:8d6e:3477:df66:f105", "2001:db8:1234:a100:8d6e:3477:df66:f105")]
    [InlineData("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")] // 4.2.2: one group is not shortened
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")] // 4.2.3: the longest run
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")] // 4.2.3: the first of equal runs
    [InlineData("2001:DB8::ABCD", "2001:db8::abcd")] // 4.3: lower case
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1:0:0:4:5:6:0:0", "1::4:5:6:0:0")]
    [InlineData("0:0:3:4:5:6:7:8", "::3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:0:0", "1:2:3:4:5:6::")]
    [InlineData("0:2:3:4:5:6:7:0", "0:2:3:4:5:6:7:0")]
    [InlineData("fe80:ec2::1", "fe80:ec2::1")]
    [InlineData("64:ff9b::a00:1", "64:ff9b::a00:1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void IPv6_is_written_as_RFC_5952_has_it(string address, string text)
    {
        Assert.Equal(text, Written(IpAddress.From(IPAddress.Parse(address))));
    }

    [Theory]
    [InlineData(0x00000000u, "0.0.0.0")]
    [InlineData(0xFFFFFFFFu, "255.255.255.255")]
    [InlineData(0x0A006364u, "10.0.99.100")]
    [InlineData(0xC8090A01u, "200.9.10.1")]
    public void IPv4_is_written_as_dotted_quad(uint bits, string text)
    {
        Assert.Equal(text, Written(IpAddress.FromIPv4(bits)));
    }

    [Fact]
    public void IPv4_text_is_the_frameworks()
    {
        Gen.UInt.Sample(bits => Written(IpAddress.FromIPv4(bits)) == FrameworkText(bits), iter: 100_000);
    }

    [Fact]
    public void IPv6_text_is_the_frameworks()
    {
        // groups that are often zero, so that every shape of run occurs
        Gen<ushort> group = Gen.OneOf(Gen.Const((ushort)0), Gen.UShort, Gen.UShort[1, 0x1F]);
        group.Array[8].Where(groups => !FrameworkEmbedsIPv4(groups)).Sample(
            groups =>
            {
                ulong high = 0, low = 0;
                foreach (ushort part in groups[..4]) high = (high << 16) | part;
                foreach (ushort part in groups[4..]) low = (low << 16) | part;
                var address = new IpAddress(high, low);
                return Written(address) == FrameworkText(address);
            },
            iter: 100_000);
    }

    [Fact]
    public void Where_an_address_may_have_no_room_none_is_written()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AddressText.Write(IpAddress.FromIPv4(1), new byte[AddressText.MaxLength - 1]));
    }

    [Fact]
    public void Writing_never_allocates()
    {
        byte[] buffer = new byte[AddressText.MaxLength];
        var address = new IpAddress(0x2001_0DB8_0000_0000, 1);
        long allocated = Allocation.Of(() =>
        {
            for (int i = 0; i < 10_000; i++) AddressText.Write(address + (ulong)i, buffer);
        });
        Assert.Equal(0, allocated);
    }

    /// <summary>The framework shows some IPv6 addresses with a dotted quad at the end (mapped, compatible, translated, ISATAP).</summary>
    private static bool FrameworkEmbedsIPv4(ushort[] groups) =>
        (groups[0] | groups[1] | groups[2] | groups[3]) == 0 || (groups[4] == 0 && groups[5] == 0x5EFE);

    private static string Written(IpAddress address)
    {
        Span<byte> buffer = stackalloc byte[AddressText.MaxLength];
        return Encoding.ASCII.GetString(buffer[..AddressText.Write(address, buffer)]);
    }

    private static string FrameworkText(uint bits)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, bits);
        return new IPAddress(bytes).ToString();
    }

    private static string FrameworkText(IpAddress address)
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, address.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), address.Low);
        return new IPAddress(bytes).ToString();
    }
}
