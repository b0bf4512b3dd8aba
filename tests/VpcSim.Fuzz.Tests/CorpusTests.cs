using VpcSim.Fuzz.Seeding;
using VpcSim.Fuzz.Targets;

namespace VpcSim.Fuzz.Tests;

/// <summary>Inputs that were once too much for VpcSim, and the repository's own files.</summary>
[Collection(Hostile.OneAtATime)]
public class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_in_the_corpus_is_too_much(string target) => Hostile.Try(target, SourceTree.CorpusOf(target).Select(static seed => (seed.Name, seed.Bytes)));

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_target_has_inputs_to_begin_with(string target) => Assert.NotEmpty(InputsOf(target));

    [Fact]
    public void Every_folder_of_the_corpus_is_some_targets() =>
        Assert.All(Directory.EnumerateDirectories(SourceTree.PathOf("tests/VpcSim.Fuzz/Corpus")), static folder => FuzzTarget.Named(Path.GetFileName(folder)));

    internal static Seed[] InputsOf(string target) => [.. FuzzTarget.Named(target).Seeds(), .. SourceTree.CorpusOf(target)];
}
