using VpcSim.Fuzz.Seeding;

namespace VpcSim.Fuzz.Tests;

/// <summary>Files of other projects, among them those with which libpcap and tcpdump test that nothing breaks them; they lie beside the repository where they are at all.</summary>
[Collection(Hostile.OneAtATime)]
public class SharedCollectionTests
{
    [Theory]
    [InlineData("captures", "captures")]
    [InlineData("captures", "replay")]
    [InlineData("designs/cloudformation", "cloudformation")]
    [InlineData("designs/terraform-plan", "terraform")]
    [InlineData("designs/describe", "describe")]
    [InlineData("flow-logs", "flow-logs")]
    [InlineData("flow-logs", "expected-records")]
    public void Nothing_in_the_collection_is_too_much(string folder, string target)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("VPCSIM_SHARED") ?? Path.GetFullPath("../shared", SourceTree.Root), folder);
        Assert.SkipUnless(Directory.Exists(path), $"{path} is not there; VPCSIM_SHARED names the folder that holds {folder}");
        Hostile.Try(target, SourceTree.In(path).Select(static seed => (seed.Name, seed.Bytes)));
    }
}
