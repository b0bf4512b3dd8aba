using VpcSim.TestSupport;
using VpcSim.Wire.Captures;
using VpcSim.Wire.Tests.Captures;

namespace VpcSim.Wire.Tests;

public class AllocationTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void Decoding_allocates_nothing()
    {
        byte[][] packets =
        [
            Bytes.Ipv4(6, Bytes.Tcp(options: Bytes.Hex("0204 05B4"))),
            Bytes.Ipv4(1, Bytes.Icmp(3, 1, body: Bytes.Ipv4(17, Bytes.Udp()))),
            Bytes.Ipv6(0, Bytes.Join([6, 0, .. new byte[6]], Bytes.Tcp())),
            Bytes.Ipv4(6, [1, 2, 3]),
        ];
        var header = default(PacketHeader);
        var quote = default(QuotedPacket);
        long allocated = Measure(() =>
        {
            foreach (byte[] packet in packets)
            {
                PacketDecoder.Decode(LinkType.Raw, packet, packet.Length, ref header, ref quote, out _);
            }
        });

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("pcap")]
    [InlineData("pcapng")]
    public void Reading_allocates_nothing_once_it_is_under_way(string format)
    {
        var file = new FileBytes(false);
        _ = format == "pcap" ? file.PcapHeader() : file.Section().Interface();
        for (int i = 0; i < 7 * Rounds; i++)
        {
            byte[] frame = FileBytes.Frame(i, 600); // over 3 MiB: the buffer is filled several times
            _ = format == "pcap" ? file.PcapRecord((uint)i, 0, frame) : file.Enhanced(frame, (ulong)i, options: file.Body().Option(1, 65, 66, 67, 68));
        }

        using CaptureReader reader = CaptureReader.Open(new MemoryStream(file.ToArray()), format);
        bool any = true;
        long allocated = Measure(() => any &= reader.TryRead(out _));

        Assert.True(any);
        Assert.Equal(0, allocated);
    }

    private static long Measure(Action action) => Allocation.Of(() =>
    {
        for (int i = 0; i < Rounds; i++)
        {
            action();
        }
    });
}
