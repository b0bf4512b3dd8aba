using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>The records that a replay is compared with, <c>--expect</c>.</summary>
internal sealed class ExpectedRecordsTarget : FuzzTarget
{
    private static readonly string _design = SourceTree.PathOf("docs/examples/three-tier/template.yaml");

    private static readonly string _capture = SourceTree.PathOf("captures/ping-traceroute.pcap");

    private readonly ScratchFile _records = new("records");

    public override string Name => "expected-records";

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching("docs/examples/**/flow-logs*.txt");

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _records.Write(input);
        ProgramRun.Of(cancellation, "replay", _capture, "--design", _design, "--expect", _records.Path);
    }
}
