using VpcSim.Benchmarks.Captures;

namespace VpcSim.Benchmarks;

/// <summary>The verb <c>make-capture</c>: a synthetic capture, the same for the same options. It begins at 2026-01-01T00:00:00Z.</summary>
public static class MakeCapture
{
    private const long StartUs = 1_767_225_600_000_000;

    /// <summary>Writes the file and gives a line on what is in it.</summary>
    /// <exception cref="ArgumentException">The kind or an option is unknown or out of range.</exception>
    public static string Run(string kind, string path, Options options)
    {
        (ITraffic traffic, int packets, int spanSeconds) = kind switch
        {
            "w1" => ((ITraffic)new MixedTraffic(), 2_000_000, 1800),
            "w2" => (new NewFlowTraffic(), 2_000_000, 60),
            "w3" => (new ElephantTraffic(), 1_000_000, 60),
            "flood" => (new FloodTraffic(), 24_610_000, 120),
            "scan" => (new ScanTraffic(), 24_610_000, 120),
            _ => throw new ArgumentException($"{kind}: expected w1, w2, w3, flood or scan"),
        };
        var request = new TrafficRequest(
            options.Take("packets", packets, least: 100, most: 100_000_000),
            options.Take("span", spanSeconds, least: 1, most: 1_000_000) * 1_000_000L,
            (ulong)options.Take("seed", 1, least: 0, most: int.MaxValue),
            options.Take("hosts", MakeDesign.DefaultHosts, least: 8, most: Addresses.MostHosts));
        options.Reject();

        TrafficPlan plan = traffic.Plan(request);
        long bytes = Write(plan, path);
        return $"{kind} packets={plan.Packets.Length} conversations={plan.Conversations.Count} bytes={bytes}";
    }

    private static long Write(TrafficPlan plan, string path)
    {
        long bytes = 0;
        var frames = new FrameWriter(plan.Conversations);
        using var file = new PcapFile(path);
        foreach (ref readonly PlannedPacket packet in plan.Packets)
        {
            int length = frames.Write(packet, file.Next);
            file.Commit(StartUs + packet.TimeUs, length);
            bytes += length;
        }

        return bytes;
    }
}
