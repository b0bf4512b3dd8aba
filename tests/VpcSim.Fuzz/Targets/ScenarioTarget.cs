using System.Text;
using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>A scenario file beside the designs of the examples: read, looked up and run.</summary>
internal sealed class ScenarioTarget : FuzzTarget
{
    private const string Examples = "docs/examples";

    private readonly ScratchFile _scenario = new("scenario.yaml");

    public ScenarioTarget()
    {
        foreach (Seed template in SourceTree.Matching($"{Examples}/**/template.yaml"))
            File.WriteAllBytes(Path.Combine(_scenario.Folder, CopyOf(template.Name)), template.Bytes);
        File.Copy(SourceTree.PathOf("captures/ping-traceroute.pcap"), Path.Combine(_scenario.Folder, "capture.pcap"));
    }

    public override string Name => "scenarios";

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching($"{Examples}/**/scenario.yaml", $"{Examples}/**/fault.yaml")
        .Select(static seed => new Seed(seed.Name, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(seed.Bytes).Replace("template.yaml", CopyOf(seed.Name), StringComparison.Ordinal))));

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _scenario.Write(input);
        ProgramRun.Of(cancellation, "run", _scenario.Path);
    }

    private static string CopyOf(string file) => $"{Path.GetFileName(Path.GetDirectoryName(file))}.yaml";
}
