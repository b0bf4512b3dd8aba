using CsCheck;
using VpcSim.Oracle.Tests.Judging;
using VpcSim.Oracle.Tests.Kernel;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests;

/// <summary>The Linux kernel, asked about the same packets in the same networks, says the same.</summary>
/// <remarks>docs/trust.md tells how a longer run is made and where AWS differs from the kernel on purpose.</remarks>
public class KernelOracleTests
{
    // More than 500 are sent: who has seen nothing answers nothing.
    private const int Packets = 520;

    private static readonly Gen<(Networks.NetworkPlan Network, Probe[] Probes)> _cases = ProbeGen.Cases(Packets);

    /// <summary>Networks of one run; <c>VPCSIM_ORACLE_NETWORKS</c> for another number of them.</summary>
    private static int Networks => NumberFrom("VPCSIM_ORACLE_NETWORKS", 200);

    /// <summary>The number of the first network, from which it is drawn; <c>VPCSIM_ORACLE_FIRST</c> for others than every run has.</summary>
    private static int First => NumberFrom("VPCSIM_ORACLE_FIRST", 1);

    [Fact]
    public void Every_packet_arrives_where_the_kernel_delivers_it_and_is_dropped_by_what_drops_it_there()
    {
        if (Topology.WhyNot() is { } reason) Assert.Skip(reason);
        using var kernel = new KernelNetwork();
        var tally = new Tally();
        for (int number = First; number < First + Networks; number++)
        {
            (Networks.NetworkPlan network, Probe[] probes) = Case(number);
            if (Comparison.Of(kernel, network, probes, tally) is not { } disagreement) continue;
            TestContext.Current.TestOutputHelper?.WriteLine($"network {number}: {disagreement}"); // made small it comes later
            Assert.Fail($"network {number}: {disagreement}\n\nmade small: {Shrinking.Smallest(kernel, network, probes, disagreement)}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine(tally.ToString());
        if (Networks < 100) return;
        Assert.Empty(tally.Seldom());
    }

    /// <summary>All of a network that follows from its number.</summary>
    internal static (Networks.NetworkPlan Network, Probe[] Probes) Case(int number) => _cases.Generate(new PCG(1, (ulong)number * 0x9E37_79B9_7F4A_7C15), null, out _);

    private static int NumberFrom(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
