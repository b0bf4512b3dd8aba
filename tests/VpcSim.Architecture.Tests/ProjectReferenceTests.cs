using System.Xml.Linq;

namespace VpcSim.Architecture.Tests;

/// <summary>
/// Who may know whom. What a project references, directly or through another, is all that its code can name; so the references in
/// the project files decide.
/// </summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> _mayUse = new()
    {
        ["VpcSim.Wire"] = [],
        ["VpcSim.Model"] = [],
        ["VpcSim.Engine"] = [],
        ["VpcSim.DataPath"] = ["VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine"],
        ["VpcSim.FlowLogs"] = ["VpcSim.DataPath", "VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine"],
        ["VpcSim.FlowLogs.Sql"] = ["VpcSim.FlowLogs", "VpcSim.DataPath", "VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine"],
        ["VpcSim.Import"] = ["VpcSim.Model"],
        ["VpcSim.Scenarios"] = ["VpcSim.FlowLogs", "VpcSim.Import", "VpcSim.DataPath", "VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine"],
        ["VpcSim.Testing"] =
        [
            "VpcSim.Scenarios", "VpcSim.FlowLogs", "VpcSim.Import", "VpcSim.DataPath", "VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine",
        ],
        ["VpcSim.Cli"] =
        [
            "VpcSim.Scenarios", "VpcSim.FlowLogs.Sql", "VpcSim.FlowLogs", "VpcSim.Import", "VpcSim.DataPath", "VpcSim.Wire", "VpcSim.Model", "VpcSim.Engine",
        ],
    };

    /// <summary>The packages that code below the CLI may stand on; the others stand on the base class library alone.</summary>
    private static readonly Dictionary<string, string[]> _mayUsePackages = new()
    {
        ["VpcSim.Wire"] = ["PacketDotNet", "SharpPcap", "ZstdSharp.Port"],
        ["VpcSim.Model"] = [],
        ["VpcSim.Engine"] = [],
        ["VpcSim.DataPath"] = [],
        ["VpcSim.Import"] = ["YamlDotNet"],
    };

    public static TheoryData<string> Projects => [.. ProjectFiles("src/").Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_the_projects_below_it(string project)
    {
        Assert.True(_mayUse.ContainsKey(project), $"{project} has no line in this test: say whom it may know.");
        Assert.Empty(Reachable($"src/{project}/{project}.csproj").Except(_mayUse[project]));
    }

    [Fact]
    public void What_is_reached_through_another_project_counts_as_known() =>
        Assert.Contains("VpcSim.Wire", Reachable("src/VpcSim.FlowLogs/VpcSim.FlowLogs.csproj"));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_of_the_core_stands_on_the_packages_that_were_chosen_for_it(string project)
    {
        if (!_mayUsePackages.TryGetValue(project, out string[]? packages))
            packages = [.. Packages.Versioned];
        Assert.Empty(Packages.UsedBy($"src/{project}/{project}.csproj").Except(packages));
    }

    [Fact]
    public void The_testing_package_depends_on_every_package_that_is_used_by_what_is_packed_into_it()
    {
        const string Testing = "src/VpcSim.Testing/VpcSim.Testing.csproj";
        string[] used = [.. Reachable(Testing).Distinct().SelectMany(project => Packages.UsedBy($"src/{project}/{project}.csproj")).Distinct()];
        string[] named = [.. Packages.UsedBy(Testing)];
        Assert.True(!used.Except(named).Any(), $"{Testing} packs libraries that need {string.Join(", ", used.Except(named))}: add a PackageReference for each there.");
        Assert.True(!named.Except(used).Any(), $"{Testing} names packages that nothing in it needs: {string.Join(", ", named.Except(used))}");
    }

    [Fact]
    public void Every_source_project_has_tests_of_its_name()
    {
        IEnumerable<string> missing = Projects.Select(row => row.Data)
            .Where(project => !Repository.Holds($"tests/{project}.Tests/{project}.Tests.csproj"));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("VpcSim.sln").Replace('\\', '/');
        Assert.All(ProjectFiles(""), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ProjectFiles(string folder) =>
        Repository.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    private static IEnumerable<string> Reachable(string projectFile)
    {
        string folder = Path.GetDirectoryName(projectFile)!;
        foreach (XElement reference in XDocument.Parse(Repository.Read(projectFile)).Descendants("ProjectReference"))
        {
            string target = Path.Combine(folder, reference.Attribute("Include")!.Value.Replace('\\', '/'));
            target = Path.GetRelativePath(Repository.Root, Path.GetFullPath(target, Repository.Root)).Replace('\\', '/');
            yield return Path.GetFileNameWithoutExtension(target);
            foreach (string further in Reachable(target))
                yield return further;
        }
    }
}
