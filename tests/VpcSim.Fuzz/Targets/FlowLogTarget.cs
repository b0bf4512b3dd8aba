using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>Flow logs, plain and compressed, explained by a design.</summary>
/// <param name="name">The form that its seeds have; what a file is, its content decides.</param>
/// <param name="seeds">Patterns of the repository's files.</param>
internal sealed class FlowLogTarget(string name, string[] seeds) : FuzzTarget
{
    private static readonly string _design = SourceTree.PathOf("docs/examples/hybrid-vpn/template.yaml");

    private readonly ScratchFile _log = new("log");

    public override string Name => name;

    // Parquet.Net makes lists as long as a damaged footer says, up to what .NET gives, and then says that the file is damaged.
    public override bool KeepsMemoryInProportion => name != "parquet";

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching(seeds);

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _log.Write(input);
        string[] way = Content.Choice(input, 3) switch
        {
            0 => ["--json"],
            1 => ["--unused", "--tighten"],
            _ => ["--format", "${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${action} ${packets}"],
        };
        ProgramRun.Of(cancellation, ["flow-logs", "explain", "--design", _design, _log.Path, .. way]);
    }
}
