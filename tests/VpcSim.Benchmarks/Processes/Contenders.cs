namespace VpcSim.Benchmarks.Processes;

/// <summary>Everything that takes part, by name. What is not installed is missing, and why is in <see cref="Missing"/>.</summary>
internal sealed class Contenders
{
    public const int Packets = 2_000_000;
    public const int GrownPackets = 10 * Packets;
    public const int ElephantPackets = 1_000_000;
    public const int StartPackets = 100;
    public const int ScenarioConnections = 12;
    public const int Ns3Packets = 200_000;

    private static readonly string[] Ns3Libraries =
        ["core", "network", "internet", "point-to-point", "csma", "applications", "stats", "bridge", "traffic-control"];

    private readonly Workbench _bench;
    private readonly string _program;
    private readonly Dictionary<string, Func<Contender?>> _makers;

    /// <param name="bench">Makes captures and designs.</param>
    /// <param name="program">vpcsim.dll, or a program that is vpcsim itself.</param>
    public Contenders(Workbench bench, string program)
    {
        _bench = bench;
        _program = program;
        _makers = new Dictionary<string, Func<Contender?>>
        {
            ["nfpcapd-w1"] = () => Nfpcapd("nfpcapd-w1", W1),
            ["nfpcapd-w2"] = () => Nfpcapd("nfpcapd-w2", W2),
            ["nfpcapd-w3"] = () => Nfpcapd("nfpcapd-w3", W3),
            ["floor-w1"] = Floor,
            ["w1"] = () => Replay("w1", W1, bench.FullDesign),
            ["w2"] = () => Replay("w2", W2, bench.FullDesign),
            ["w3"] = () => Replay("w3", W3, bench.FullDesign),
            ["w1-start"] = () => Replay("w1-start", bench.Capture("w1-start.pcap", "w1", StartPackets), bench.FullDesign),
            ["w1x10"] = () => Replay("w1x10", bench.Capture("w1x10.pcap", "w1", GrownPackets), bench.FullDesign),
            ["w1-allow-all"] = () => Replay("w1-allow-all", W1, bench.OpenDesign),
            ["w2-allow-all"] = () => Replay("w2-allow-all", W2, bench.OpenDesign),
            ["w1-one-core"] = OneCore,
            ["w1-pcapng"] = () => Replay("w1-pcapng", bench.Pcapng(W1), bench.FullDesign),
            ["w1-gzip"] = () => Replay("w1-gzip", bench.Gzip(W1), bench.FullDesign),
            ["w1-beside-inflating"] = BesideInflating,
            ["ns3"] = () => Ns3("ns3", Ns3Packets),
            ["ns3-start"] = () => Ns3("ns3-start", 1),
            ["scenario"] = () => new Contender("scenario", [.. Vpcsim("run", bench.Scenario(ScenarioConnections))]),
            ["scenario-start"] = () => new Contender("scenario-start", [.. Vpcsim("run", bench.Scenario(1))]),
            ["version"] = () => new Contender("version", [.. Vpcsim("--version")]),
            ["trace"] = () => new Contender("trace", [.. Vpcsim("trace", "--design", Programs.Example("three-tier/template.yaml"), "--from", "internet", "--to", "WebServer:443")]),
        };
    }

    /// <summary>Why a contender cannot take part.</summary>
    public Dictionary<string, string> Missing { get; } = [];

    public string W1 => _bench.Capture("w1.pcap", "w1", Packets);

    public string W2 => _bench.Capture("w2.pcap", "w2", Packets);

    public string W3 => _bench.Capture("w3.pcap", "w3", ElephantPackets);

    /// <summary>A contender, ready to run; null where it is <see cref="Missing"/>.</summary>
    public Contender? Get(string name) => _makers[name]();

    private IEnumerable<string> Vpcsim(params IEnumerable<string> arguments) =>
        [.. _program.EndsWith(".dll", StringComparison.Ordinal) ? new[] { "dotnet" } : [], _program, .. arguments];

    private Contender Replay(string name, string capture, string design) =>
        new(name, [.. Vpcsim("replay", capture, "--design", design, "--flow-logs", _bench.RecordsOf(name))], capture, _bench.RecordsOf(name));

    /// <summary>The plain capture is replayed while the packed one is unpacked by somebody else: what the machine's processors have time for.</summary>
    private Contender BesideInflating()
    {
        string packed = _bench.Gzip(W1);
        Contender replay = Replay("w1-beside-inflating", W1, _bench.FullDesign);
        string inflating = string.Join(' ', Programs.Self.Append("inflate").Append(packed).Select(Quoted));
        return replay with { Command = ["sh", "-c", $"{inflating} & {string.Join(' ', replay.Command.Select(Quoted))} && wait"] };
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''")}'";

    /// <summary>Everything on one processor.</summary>
    private Contender? OneCore()
    {
        if (Programs.Find("taskset") is null) return Lacks("w1-one-core", "taskset is not installed");
        Contender replay = Replay("w1-one-core", W1, _bench.FullDesign);
        return replay with { Command = ["taskset", "-c", "0", .. replay.Command] };
    }

    private Contender? Nfpcapd(string name, string capture) => Programs.Find("nfpcapd") is null
        ? Lacks(name, "nfpcapd is not installed (package nfdump)")
        : new Contender(name, ["nfpcapd", "-r", capture, "-w", _bench.Folder("nfpcapd"), "-t", "60", "-e", "60,60"], capture, _bench.Folder("nfpcapd"));

    private Contender? Floor() => _bench.Compiled("floor.c", "gcc", "-O3", "-march=native") is { } floor
        ? new Contender("floor-w1", [floor, W1], W1)
        : Lacks("floor-w1", "gcc is not installed");

    private Contender? Ns3(string name, int packets) =>
        _bench.Compiled("ns3_udp.cc", ["g++", "-O2", "-std=c++17", .. Ns3Libraries.Select(library => $"-lns3-{library}")]) is { } ns3
            ? new Contender(name, [ns3, $"--packets={packets}"])
            : Lacks(name, "ns-3 or g++ is not installed (packages libns3-dev, g++)");

    private Contender? Lacks(string name, string why)
    {
        Missing[name] = why;
        return null;
    }
}
