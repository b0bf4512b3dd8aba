using CsCheck;
using VpcSim.Oracle.Tests.Networks;

namespace VpcSim.Oracle.Tests.Traffic;

/// <summary>Random traffic for a network: exchanges that overlap in time, some of them with the same ports.</summary>
internal static class ProbeGen
{
    public static Gen<(NetworkPlan Network, Probe[] Probes)> Cases(int packets) =>
        from network in NetworkGen.Networks
        from exchanges in Exchange.For(network).Array[packets / 2]
        from order in Gen.Int[0, int.MaxValue].Array[packets * 2]
        select (network, Interleave(network, exchanges, order, packets));

    // At each step one of the first few exchanges that are not over says its next word.
    private static Probe[] Interleave(NetworkPlan network, Exchange[] exchanges, int[] order, int packets)
    {
        const int Wide = 30;
        var made = new List<Probe>();
        var open = new List<(Exchange Exchange, int Words, (List<int>, List<int>) Said)>();
        int next = 0;
        foreach (int choice in order)
        {
            while (open.Count < Wide && next < exchanges.Length) open.Add((exchanges[next++], 0, ([], [])));
            if (open.Count == 0 || made.Count >= packets) break;
            int chosen = choice % open.Count;
            (Exchange exchange, int words, (List<int>, List<int>) said) = open[chosen];
            ProbePackets.Say(made, network, exchange, exchange.Words[words], said);
            if (words + 1 < exchange.Words.Length) open[chosen] = (exchange, words + 1, said);
            else open.RemoveAt(chosen);
        }
        int half = made[made.Count / 2].LaterFragment ? made.Count / 2 + 1 : made.Count / 2;
        return [.. made.Select(probe => probe with { IsLate = probe.Number >= half })];
    }
}
