using BenchmarkDotNet.Attributes;
using VpcSim.Benchmarks.Captures;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>Frames like those of W1, in memory, to header fields. Figures are per packet.</summary>
[MemoryDiagnoser]
public class DecodingBenchmark
{
    private const int Packets = 20_000;

    private readonly CapturedTraffic _traffic = new(new MixedTraffic().Plan(new TrafficRequest(Packets, 60_000_000, Seed: 1, Hosts: 2000)));

    [Benchmark(OperationsPerInvoke = Packets)]
    public long Decode()
    {
        PacketHeader header = default;
        QuotedPacket quote = default;
        long bytes = 0;
        for (int i = 0; i < Packets; i++)
        {
            ReadOnlySpan<byte> frame = _traffic.FrameAt(i);
            PacketDecoder.Decode(LinkType.Ethernet, frame, frame.Length, ref header, ref quote, out _);
            bytes += header.Length;
        }
        return bytes;
    }
}
