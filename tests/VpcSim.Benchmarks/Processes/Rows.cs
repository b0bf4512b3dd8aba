using System.Globalization;
using System.Text.RegularExpressions;

namespace VpcSim.Benchmarks.Processes;

/// <summary>The twelve rows, with their floors and aims.</summary>
internal static partial class Rows
{
    public static Row[] All(Workbench bench, Contenders contenders) =>
    [
        new(1, "W1 (2 M packets, mixed) against nfpcapd", ["w1", "nfpcapd-w1"], m => [new(m.Ratio("w1", "nfpcapd-w1"), 0.70, 0.35)]),
        new(2, "W2 (every packet a new flow) against nfpcapd", ["w2", "nfpcapd-w2"], m => [new(m.Ratio("w2", "nfpcapd-w2"), 1.00, 0.50)]),
        new(3, "W3 (elephants) against nfpcapd", ["w3", "nfpcapd-w3"], m => [new(m.Ratio("w3", "nfpcapd-w3"), 0.80, 0.50)]),
        new(4, "W1 against the C floor (read, parse, count; no rules)", ["w1", "floor-w1"], m => [new(m.Ratio("w1", "floor-w1"), 4, 2)]),
        new(5, "growth: ns a packet at 20 M packets over 2 M, start-up taken off", ["w1x10", "w1", "w1-start"],
            m => [new(m.Beyond("w1x10", "w1-start") / Contenders.GrownPackets / (m.Beyond("w1", "w1-start") / Contenders.Packets), 1.3, 1.0)]),
        new(6, "memory: bytes per live flow and interface (W2); peak RSS on W1", ["w2", "w1", "w1-start"], m =>
        [
            new((m["w2"].PeakMegabytes - m["w1-start"].PeakMegabytes) * 1e6 / FlowsAndInterfaces(bench), 160, 128),
            new(m["w1"].PeakMegabytes, 120, 60, " MB"),
        ]),
        new(7, "bytes allocated per packet in steady state: fast path (W3); overall (W1)", [], _ =>
        [
            new(SteadyState.BytesPerPacket(contenders.W3, bench.FullDesign, bench.RecordsOf("w3-inside")), 0.05, 0.05),
            new(SteadyState.BytesPerPacket(contenders.W1, bench.FullDesign, bench.RecordsOf("w1-inside")), 1, 1),
        ]),
        new(8, "cost of the 300 rules against one allow-all rule, W1 / W2", ["w1", "w1-allow-all", "w2", "w2-allow-all"],
            m => [new(m.Ratio("w1", "w1-allow-all"), 1.25, 1.08), new(m.Ratio("w2", "w2-allow-all"), 1.8, 1.4)]),
        new(9, "two cores against one, W1", ["w1", "w1-one-core"], m => [new(m.Ratio("w1-one-core", "w1"), 1.3, 1.6, " times", MoreIsBetter: true)]),
        new(10, "scenario traffic (simulated hosts, TCP) per packet against ns-3", ["scenario", "scenario-start", "ns3", "ns3-start"], m =>
        [
            new(
                m.Beyond("ns3", "ns3-start") / Contenders.Ns3Packets / (m.Beyond("scenario", "scenario-start") / PacketsOf(bench, "scenario")),
                20, 40, " times", MoreIsBetter: true),
        ]),
        new(11, "start of vpcsim --version and of a one-packet trace", ["version", "trace"],
            m => [new(m.Wall("version") * 1000, 150, 60, " ms"), new(m.Wall("trace") * 1000, 150, 60, " ms")]),
        new(12, "pcapng against plain pcap; gzip against plain pcap while another program inflates", ["w1", "w1-pcapng", "w1-gzip", "w1-beside-inflating"],
            m => [new(m.Ratio("w1-pcapng", "w1"), 1.3, 1.3), new(m.Ratio("w1-gzip", "w1-beside-inflating"), 1.3, 1.3)]),
    ];

    /// <summary>In W2 every flow has one packet, and so one record for each interface that sees it; the file has a header line besides.</summary>
    private static long FlowsAndInterfaces(Workbench bench) => File.ReadLines(bench.RecordsOf("w2")).LongCount() - 1;

    /// <summary>What a run of a scenario says at its end.</summary>
    private static long PacketsOf(Workbench bench, string scenario) =>
        long.Parse(PacketsLine().Match(File.ReadAllText(bench.OutputOf(scenario))).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^  packets +(\d+)$", RegexOptions.Multiline)]
    private static partial Regex PacketsLine();
}
