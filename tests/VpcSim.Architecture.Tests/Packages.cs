using System.Xml.Linq;

namespace VpcSim.Architecture.Tests;

/// <summary>The packages of the repository, as its project files name them.</summary>
internal static class Packages
{
    public static IEnumerable<string> Versioned => Names("Directory.Packages.props", "PackageVersion");

    public static IEnumerable<string> UsedAnywhere =>
        Repository.Files
            .Where(file => Path.GetExtension(file) is ".csproj" or ".props")
            .SelectMany(UsedBy);

    public static IEnumerable<string> UsedBy(string projectFile) => Names(projectFile, "PackageReference");

    private static IEnumerable<string> Names(string file, string element) =>
        XDocument.Parse(Repository.Read(file)).Descendants(element).Select(item => item.Attribute("Include")!.Value);
}
