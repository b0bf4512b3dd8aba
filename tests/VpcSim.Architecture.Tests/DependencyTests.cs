using System.Text.RegularExpressions;

namespace VpcSim.Architecture.Tests;

public partial class DependencyTests
{
    [Fact]
    public void Every_package_has_a_reason_and_a_licence_in_the_documents() =>
        Assert.Empty(Packages.Versioned.Except(Documented()));

    [Fact]
    public void The_documents_name_no_package_that_is_gone() =>
        Assert.Empty(Documented().Except(Packages.Versioned));

    [Fact]
    public void Every_package_is_used() =>
        Assert.Empty(Packages.Versioned.Except(Packages.UsedAnywhere));

    [Fact]
    public void No_project_names_a_version_of_its_own()
    {
        IEnumerable<string> versioned = Repository.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => OwnVersion().IsMatch(Repository.Read(file)));
        Assert.Empty(versioned);
    }

    [Fact]
    public void The_licence_is_Apache_2_0_in_full()
    {
        string licence = Repository.Read("LICENSE");
        Assert.Contains("Apache License\n                           Version 2.0, January 2004", licence, StringComparison.Ordinal);
        Assert.Contains("END OF TERMS AND CONDITIONS", licence, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Documented() =>
        Row().Matches(Repository.Read("docs/dependencies.md")).Select(match => match.Groups["package"].Value);

    [GeneratedRegex(@"^\| (?<package>[\w.]+) \| (?:MIT|Apache-2\.0|MPL-2\.0|BSD-[23]-Clause) \| \S[^|]{10,} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"<PackageReference [^>]*Version")]
    private static partial Regex OwnVersion();
}
