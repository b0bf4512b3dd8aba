using CsCheck;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Capture files of either byte order and any resolution, plain and compressed, are read as they were written. A failure prints its seed (CsCheck).</summary>
public class CaptureFilePropertyTests
{
    private static readonly string[] _packings = ["", "gzip", "zstd"];

    private static readonly Gen<(uint Seconds, uint Fraction, byte[] Bytes, int Cut)[]> _packets =
        Gen.Select(Gen.UInt, Gen.UInt[0, 999_999], Gen.Byte.Array[0, 100], Gen.Int[0, 5000]).Array[0, 20];

    private static readonly Gen<string> _packing = Gen.Int[0, 2].Select(i => _packings[i]);

    [Fact]
    public void Pcap_of_micro_and_nanoseconds() => Gen.Select(Gen.Bool, Gen.Bool, _packing, _packets).Sample((isBig, isNano, packing, packets) =>
    {
        FileBytes file = new FileBytes(isBig).PcapHeader(isNano ? 0xA1B23C4D : 0xA1B2C3D4);
        var expected = new List<Packet>();
        foreach ((uint seconds, uint fraction, byte[] bytes, int cut) in packets)
        {
            uint written = isNano ? fraction * 1000 + 7 : fraction;
            file.PcapRecord(seconds, written, bytes, original: (uint)(bytes.Length + cut));
            long ns = seconds * 1_000_000_000L + (isNano ? written : written * 1000L);
            expected.Add(new Packet(ns, expected.Count + 1, LinkType.Ethernet, 0, bytes.Length + cut, Convert.ToHexString(bytes)));
        }
        Assert.Equal(expected, Read(file, packing, packets.Length));
    }, iter: 300);

    [Fact] // Kuznetzov's patch to tcpdump: index, protocol and packet type behind the lengths
    public void Pcap_of_a_modified_tcpdump() => Gen.Select(Gen.Bool, _packing, _packets).Sample((isBig, packing, packets) =>
    {
        FileBytes file = new FileBytes(isBig).PcapHeader(0xA1B2CD34);
        foreach ((uint seconds, uint fraction, byte[] bytes, int cut) in packets)
            file.U32(seconds).U32(fraction).U32((uint)bytes.Length).U32((uint)(bytes.Length + cut)).U32(3).U16(0x0800).Raw(4, 0).Raw(bytes);
        Assert.Equal(packets.Select((packet, i) => PacketOf(packet, i, (packet.Seconds * 1_000_000_000L) + (packet.Fraction * 1000L))), Read(file, packing, packets.Length));
    }, iter: 100);

    [Fact] // RFC 1761: big-endian, and padded so that the next record stands at a multiple of four
    public void Snoop() => Gen.Select(_packing, _packets).Sample((packing, packets) =>
    {
        FileBytes file = new FileBytes(isBigEndian: true).Raw("snoop\0\0\0"u8.ToArray()).U32(2).U32(4);
        foreach ((uint seconds, uint fraction, byte[] bytes, int cut) in packets)
            file.U32((uint)(bytes.Length + cut)).U32((uint)bytes.Length).U32((uint)(24 + bytes.Length + (-bytes.Length & 3))).U32(0).U32(seconds).U32(fraction).Padded(bytes);
        Assert.Equal(packets.Select((packet, i) => PacketOf(packet, i, (packet.Seconds * 1_000_000_000L) + (packet.Fraction * 1000L))), Read(file, packing, packets.Length));
    }, iter: 100);

    [Fact]
    public void Pcapng_of_any_resolution() => Gen.Select(Gen.Bool, Gen.Int[0, 9], _packing, _packets).Sample((isBig, resolution, packing, packets) =>
    {
        var file = new FileBytes(isBig);
        file.Section().Interface(options: file.Body().Option(9, (byte)resolution).Option(0));
        var expected = new List<Packet>();
        foreach ((uint seconds, uint fraction, byte[] bytes, int cut) in packets)
        {
            ulong perSecond = (ulong)Math.Pow(10, resolution), ticks = (seconds * perSecond) + (fraction % perSecond);
            file.Enhanced(bytes, ticks, original: (uint)(bytes.Length + cut));
            long ns = (long)(ticks * (ulong)Math.Pow(10, 9 - resolution));
            expected.Add(new Packet(ns, expected.Count + 1, LinkType.Ethernet, 0, bytes.Length + cut, Convert.ToHexString(bytes)));
        }
        Assert.Equal(expected, Read(file, packing, packets.Length));
    }, iter: 300);

    [Fact] // pcapng, "Interface Description Block": if_tsresol with its top bit counts by powers of two, if_tsoffset adds seconds
    public void Pcapng_of_several_interfaces_each_with_its_own_clock() =>
        Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 31], Gen.OneOf(Gen.Const(0), Gen.Int[0, 1_000_000])).Array[1, 4], _packing, _packets).Sample((isBig, clocks, packing, packets) =>
        {
            var file = new FileBytes(isBig);
            file.Section();
            foreach ((int power, int offset) in clocks)
                file.Interface(options: file.Body().Option(9, (byte)(0x80 | power)).Option(14, file.Body().I64(offset).ToArray()).Option(0));
            var expected = new List<Packet>();
            foreach ((uint seconds, uint fraction, byte[] bytes, int cut) in packets)
            {
                int on = (int)(fraction % clocks.Length);
                (int power, int offset) = clocks[on];
                ulong ticks = ((ulong)seconds << power) + (fraction & ((1UL << power) - 1));
                file.Enhanced(bytes, ticks, (uint)on, original: (uint)(bytes.Length + cut));
                long ns = (long)((((UInt128)ticks * 1_000_000_000) >> power) + ((UInt128)offset * 1_000_000_000));
                expected.Add(new Packet(ns, expected.Count + 1, LinkType.Ethernet, on, bytes.Length + cut, Convert.ToHexString(bytes)));
            }
            Assert.Equal(expected, Read(file, packing, packets.Length));
        }, iter: 200);

    private static Packet PacketOf((uint Seconds, uint Fraction, byte[] Bytes, int Cut) packet, int i, long ns) =>
        new(ns, i + 1, LinkType.Ethernet, 0, packet.Bytes.Length + packet.Cut, Convert.ToHexString(packet.Bytes));

    private static IReadOnlyList<Packet> Read(FileBytes file, string packing, int packets) =>
        ReadCapture.From(packing.Length == 0 ? file.ToArray() : FileBytes.Pack(packing, file.ToArray())).IsComplete(packets).Packets;
}
