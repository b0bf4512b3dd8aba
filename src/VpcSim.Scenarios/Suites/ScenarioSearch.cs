using System.Collections.Immutable;
using VpcSim.Scenarios.Files;

namespace VpcSim.Scenarios.Suites;

/// <summary>Finds scenario files: <c>scenario.yaml</c> and <c>*.scenario.yaml</c> of folders and the folders in them.</summary>
public static class ScenarioSearch
{
    private static readonly EnumerationOptions _everywhere = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };

    /// <summary>The scenarios under paths, each once, in ordinal order.</summary>
    /// <param name="paths">Files, which are scenarios whatever their names, and folders.</param>
    /// <param name="problems">What is not there, and folders that hold none.</param>
    public static ImmutableArray<string> Find(IEnumerable<string> paths, out ImmutableArray<string> problems)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        ImmutableArray<string>.Builder missing = ImmutableArray.CreateBuilder<string>();
        foreach (string path in paths)
        {
            if (File.Exists(path))
            {
                found.TryAdd(Path.GetFullPath(path), path);
                continue;
            }
            if (!Directory.Exists(path))
            {
                missing.Add($"there is neither a file nor a folder {path}");
                continue;
            }
            string[] inside = [.. Directory.EnumerateFiles(path, "*.yaml", _everywhere).Where(static file => IsScenario(Path.GetFileName(file)))];
            if (inside.Length == 0) missing.Add($"{path} holds no {ScenarioFile.Name} and no *{ScenarioFile.Ending}; name the file itself if it is called otherwise");
            foreach (string file in inside) found.TryAdd(Path.GetFullPath(file), file);
        }
        problems = missing.ToImmutable();
        return [.. found.Values];
    }

    private static bool IsScenario(string name) => name == ScenarioFile.Name || name.EndsWith(ScenarioFile.Ending, StringComparison.Ordinal);
}
