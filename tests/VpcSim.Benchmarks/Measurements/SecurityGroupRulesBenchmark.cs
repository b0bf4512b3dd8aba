using BenchmarkDotNet.Attributes;
using VpcSim.Wire;

namespace VpcSim.Benchmarks.Measurements;

/// <summary>The walk of a new flow by the number of rules that its interfaces carry in each direction; the one that matches comes last. Figures are per packet.</summary>
public class SecurityGroupRulesBenchmark
{
    private const int Flows = 20_000;
    private const int Hosts = 16;

    private readonly PacketHeader[] _syns = VpcFlows.Syns(Flows, Hosts);
    private BenchmarkNetwork _network = null!;
    private DataPath.DataPath _dataPath = null!;

    /// <summary>AWS's default quotas: 60 rules a group, five groups an interface.</summary>
    [Params(15, 60, 300)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Build()
    {
        _network = new BenchmarkNetwork(Hosts, groups: Math.Max(1, Rules / 60), rules: Math.Min(Rules, 60));
        for (int pass = 0; pass < BenchmarkNetwork.PassesToCompile; pass++)
        {
            Forget();
            Walk();
        }
    }

    [IterationSetup]
    public void Forget() => _dataPath = _network.NewDataPath();

    [Benchmark(OperationsPerInvoke = Flows)]
    public long Walk()
    {
        foreach (ref readonly PacketHeader syn in _syns.AsSpan()) _network.Walk(_dataPath, in syn);
        return _dataPath.Walks;
    }
}
