using BenchmarkDotNet.Attributes;
using VpcSim.DataPath.Flows;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>Packets of established flows, which only repeat what a walk found: look up, touch, count. Figures are per packet; nothing may be allocated.</summary>
[MemoryDiagnoser]
public class FastPathBenchmark
{
    private const int Packets = 100_000;
    private const int Hosts = 64;
    private const long StepNs = 100;

    private readonly BenchmarkNetwork _network = new(Hosts, groups: 2, rules: 30);
    private DataPath.DataPath _dataPath = null!;
    private PacketHeader[] _headers = [];
    private long _nowNs;

    /// <summary>One flow stays in the cache; of 50,000 every packet misses it.</summary>
    [Params(1, 50_000)]
    public int Flows { get; set; }

    [GlobalSetup]
    public void Establish()
    {
        _dataPath = _network.NewDataPath();
        PacketHeader[] opening = VpcFlows.Established(Flows, Hosts);
        foreach (ref readonly PacketHeader packet in opening.AsSpan()) _network.Walk(_dataPath, in packet);
        // The last two packets of each flow, requests first, so that no two packets of a flow are neighbours.
        PacketHeader[] cycle = [.. opening.Where((_, i) => i % 5 == 3), .. opening.Where((_, i) => i % 5 == 4)];
        _headers = [.. Enumerable.Range(0, Packets).Select(i => cycle[i % cycle.Length])];
        _nowNs = opening[^1].TimeNs;
        if (Repeat() != Packets) throw new InvalidOperationException("not every packet took the fast path");
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Repeat()
    {
        int repeated = 0;
        foreach (ref PacketHeader packet in _headers.AsSpan())
        {
            packet.TimeNs = _nowNs += StepNs;
            FlowRef flow = _dataPath.Flows.Open(in packet);
            if (!_dataPath.TryRepeat(flow, in packet, out int verdict)) continue;
            _dataPath.Flows.Note(flow, in packet, _dataPath.Verdicts[verdict].Outcome, verdict);
            repeated++;
        }
        return repeated;
    }
}
