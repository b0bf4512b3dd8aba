using VpcSim.Scenarios.Replay;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>What two hosts' captures hold of what they send each other.</summary>
/// <param name="aheadNs">How far the second host's clock is ahead.</param>
internal sealed class TwoEnds(long aheadNs = 0)
{
    /// <summary>On the way between them.</summary>
    public const long DelayNs = 300_000;

    private readonly List<(long TimeNs, Frame Frame)> _first = [], _second = [], _sent = [];

    public Capture First => Ordered(_first);

    public Capture Second => Ordered(_second);

    /// <summary>What was sent, as by one clock at both senders: what a replay of both captures should send.</summary>
    public Capture Sent => Ordered(_sent);

    /// <summary>A packet of the first host, with the time in nanoseconds.</summary>
    public TwoEnds There(long timeNs, Frame frame, long delayNs = DelayNs, bool lost = false)
    {
        _sent.Add((timeNs, frame));
        _first.Add((timeNs, frame));
        if (!lost) _second.Add((timeNs + delayNs + aheadNs, Hopped(frame)));
        return this;
    }

    /// <summary>A packet of the second host.</summary>
    public TwoEnds Back(long timeNs, Frame frame, long delayNs = DelayNs, bool lost = false)
    {
        _sent.Add((timeNs, frame));
        _second.Add((timeNs + aheadNs, frame));
        if (!lost) _first.Add((timeNs + delayNs, Hopped(frame)));
        return this;
    }

    /// <summary>A handshake, a request and its answer, ten milliseconds apart: 6 packets.</summary>
    public TwoEnds Http(string client, string server, long atNs = 0)
    {
        const long Step = 10_000_000;
        ushort id = (ushort)(_sent.Count * 100);
        return There(atNs, Frame.Tcp(client, server, "S", sequence: 1000, id: id))
            .Back(atNs + Step, Frame.Tcp(server, client, "S.", sequence: 5000, id: id))
            .There(atNs + 2 * Step, Frame.Tcp(client, server, ".", sequence: 1001, id: ++id))
            .There(atNs + 3 * Step, Frame.Tcp(client, server, "P.", 100, sequence: 1001, id: ++id))
            .Back(atNs + 4 * Step, Frame.Tcp(server, client, "P.", 1000, sequence: 5001, id: id))
            .There(atNs + 5 * Step, Frame.Tcp(client, server, ".", sequence: 1101, id: ++id));
    }

    /// <summary>Replays both captures, the first one named first.</summary>
    public Replayed Through(Trial design, string? first = "Web", string? second = "App", long? givenNs = null, bool swapped = false)
    {
        using var folder = new TemporaryFolder();
        var one = new CaptureInput(folder.Write("first.pcap", First.ToPcap())) { At = first };
        var other = new CaptureInput(folder.Write("second.pcap", Second.ToPcap())) { At = second, ClockOffsetNs = givenNs };
        return swapped ? design.RunInputs(other, one) : design.RunInputs(one, other);
    }

    // A TTL that a router lowered does not make another packet of it.
    private static Frame Hopped(Frame frame)
    {
        byte[] bytes = [.. frame.Bytes];
        bytes[(bytes[12] << 8 | bytes[13]) == 0x0800 ? 22 : 21]--;
        return frame with { Bytes = bytes };
    }

    private static Capture Ordered(List<(long TimeNs, Frame Frame)> frames)
    {
        var capture = new Capture();
        foreach ((long timeNs, Frame frame) in frames.OrderBy(packet => packet.TimeNs)) capture.AddAt(timeNs, frame);
        return capture;
    }
}
