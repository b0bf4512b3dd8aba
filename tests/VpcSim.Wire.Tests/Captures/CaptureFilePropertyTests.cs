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

    private static IReadOnlyList<Packet> Read(FileBytes file, string packing, int packets) =>
        ReadCapture.From(packing.Length == 0 ? file.ToArray() : FileBytes.Pack(packing, file.ToArray())).IsComplete(packets).Packets;
}
