namespace VpcSim.Architecture.Tests;

/// <summary>The repository's own source under the rules of <see cref="SourceRules"/>.</summary>
public class SourceTests
{
    /// <summary>The files that may be longer than others: how long, and why they are not cut in two.</summary>
    private static readonly Dictionary<string, (int Most, string Reason)> _long = new()
    {
        ["src/VpcSim.DataPath/DataPath.cs"] = (380, "the one door of the data path: what may be asked of it, each in a few lines"),
        ["src/VpcSim.DataPath/Walk.cs"] = (340, "the state of one packet's walk, which every stage reads and writes"),
        ["src/VpcSim.Scenarios/Hosts/Tcp/TcpStack.Receiving.cs"] = (340, "what a segment does, in the order of RFC 9293, section 3.10.7"),
        ["src/VpcSim.Scenarios/Replay/ReplayRun.cs"] = (340, "the seven outcomes of a packet read, decided in one place"),
        ["src/VpcSim.Scenarios/Simulations/Simulation.Network.cs"] = (320, "one packet's way between two hosts, from sending to arriving"),
        ["src/VpcSim.Wire/Captures/CaptureSource.cs"] = (310, "every form of input, recognised by its first bytes in one order"),
        ["src/VpcSim.Wire/Rewriting/PacketRewriter.cs"] = (320, "each field with its checksums, which must agree with each other"),
    };

    [Fact]
    public void No_file_is_a_drawer_for_everything() =>
        AssertNone(Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(SourceRules.Name));

    [Fact]
    public void No_source_file_is_longer_than_a_reader_has_patience() =>
        AssertNone(Repository.CSharpFiles("src/").SelectMany(file =>
            SourceRules.Length(file, Repository.Read(file), _long.TryGetValue(file, out (int Most, string Reason) allowed) ? allowed.Most : SourceRules.MostLines)));

    [Fact]
    public void What_may_be_longer_is_longer_and_says_why()
    {
        AssertNone(_long.Where(entry => !Repository.Holds(entry.Key) || !SourceRules.Length(entry.Key, Repository.Read(entry.Key)).Any()).Select(entry => $"{entry.Key} needs no exception any more"));
        Assert.All(_long.Values, entry => Assert.True(entry.Reason.Length > 20));
    }

    [Fact]
    public void No_code_hides_in_regions() =>
        AssertNone(Repository.CSharpFiles("").SelectMany(file => SourceRules.Regions(file, Repository.Read(file))));

    [Fact]
    public void A_source_file_holds_one_public_type_and_has_its_name() =>
        AssertNone(Repository.CSharpFiles("src/").SelectMany(file => SourceRules.PublicTypes(file, Repository.Read(file))));

    [Fact]
    public void Nothing_is_left_to_be_done_later() =>
        AssertNone(Repository.TextFiles.SelectMany(file => SourceRules.Leftovers(file, Repository.Read(file))));

    [Fact]
    public void No_text_names_a_path_of_somebodys_machine() =>
        AssertNone(Repository.TextFiles.Where(file => !IsAboutPaths(file)).SelectMany(file => SourceRules.MachinePaths(file, Repository.Read(file))));

    [Fact]
    public void No_text_names_a_package_registry() =>
        AssertNone(Repository.TextFiles.Where(file => !IsAboutPaths(file)).SelectMany(file => SourceRules.RegistryHosts(file, Repository.Read(file))));

    [Fact]
    public void Every_relative_link_of_the_documents_leads_somewhere() =>
        AssertNone(Repository.Files
            .Where(file => file.EndsWith(".md", StringComparison.Ordinal))
            .SelectMany(file => SourceRules.Links(file, Repository.Read(file), Repository.Holds)));

    [Fact] // src/BannedSymbols.txt: clocks, chance, culture; .ci/run proves that each of its lines breaks a build
    public void Only_the_program_itself_may_use_what_is_banned()
    {
        string[] places = [.. Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || Path.GetFileName(file) is ".editorconfig" || file.EndsWith(".props", StringComparison.Ordinal))
            .Where(file => Repository.Read(file).Contains("RS0030", StringComparison.Ordinal))];
        Assert.NotEmpty(places);
        AssertNone(places.Where(file => !file.StartsWith("src/VpcSim.Cli/", StringComparison.Ordinal)));
        AssertNone(places.SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => line.Contains("disable RS0030", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal))));
        Assert.Contains("BannedSymbols.txt", Repository.Read("src/Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_top_level_holds_what_it_should_and_nothing_else()
    {
        string[] allowed = ["src", "tests", "captures", "docs", "VpcSim.sln", "global.json", "README.md", "LICENSE", "CHANGELOG.md"];
        IEnumerable<string> others = Repository.Files.Select(file => file.Split('/')[0]).Distinct()
            .Where(entry => !allowed.Contains(entry) && !entry.StartsWith('.') && !entry.EndsWith(".props", StringComparison.Ordinal));
        AssertNone(others);
    }

    /// <summary>Fails with every breach; xunit's own message would show the first few.</summary>
    private static void AssertNone(IEnumerable<string> breaches)
    {
        string[] found = [.. breaches];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    private static bool IsAboutPaths(string file) => file.EndsWith("/SourceRulesTests.cs", StringComparison.Ordinal);
}
