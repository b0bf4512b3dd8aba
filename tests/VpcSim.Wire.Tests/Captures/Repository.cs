using System.Runtime.CompilerServices;

namespace VpcSim.Wire.Tests.Captures;

/// <summary>Where the captures lie: those of the repository, and those beside it that not every checkout has.</summary>
internal static class Repository
{
    /// <summary>The folder of VpcSim.sln, above the test program or, where that was built elsewhere, above this source file.</summary>
    public static string? Root { get; } = Above(AppContext.BaseDirectory) ?? Above(Path.GetDirectoryName(ThisFile())!);

    /// <summary>Captures that are committed.</summary>
    public static IReadOnlyList<string> OwnCaptures => Files(Path.Combine(Root ?? ".", "captures"));

    /// <summary>The folder of captures shared beside the repository.</summary>
    public static string SharedFolder => Path.Combine(Root ?? ".", "..", "shared", "captures");

    public static IReadOnlyList<string> SharedCaptures => Files(SharedFolder);

    private static IReadOnlyList<string> Files(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder)
            .Where(file => file.EndsWith(".pcap", StringComparison.Ordinal)
                || file.EndsWith(".pcapng", StringComparison.Ordinal)
                || file.EndsWith(".pcap.gz", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private static string? Above(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "VpcSim.sln")))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
