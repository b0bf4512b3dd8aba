using System.CommandLine;

namespace VpcSim.Cli.Commands;

/// <summary>The words by which a verb is told how captures are read and replayed: the same for every verb that replays.</summary>
internal sealed class CaptureOptions
{
    public Option<string[]> At { get; } = Words.Valued("--at", "NAME", "The interface or instance on which the captures were taken: logical id, AWS id or address.");

    public Option<string[]> ClockOffset { get; } = Words.Valued("--clock-offset", "FILE=MS", "How far the clock of a capture was ahead, taken off its times: db.pcap=+12.5, in milliseconds or with a unit (s, ms, us, ns). Without it, the clocks of several captures are measured by packets that they have in common. Repeatable.");

    public Option<string[]> Map { get; } = Words.Valued("--map", "CAPTURED=DESIGN", "A captured address or CIDR block and the address, name or block of the design that it stands for. Repeatable; the first that fits counts.");

    public Option<string[]> Mode { get; } = Words.Valued("--mode", "causal|open", "causal (the default): a host sends only what it could have sent in this network. open: every captured packet is sent as it stands.");

    public Option<string[]> Setting { get; } = Words.Valued("--setting", "NAME=VALUE", "How a point that AWS leaves undocumented is decided, such as tcp-syn-timeout=30; docs/settings.md lists them all. Repeatable; wins over the design's own settings.");

    public Option<bool> StrictMtu { get; } = Words.Flag("--strict-mtu", "Drop captured TCP packets above the MTU, instead of taking them for the segments that offload joined: --setting strict-mtu=on.");

    public Option<string[]> MaxFlows { get; } = Words.Valued("--max-flows", "N", "Keep at most N flows in memory, N at least 1000 (of a comparison N for each design); those silent longest are put aside in files of the folder for temporary files (TMPDIR) and come back when they are needed. It takes longer and changes no result (one exception: docs/replay.md). Default: all in memory.");

    public Option<string[]> Decap { get; } = Words.Valued("--decap", "auto|vxlan|geneve|gre|none", "Replay the packets inside of tunnels: VXLAN as VPC Traffic Mirroring sends, GENEVE, GRE and ERSPAN. auto (the default): if all IP packets of a capture are in tunnels. A kind by name: those packets, and others as they stand.");

    public Option<string[]> Vni { get; } = Words.Valued("--vni", "NUMBER=NAME", "The interface or instance on which the packets of a tunnel's session (VNI, GRE key, ERSPAN session) were taken, such as 7=WebServer. Repeatable.");

    public Option<string[]> Filter { get; } = Words.Valued("--filter", "'EXPRESSION'", "Replay only packets that match, as tcpdump's filters do (pcap-filter(7)): 'tcp port 443'. Of tunnels the packets inside are looked at.");

    public Option<string[]> From { get; } = Words.Valued("--from", "TIME", "Replay packets from this moment on: a time (2026-11-23T23:29:30Z; UTC without an offset), or so long after the first packet (+30s, 5m, 1h30m).");

    public Option<string[]> Until { get; } = Words.Valued("--until", "TIME", "Replay packets before this moment; as --from.");

    public Option<string[]> Limit { get; } = Words.Valued("--limit", "N", "Replay the first N packets, of those that the options above leave.");

    /// <summary>All that have a value.</summary>
    public IReadOnlyList<Option<string[]>> Valued => [At, ClockOffset, Map, Mode, Setting, MaxFlows, Decap, Vni, Filter, From, Until, Limit];

    /// <summary>Which packets of a capture.</summary>
    public IReadOnlyList<Option> OfSelection => [Decap, Vni, Filter, From, Until, Limit];
}
