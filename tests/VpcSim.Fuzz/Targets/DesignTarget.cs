using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>A design in one file: checked, and where it can be used shown, converted and replayed through.</summary>
/// <param name="name">The form that its seeds have; what a file is, its content decides.</param>
/// <param name="seeds">Patterns of the repository's files.</param>
internal sealed class DesignTarget(string name, string[] seeds) : FuzzTarget
{
    private static readonly string _capture = SourceTree.PathOf("captures/ipv6.pcapng");

    private readonly ScratchFile _design = new("design");

    public override string Name => name;

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching(seeds);

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _design.Write(input);
        if (!ProgramRun.Of(cancellation, "design", "check", _design.Path)) return;
        ProgramRun.Of(cancellation, WayOf(input));
    }

    private string[] WayOf(byte[] input) => Content.Choice(input, 6) switch
    {
        0 => ["design", "show", _design.Path],
        1 => ["design", "show", _design.Path, "--format", "svg"],
        2 => ["design", "show", _design.Path, "--format", "json"],
        3 => ["design", "convert", _design.Path],
        4 => ["trace", "--design", _design.Path, "--from", "internet", "--to", "10.0.1.10:443"],
        _ => ["replay", _capture, "--design", _design.Path, "--map-auto", "--json"],
    };
}
