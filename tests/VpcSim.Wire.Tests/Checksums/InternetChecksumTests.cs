using System.Buffers.Binary;
using CsCheck;
using VpcSim.Wire.Checksums;
using VpcSim.Wire.Ip;

namespace VpcSim.Wire.Tests.Checksums;

public class InternetChecksumTests
{
    [Fact] // RFC 1071 section 3: the worked example
    public void The_sum_is_that_of_rfc_1071() =>
        Assert.Equal(unchecked((ushort)~0xDDF2), InternetChecksum.Compute(Bytes.Hex("0001 F203 F4F5 F6F7")));

    [Fact] // RFC 1624 section 4: the worked example, which equation 2 gets wrong
    public void The_update_is_that_of_rfc_1624() => Assert.Equal(0x0000, InternetChecksum.Update(0xDD2F, 0x5555, 0x3285));

    [Theory]
    [InlineData("", 0xFFFF)]
    [InlineData("01", 0xFEFF)]
    [InlineData("0001 02", 0xFDFE)]
    [InlineData("FFFF", 0x0000)]
    public void An_odd_last_byte_is_an_upper_half(string bytes, int checksum) => Assert.Equal(checksum, InternetChecksum.Compute(Bytes.Hex(bytes)));

    [Fact] // a packet of the RFC 1071 kind as a router sees it: over a right header the checksum is 0
    public void Over_a_right_header_it_is_zero()
    {
        byte[] header = Bytes.Ipv4(17, Bytes.Udp())[..20];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), InternetChecksum.Compute(header));

        Assert.Equal(0, InternetChecksum.Compute(header));
        header[0] ^= 1;
        Assert.NotEqual(0, InternetChecksum.Compute(header));
    }

    [Fact]
    public void Mapped_addresses_give_the_pseudo_header_of_ipv4() =>
        Gen.Select(Gen.Byte.Array[4], Gen.Byte.Array[4], Gen.Byte.Array[0, 60]).Sample((source, destination, message) =>
        {
            byte[] written = Bytes.Join(source, destination, [0, 17], Bytes.Be16(message.Length), message);
            return InternetChecksum.Compute(Bytes.Address(source), Bytes.Address(destination), 17, message) == InternetChecksum.Compute(written);
        });

    [Fact]
    public void An_update_gives_what_a_new_computation_gives() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[16], Gen.Byte.Array[16], Gen.Byte.Array[8, 60]).Sample((before, after, peer, message) =>
        {
            WireAddress other = Bytes.Address(peer);
            ushort old = InternetChecksum.Compute(Bytes.Address(before), other, 6, message);
            ushort expected = InternetChecksum.Compute(Bytes.Address(after), other, 6, message);
            return InternetChecksum.Update(old, Bytes.Address(before), Bytes.Address(after)) == expected;
        });

    [Fact]
    public void Updating_a_port_gives_what_a_new_computation_gives() =>
        Gen.Select(Gen.UShort, Gen.Byte.Array[8, 60]).Sample((port, message) =>
        {
            WireAddress address = Bytes.Address(Bytes.Client);
            ushort before = BinaryPrimitives.ReadUInt16BigEndian(message);
            ushort old = InternetChecksum.Compute(address, address, 6, message);
            BinaryPrimitives.WriteUInt16BigEndian(message, port);
            return InternetChecksum.Update(old, before, port) == InternetChecksum.Compute(address, address, 6, message);
        });
}
