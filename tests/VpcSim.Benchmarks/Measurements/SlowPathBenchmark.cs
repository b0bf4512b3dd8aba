using BenchmarkDotNet.Attributes;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>The walk of a new flow: a SYN through two interfaces, two groups of 30 rules each, two network ACLs and a route. Figures are per packet.</summary>
[MemoryDiagnoser]
public class SlowPathBenchmark
{
    private const int Flows = 50_000;
    private const int Hosts = 64;

    private readonly BenchmarkNetwork _network = new(Hosts, groups: 2, rules: 30);
    private readonly PacketHeader[] _syns = VpcFlows.Syns(Flows, Hosts);
    private DataPath.DataPath _dataPath = null!;

    [GlobalSetup]
    public void Compile()
    {
        for (int pass = 0; pass < BenchmarkNetwork.PassesToCompile; pass++)
        {
            Forget();
            Walk();
        }
    }

    // A flow is new once: each iteration begins with empty tables and runs once.
    [IterationSetup]
    public void Forget() => _dataPath = _network.NewDataPath();

    [Benchmark(OperationsPerInvoke = Flows)]
    public long Walk()
    {
        foreach (ref readonly PacketHeader syn in _syns.AsSpan()) _network.Walk(_dataPath, in syn);
        return _dataPath.Walks;
    }
}
