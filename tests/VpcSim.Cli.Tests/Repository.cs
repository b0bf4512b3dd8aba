using System.Runtime.CompilerServices;

namespace VpcSim.Cli.Tests;

/// <summary>Where the files lie that these tests replay.</summary>
internal static class Repository
{
    /// <summary>The folder of VpcSim.sln, above the test program or, where that was built elsewhere, above this source file.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory) ?? Above(SourceFolder()) ?? throw new DirectoryNotFoundException("no VpcSim.sln above the tests");

    public static string Template { get; } = Path.Combine(Root, "docs", "examples", "three-tier", "template.yaml");

    public static string Expected { get; } = Path.Combine(Root, "tests", "VpcSim.Cli.Tests", "Expected");

    public static string SharedCaptures { get; } = Path.Combine(Root, "..", "shared", "captures");

    public static string Capture(string name) => Path.Combine(Root, "captures", name);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The names of the captures in a folder; none where the folder is missing.</summary>
    public static IEnumerable<string> CapturesIn(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.GetFiles(folder)
            .Select(file => Path.GetFileName(file))
            .Where(name => name.Contains(".pcap", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    private static string? Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "VpcSim.sln"))) return at.FullName;
        return null;
    }
}
