using VpcSim.DataPath.Trace;
using VpcSim.Oracle.Tests.Kernel;
using VpcSim.Oracle.Tests.Networks;
using VpcSim.Oracle.Tests.Simulated;
using VpcSim.Oracle.Tests.Traffic;

namespace VpcSim.Oracle.Tests.Judging;

/// <summary>Asks both judges.</summary>
internal static class Comparison
{
    /// <summary>The first thing in which they disagree; null where they agree.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="network">A network.</param>
    /// <param name="probes">Packets, numbered from 0.</param>
    /// <param name="tally">Where to add what VpcSim says; null for nowhere.</param>
    public static Disagreement? Of(KernelNetwork kernel, NetworkPlan network, IReadOnlyList<Probe> probes, Tally? tally)
    {
        Judgement ours = SimulatedNetwork.Judge(network, probes, out Verdict[] verdicts, out IReadOnlyDictionary<string, int> parts);
        Judgement theirs = kernel.Judge(network, probes, ours);
        tally?.Add(network, probes, ours, parts);
        foreach (Probe probe in probes)
        {
            int our = ours.Arrivals[probe.Number], their = theirs.Arrivals[probe.Number];
            Appearance? seen = ours.SightOf(network, probe), theirSight = theirs.SightOf(network, probe);
            if (our == their && seen == theirSight) continue;
            if (our == their) return new Disagreement($"{probe.Text} {our} as {seen} {theirSight}", $"{probe}\n  VpcSim: {PlaceOf(our)} as {seen}, {verdicts[probe.Number]}\n  kernel: as {theirSight}");
            return new Disagreement($"{probe.Text} {our} {their}", $"{probe}\n  VpcSim: {PlaceOf(our)}, {verdicts[probe.Number]}\n  kernel: {PlaceOf(their)}");
        }
        (string By, string Text)[] differences =
        [
            .. from drop in ours.Dropped.Keys.Union(theirs.Dropped.Keys).Order(StringComparer.Ordinal)
               let our = ours.Dropped.GetValueOrDefault(drop)
               let their = theirs.Dropped.GetValueOrDefault(drop)
               where our != their
               select (drop, $"dropped by {drop}: VpcSim {our}, kernel {their}"),
        ];
        return differences.Length == 0 ? null : new Disagreement(differences[0].By, string.Join('\n', differences.Select(difference => difference.Text)));
    }

    private static string PlaceOf(int place) => place == Judgement.Lost ? "lost" : place == Judgement.Unsent ? "not sent" : $"arrives at {Probe.NameOf(place)}";
}
