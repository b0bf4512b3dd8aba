using System.Text;
using CsCheck;
using VpcSim.TestSupport;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Captures.Writing;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>What is written is read back as it was. A failure prints its seed (CsCheck).</summary>
public class PcapngWriterTests
{
    private static readonly LinkType[] _links = [LinkType.Ethernet, LinkType.Raw, LinkType.LinuxSll2, LinkType.Null, (LinkType)127];

    private static readonly Gen<Written> _packet = Gen.Select(
        Gen.Int[0, 4], Gen.Long[0, CapturedFrame.LatestTimeNs], Gen.Byte.Array[0, 300], Gen.Int[0, 100_000], Gen.Enum<FrameDirection>(), Gen.String[0, 100],
        (on, timeNs, bytes, original, direction, comment) => new Written(on, timeNs, bytes, original, direction, comment));

    [Fact]
    public void Packets_are_read_back_as_they_were_written() => Gen.Select(Gen.Int[0, 4].Select(i => _links[i]).Array[5], Gen.String[0, 20], _packet.List[0, 20]).Sample((links, name, packets) =>
    {
        var file = new MemoryStream();
        var writer = new PcapngWriter(file, "vpcsim");
        int[] numbers = [-1, -1, -1, -1, -1]; // described with their first packet, in whatever order
        var expected = new List<Packet>();
        foreach (Written packet in packets)
        {
            if (numbers[packet.On] < 0) numbers[packet.On] = writer.Describe(new WrittenInterface(links[packet.On], name, name));
            writer.Write(numbers[packet.On], packet.TimeNs, packet.Bytes, packet.OriginalLength, packet.Direction, packet.Comment);
            int original = Math.Max(packet.OriginalLength, packet.Bytes.Length);
            expected.Add(new Packet(packet.TimeNs, expected.Count + 1, links[packet.On], numbers[packet.On], original, Convert.ToHexString(packet.Bytes)));
        }
        for (int i = 0; i < writer.Interfaces; i++) writer.WriteStatistics(i, CapturedFrame.LatestTimeNs, received: i, dropped: i);

        Assert.Equal(expected, ReadCapture.From(file.ToArray()).IsComplete(packets.Count).Packets);
    });

    [Fact]
    public void The_file_is_what_the_standard_says_byte_for_byte()
    {
        byte[] frame = FileBytes.Frame(1, 61);
        var file = new MemoryStream();
        var writer = new PcapngWriter(file, "vpcsim");
        int web = writer.Describe(new WrittenInterface(LinkType.Ethernet, "Web", "eni-1"));
        writer.Write(web, 1_700_000_000_000_000_001, frame, 1514, FrameDirection.Outbound, "dropped");
        writer.Write(web, 2, frame, 61, FrameDirection.Unknown, "");
        writer.WriteStatistics(web, 3, received: 2, dropped: 1);

        var expected = new FileBytes(isBigEndian: false);
        expected.Section(expected.Body().Option(4, FileBytes.Text("vpcsim")).Option(0))
            .Interface(1, 0, expected.Body().Option(2, FileBytes.Text("Web")).Option(3, FileBytes.Text("eni-1")).Option(9, 9).Option(0))
            .Enhanced(frame, 1_700_000_000_000_000_001, original: 1514, options: expected.Body().Option(2, 2, 0, 0, 0).Option(1, FileBytes.Text("dropped")).Option(0))
            .Enhanced(frame, 2)
            .Block(5, expected.Body().U32(0).U32(0).U32(3).Option(4, 2, 0, 0, 0, 0, 0, 0, 0).Option(5, 1, 0, 0, 0, 0, 0, 0, 0).Option(0));
        Assert.Equal(Convert.ToHexString(expected.ToArray()), Convert.ToHexString(file.ToArray()));
    }

    [Theory]
    [InlineData(65_533, 65_535)]
    [InlineData(65_534, 65_534)] // one byte is left, and the next character needs two
    public void A_comment_longer_than_an_option_is_cut_between_characters(int plain, int length)
    {
        string comment = new string('x', plain) + "ßß";

        byte[] file = OnePacket([1, 2, 3], 3, comment);

        ReadCapture.From(file).IsComplete(1);
        int at = file.AsSpan().IndexOf("xxxx"u8);
        Assert.Equal(length, BitConverter.ToUInt16(file, at - 2));
        Assert.Equal(Encoding.UTF8.GetBytes(comment)[..length], file[at..(at + length)]);
    }

    [Fact]
    public void A_packet_longer_than_Wireshark_reads_is_cut()
    {
        byte[] frame = new byte[PcapngWriter.MostCaptured + 1];

        Packet read = ReadCapture.From(OnePacket(frame, frame.Length, "")).IsComplete(1).Packets[0];

        Assert.Equal(PcapngWriter.MostCaptured, read.Hex.Length / 2);
        Assert.Equal(frame.Length, read.OriginalLength);
    }

    [Fact]
    public void An_interface_that_was_not_described_takes_no_packet() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PcapngWriter(new MemoryStream(), "").Write(0, 0, [], 0, FrameDirection.Unknown, ""));

    [Fact]
    public void Nothing_is_allocated_per_packet()
    {
        byte[] frame = new byte[1514];
        var writer = new PcapngWriter(Stream.Null, "vpcsim");
        writer.Describe(new WrittenInterface(LinkType.Ethernet, "Web"));

        Assert.Equal(0, Allocation.Of(() => writer.Write(0, 1, frame, 1514, FrameDirection.Inbound, "delivered to Web")));
    }

    private static byte[] OnePacket(byte[] frame, int originalLength, string comment)
    {
        var file = new MemoryStream();
        var writer = new PcapngWriter(file, "vpcsim");
        writer.Describe(new WrittenInterface(LinkType.Ethernet, "Web"));
        writer.Write(0, 1, frame, originalLength, FrameDirection.Unknown, comment);
        return file.ToArray();
    }

    private sealed record Written(int On, long TimeNs, byte[] Bytes, int OriginalLength, FrameDirection Direction, string Comment);
}
