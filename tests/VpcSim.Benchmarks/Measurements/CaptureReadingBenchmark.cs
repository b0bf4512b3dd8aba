using BenchmarkDotNet.Attributes;
using VpcSim.Wire;
using VpcSim.Wire.Captures;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>W1 from a pcap file in the page cache: read alone, and read and decoded. Figures are per packet.</summary>
[MemoryDiagnoser]
public class CaptureReadingBenchmark
{
    private const int Packets = 200_000;

    private string _path = "";

    [GlobalSetup]
    public void Write()
    {
        _path = Path.GetTempFileName();
        MakeCapture.Run("w1", _path, new Options(["--packets", $"{Packets}"]));
    }

    [GlobalCleanup]
    public void Delete() => File.Delete(_path);

    [Benchmark(OperationsPerInvoke = Packets)]
    public long Read()
    {
        using CaptureReader reader = CaptureReader.Open(_path);
        long bytes = 0;
        while (reader.TryRead(out CapturedFrame frame)) bytes += frame.OriginalLength;
        return bytes;
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public long ReadAndDecode()
    {
        using CaptureReader reader = CaptureReader.Open(_path);
        PacketHeader header = default;
        QuotedPacket quote = default;
        long bytes = 0;
        while (reader.TryRead(out CapturedFrame frame))
        {
            PacketDecoder.Decode(frame.Link, frame.Bytes, frame.OriginalLength, ref header, ref quote, out _);
            bytes += header.Length;
        }
        return bytes;
    }
}
