namespace VpcSim.Testing;

/// <summary>Finds files that a test names.</summary>
internal static class SourcePaths
{
    /// <summary>The path as it is opened: from the current folder, else beside the source file that calls; null and why where neither holds it.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="source">The path of the source file as the compiler tells it.</param>
    /// <param name="problem">What was looked for; null where it was found.</param>
    public static string? Find(string path, string source, out string? problem)
    {
        string beside = Path.Combine(Path.GetDirectoryName(source) ?? "", path);
        string? found = Exists(path) ? path : Exists(beside) ? Path.GetFullPath(beside) : null;
        problem = found is not null ? null
            : $"there is no {path}, neither in the current folder ({Environment.CurrentDirectory}) nor beside {Path.GetFileName(source)}; mind the path, or copy the file to the output folder";
        return found;
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}
