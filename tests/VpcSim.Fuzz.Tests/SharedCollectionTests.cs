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
    [InlineData("flow-logs", "flow-log-questions")]
    [InlineData("flow-logs", "expected-records")]
    public void Nothing_in_the_collection_is_too_much(string folder, string target)
    {
        Hostile.Try(target, SourceTree.In(Folder(folder)).Select(static seed => (seed.Name, seed.Bytes)));
    }

    [Fact]
    public void What_libpcap_and_tcpdump_break_parsers_with_is_among_the_captures()
    {
        string path = Folder("captures");
        string[] named = [.. File.ReadLines(Path.Combine(path, "MANIFEST.md"))
            .Where(static line => line.Contains("`the-tcpdump-group/", StringComparison.Ordinal) && line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('`')[1])];
        Assert.NotEmpty(named);
        Assert.Subset(SourceTree.In(path).Select(static seed => Path.GetFileName(seed.Name)).ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
    }

    private static string Folder(string name)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("VPCSIM_SHARED") ?? Path.GetFullPath("../shared", SourceTree.Root), name);
        Assert.SkipUnless(Directory.Exists(path), $"{path} is not there; VPCSIM_SHARED names the folder that holds {name}");
        return path;
    }
}
