using System.Runtime.CompilerServices;

namespace VpcSim.Scenarios.Tests.Making;

/// <summary>The files of the repository that tests read.</summary>
internal static class Repository
{
    /// <summary>The folder of VpcSim.sln, above the test program or, where that was built elsewhere, above this source file.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory) ?? Above(Path.GetDirectoryName(ThisFile())!)
        ?? throw new InvalidOperationException("VpcSim.sln is not above the tests");

    public static string ThreeTier => Path.Combine(Root, "docs", "examples", "three-tier", "template.yaml");

    public static string Capture(string name) => Path.Combine(Root, "captures", name);

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string? Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "VpcSim.sln"))) return at.FullName;
        return null;
    }
}
