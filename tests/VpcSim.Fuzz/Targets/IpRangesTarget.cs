using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>AWS's list of its address ranges, <c>--ip-ranges</c>.</summary>
internal sealed class IpRangesTarget : FuzzTarget
{
    private static readonly string _design = SourceTree.PathOf("docs/examples/private-endpoints/template.yaml");

    private readonly ScratchFile _ranges = new("ip-ranges.json");

    public override string Name => "ip-ranges";

    public override IEnumerable<Seed> Seeds() => [];

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _ranges.Write(input);
        ProgramRun.Of(cancellation, "design", "show", _design, "--ip-ranges", _ranges.Path, "--format", "json");
    }
}
