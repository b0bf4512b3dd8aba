using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Targets;

/// <summary>The manifest of a CDK app's output, beside the templates that it names.</summary>
internal sealed class CdkTarget : FuzzTarget
{
    private const string Assembly = "tests/VpcSim.Import.Tests/Cdk/cdk.out";

    private readonly ScratchFile _manifest = new("manifest.json");

    public CdkTarget()
    {
        foreach (Seed file in SourceTree.Matching($"{Assembly}/*.json")) File.WriteAllBytes(Path.Combine(_manifest.Folder, Path.GetFileName(file.Name)), file.Bytes);
    }

    public override string Name => "cdk";

    public override IEnumerable<Seed> Seeds() => SourceTree.Matching($"{Assembly}/manifest.json");

    public override void Run(byte[] input, CancellationToken cancellation)
    {
        _manifest.Write(input);
        ProgramRun.Of(cancellation, "design", "check", _manifest.Folder);
    }
}
