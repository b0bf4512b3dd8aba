using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>A capture through a design, <c>vpcsim replay</c>: what is read goes all the way. The input's content chooses among the ways to ask for it.</summary>
internal sealed class ReplayTarget : FuzzTarget
{
    private static readonly string _design = SourceTree.PathOf("docs/examples/three-tier/template.yaml");

    private static readonly string[][] _ways =
    [
        ["--annotate", "-"],
        ["--explain", "1", "--json"],
        ["--mode", "open", "--flow-logs", "-"],
        ["--map-auto", "--json"],
        ["--at", "WebServer", "--decap", "none", "--explain", "2"],
        ["--decap", "vxlan", "--filter", "tcp or udp", "--strict-mtu"],
        ["--from", "+1s", "--until", "+1h", "--limit", "10", "--fail-on", "dropped"],
        ["--vni", "7=WebServer", "--map", "198.51.100.0/24=10.0.1.0/24", "--setting", "verify-checksums=on"],
    ];

    private readonly ScratchFile _capture = new("input");

    public override string Name => "replay";

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching("captures/*.pcap", "captures/*.pcapng", "captures/*.gz", "captures/formats/*");

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _capture.Write(input);
        string[] way = _ways[Content.Choice(input, _ways.Length)];
        ProgramRun.Of(cancellation, ["replay", _capture.Path, "--design", _design, .. way]);
    }
}
