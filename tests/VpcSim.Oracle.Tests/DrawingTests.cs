using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Simulated;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests;

/// <summary>What the second judge is asked about is worth asking; this takes no kernel.</summary>
public class DrawingTests
{
    private const int Networks = 100;

    [Fact]
    public void Random_networks_are_crossed_by_every_gateway_often_and_drop_packets_for_every_reason()
    {
        var tally = new Tally();
        foreach ((NetworkPlan network, Probe[] probes) in Enumerable.Range(1, Networks).Select(KernelOracleTests.Case))
        {
            Judgement ours = SimulatedNetwork.Judge(network, probes, out _, out IReadOnlyDictionary<string, int> parts);
            tally.Add(network, probes, ours, parts);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        Assert.Empty(tally.Seldom());
    }
}
