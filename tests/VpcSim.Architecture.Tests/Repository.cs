using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace VpcSim.Architecture.Tests;

/// <summary>The source tree that these tests are about. Paths are relative to its root, with slashes.</summary>
internal static class Repository
{
    private static readonly string[] _textExtensions =
        [".cs", ".csproj", ".sln", ".props", ".targets", ".md", ".json", ".yaml", ".yml", ".txt", ".sh", ".tf", ".html", ".svg", ".xml"];

    private static readonly string[] _notOurs =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory, Environment.CurrentDirectory, SourceFolder());

    /// <summary>What git tracks, in ordinal order; without git or before the first commit, every file but build output.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. (Tracked() is { Count: > 0 } tracked ? tracked : Walked(Root)).Where(Exists).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> TextFiles =>
        Files.Where(file => _textExtensions.Contains(Path.GetExtension(file)) || Path.GetExtension(file) == "" || file.StartsWith('.'));

    /// <summary>The C# files under <paramref name="folder"/>, for example <c>src/</c>.</summary>
    public static IEnumerable<string> CSharpFiles(string folder) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Whether a file or folder of this name is in the repository.</summary>
    public static bool Holds(string path) =>
        path is "" or "." || Files.Any(file => file == path || file.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static bool Exists(string file) => File.Exists(Path.Combine(Root, file));

    private static List<string> Tracked()
    {
        try
        {
            using Process? git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            string listed = git?.StandardOutput.ReadToEnd() ?? "";
            return [.. listed.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return []; // no git on this machine
        }
    }

    private static IEnumerable<string> Walked(string folder) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Where(entry => !_notOurs.Contains(Path.GetFileName(entry)))
            .SelectMany(entry => Directory.Exists(entry) ? Walked(entry) : [Path.GetRelativePath(Root, entry).Replace('\\', '/')]);

    private static string FindRoot(params string[] starts)
    {
        foreach (string start in starts)
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "VpcSim.sln")))
                    return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds VpcSim.sln.");
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
