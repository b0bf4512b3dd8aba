using System.Runtime.CompilerServices;

namespace VpcSim.Fuzz.Seeding;

/// <summary>The repository's files, which are the first inputs, and the corpus.</summary>
public static class SourceTree
{
    private static readonly EnumerationOptions _deep = new() { RecurseSubdirectories = true };

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory, Environment.CurrentDirectory, SourceFolder());

    public static string PathOf(string file) => Path.Combine(Root, file);

    /// <summary>The committed inputs of a target: what was found, and what is worth trying again.</summary>
    public static IEnumerable<Seed> CorpusOf(string target) => In(PathOf($"tests/VpcSim.Fuzz/Corpus/{target}"));

    /// <summary>The files of a folder and of its folders, in ordinal order; none where there is no such folder.</summary>
    public static IEnumerable<Seed> In(string folder, string pattern = "*") => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, _deep).Order(StringComparer.Ordinal).Select(static file => new Seed(file, File.ReadAllBytes(file)))
        : [];

    /// <summary>Files by <c>FOLDER/PATTERN</c>, or <c>FOLDER/**/PATTERN</c> for its folders as well.</summary>
    public static IEnumerable<Seed> Matching(params IEnumerable<string> patterns) => patterns.SelectMany(static pattern =>
    {
        string folder = Path.GetDirectoryName(pattern)!;
        bool deep = folder.EndsWith("/**", StringComparison.Ordinal);
        string root = PathOf(deep ? folder[..^3] : folder);
        return Directory.EnumerateFiles(root, Path.GetFileName(pattern), deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Order(StringComparer.Ordinal)
            .Select(static file => new Seed(file, File.ReadAllBytes(file)));
    });

    private static string FindRoot(params string[] starts)
    {
        foreach (string start in starts)
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "VpcSim.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("no folder above this program holds VpcSim.sln");
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
